"""Dates and times on the wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.registry.session import Timing
from app.registry.times import LONDON
from app.submission.forms.one_date import ends_that_day
from app.submission.forms.when import MOST_SESSIONS, session_of
from tests.submission.forms.conftest import Fill


def one(
    number: int = 0, day: date = date(2027, 7, 7), start: str = "10am", end: str = "", **others: str
) -> dict[str, str]:
    """What one date sends."""
    boxes = {"day": day.day, "month": day.month, "year": day.year}
    said = {f"starts_on-{box}": str(value) for box, value in boxes.items()}
    said |= {"timing": "timed", "start_time": start, "end_time": end} | others
    return {f"sessions-{number}-{name}": value for name, value in said.items()}


def last_day(day: date) -> dict[str, str]:
    return {
        f"ends_on-{name}": str(value)
        for name, value in zip(("day", "month", "year"), (day.day, day.month, day.year), strict=True)
    }


def messages(fill: Fill, typed: dict[str, Any]) -> list[str]:
    return [error["text"] for error in fill("when", typed).error_list()]


def test_the_hour_that_is_skipped_is_refused_with_words(fill: Fill) -> None:
    (said,) = messages(fill, one(day=date(2027, 3, 28), start="1.30am"))
    assert said == "The clocks go forward on 28 March 2027, from 1am to 2am. Give a time before 1am or from 2am"
    (said,) = messages(fill, one(day=date(2027, 3, 28), start="12.30am", end="1:30"))
    assert "clocks go forward" in said
    assert messages(fill, one(day=date(2027, 3, 28), start="12.59am", end="2am")) == []


def test_the_hour_that_comes_twice_means_the_first(fill: Fill) -> None:
    form = fill("when", one(day=date(2027, 10, 31), start="1.30am", end="3am"))
    assert form.error_list() == []
    row = session_of(form.sessions.entries[0].form, 0)
    assert row.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert row.ends_at == datetime(2027, 10, 31, 3, 0, tzinfo=UTC)


def test_the_end_is_after_the_start(fill: Fill) -> None:
    (said,) = messages(fill, one(start="10am", end="9am"))
    assert said == "The end must be after the start. If it goes on past midnight, give the last day too"
    assert messages(fill, one(start="10am", end="10am")) != []


def test_past_midnight_needs_the_last_day(fill: Fill) -> None:
    form = fill("when", one(start="8pm", end="1am", **last_day(date(2027, 7, 8))))
    assert form.error_list() == []
    row = session_of(form.sessions.entries[0].form, 0)
    assert row.starts_at == datetime(2027, 7, 7, 19, tzinfo=UTC)
    assert row.ends_at == datetime(2027, 7, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("end", ["midnight", "12am", "00:00"])
def test_midnight_ends_the_day_it_began_on(fill: Fill, end: str) -> None:
    form = fill("when", one(start="8pm", end=end))
    assert form.error_list() == []
    row = session_of(form.sessions.entries[0].form, 0)
    assert (row.ends_on, row.ends_at) == (date(2027, 7, 8), datetime(2027, 7, 7, 23, tzinfo=UTC))
    assert form.sessions.entries[0].form.in_words() == "Wednesday 7 July 2027, 8pm to midnight"
    assert ends_that_day(row), "the page shows no last day nobody typed"


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (("31", "2", "2027"), "Date must be a real date"),
        (("31", "2", ""), "Date must include a year"),
        (("", "", ""), "Enter the date"),
        (("7", "7", "27"), "Date must have a year of 4 numbers, like 2027"),
        (("7", "7", "1999"), "The year must be between 2000 and"),
        (("7", "7", "2198"), "The year must be between 2000 and"),
        (("\x00", "7", "2027"), "Date must include a day"),
        (("seven", "7", "2027"), "Date must be a real date"),
    ],
)
def test_a_date_that_is_none_is_said(fill: Fill, boxes: tuple[str, str, str], said: str) -> None:
    typed = one() | {
        f"sessions-0-starts_on-{box}": text for box, text in zip(("day", "month", "year"), boxes, strict=True)
    }
    found = fill("when", typed).error_list()
    assert [error["text"][: len(said)] for error in found] == [said]
    assert found[0]["href"].startswith("#sessions-0-starts_on-")


def test_the_last_day_is_not_before_the_first_nor_years_after(fill: Fill) -> None:
    assert messages(fill, one(**last_day(date(2027, 7, 6)))) == ["The last day must be the first day or later"]
    assert messages(fill, one(**last_day(date(2028, 7, 9)))) == ["The last day must be within a year of the first"]


def test_no_time_is_needed_where_none_is_known(fill: Fill) -> None:
    for timing in (Timing.ALL_DAY, Timing.TIME_TBC, Timing.DATE_TBC):
        form = fill("when", one(start="", timing=timing))
        assert form.error_list() == []
        row = session_of(form.sessions.entries[0].form, 0)
        assert row.starts_at == datetime(2027, 7, 6, 23, tzinfo=UTC)
        assert row.ends_at == datetime(2027, 7, 7, 23, tzinfo=UTC)
    assert messages(fill, one(start="")) == ["Enter the time it starts, like 9:30am"]


def test_there_are_at_most_sixty_dates_and_it_is_said(fill: Fill) -> None:
    typed: dict[str, str] = {}
    for number in range(MOST_SESSIONS + 40):
        typed |= one(number)
    form = fill("when", typed)
    assert [error["text"] for error in form.error_list()] == ["Give at most 60 dates. For more, make it a festival"]
    assert len(form.sessions.entries) == MOST_SESSIONS + 1


def test_of_many_dates_the_one_a_moderator_asks_about_is_open(fill: Fill) -> None:
    typed: dict[str, str] = {}
    for number in range(5):
        typed |= one(number)
    form = fill("when", typed)
    assert form.in_full() == set()
    form.sessions.entries[1].form.start_time.asked = "Is it not at 11?"
    assert form.in_full() == {1}


@pytest.mark.parametrize(
    "name", ["sessions-²-uid", "sessions-" + "9" * 5000 + "-uid", "sessions--1-uid", "sessions-0", "sessions-x-uid"]
)
def test_odd_names_of_fields_are_nothing(fill: Fill, name: str) -> None:
    assert messages(fill, one() | {name: "x"}) == []


@given(
    day=st.dates(date(2026, 1, 1), date(2031, 12, 31)),
    start=st.times().map(lambda at: at.replace(microsecond=0, second=0)),
    minutes=st.integers(1, 600),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_instants_are_the_wall_clocks_in_london(fill: Fill, day: date, start: time, minutes: int) -> None:
    end = datetime.combine(day, start) + timedelta(minutes=minutes)
    form = fill("when", one(day=day, start=f"{start:%H:%M}", end=f"{end:%H:%M}", **last_day(end.date())))
    told = [error["text"] for error in form.error_list()]
    if told:
        assert all("clocks go forward" in text or "must be after" in text for text in told)
        assert day.month in {3, 10}
        return
    row = session_of(form.sessions.entries[0].form, 0)
    assert row.starts_at.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(day, start)
    assert row.ends_at is not None
    assert row.ends_at > row.starts_at
    assert row.ends_at.astimezone(LONDON).replace(tzinfo=None) == end
