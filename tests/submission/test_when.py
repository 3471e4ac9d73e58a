"""The second page: dates that repeat, dropping in, weekdays, the nights when clocks change."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.catalogue.document import sessions
from app.catalogue.wording import when_one
from app.registry.event import Event
from app.registry.session import Timing
from app.submission.forms.when import WhenForm
from tests.client import Visitor
from tests.filling import fill
from tests.page import words_of
from tests.submission.answers import SIMPLEST, answer, start

ReadEvent = Callable[[str], Event]
MAKE = "Make these dates"


def at_when(olu: Visitor) -> str:
    reference = start(olu)
    answer(olu, "about")
    return reference


def until(day: int, month: int, year: int = 2027) -> dict[str, str]:
    return {"repeat_until-day": str(day), "repeat_until-month": str(month), "repeat_until-year": str(year)}


def on(day: int, month: int, start: str, end: str = "") -> dict[str, str]:
    """The first date."""
    date = {"sessions-0-starts_on-day": str(day), "sessions-0-starts_on-month": str(month)}
    return {**SIMPLEST["when"], **date, "sessions-0-start_time": start, "sessions-0-end_time": end}


def words(event: Event) -> list[str]:
    return [when_one(one) for one in sessions(event.latest.sessions)]


def test_dates_are_made_listed_changed_and_kept(olu: Visitor, event_of: ReadEvent) -> None:
    reference = at_when(olu)
    olu.submit(MAKE, **SIMPLEST["when"], repeat_every="week", **until(4, 8))
    olu.has("4 dates added: every Wednesday until Wednesday 4 August 2027")
    olu.has("Date 5: Wednesday 4 August 2027, 10am to 11:30am")
    assert event_of(reference).latest.sessions == []
    olu.submit("Change date 2")
    olu.submit("Remove date 3", **{"sessions-1-start_time": "9.30", "sessions-1-drop_in": ["yes"]})
    olu.has("Date 2: Wednesday 14 July 2027, 9:30am to 11:30am (drop in at any time)")
    olu.submit("Continue")
    assert words(event_of(reference)) == [
        "Wednesday 7 July 2027, 10am to 11:30am",
        "Wednesday 14 July 2027, 9:30am to 11:30am (drop in at any time)",
        "Wednesday 28 July 2027, 10am to 11:30am",
        "Wednesday 4 August 2027, 10am to 11:30am",
    ]
    assert len({row.uid for row in event_of(reference).latest.sessions}) == 4
    olu.get(f"/submit/{reference}/when").submit("Continue")
    assert event_of(reference).latest.sessions[1].drop_in


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"repeat_every": "week"}, "Enter the last date"),
        ({**until(1, 8)}, "Choose how often it repeats"),
        ({"repeat_every": "week", **until(31, 2)}, "The last date must be a real date"),
        ({"repeat_every": "week", **until(7, 7)}, "The last date must be later"),
        ({"repeat_every": "day", **until(1, 7, 2032)}, "The last date can be 4 September 2027"),
        ({"repeat_every": "week", **until(1, 8), "sessions-0-start_time": "late"}, "Enter a time like 9:30am"),
    ],
)
def test_what_is_missing_for_making_dates_is_said(olu: Visitor, fields: dict[str, str], said: str) -> None:
    at_when(olu)
    olu.submit(MAKE, **{**SIMPLEST["when"], **fields}).has("There is a problem", said)
    assert "dates added" not in olu.page.text
    assert 'value="7"' in olu.page.html


def test_dates_that_were_asked_for_and_not_made_are_not_forgotten(olu: Visitor) -> None:
    at_when(olu)
    answer(olu, "when", 422, repeat_every="week", **until(4, 8)).has("Press “Make these dates” first")
    olu.submit(MAKE).has("4 dates added")


def test_sixty_dates_fit_on_the_page_and_no_more(olu: Visitor, event_of: ReadEvent) -> None:
    reference = at_when(olu)
    olu.submit(MAKE, **SIMPLEST["when"], repeat_every="day", **until(4, 9)).has("59 dates added")
    olu.submit(MAKE, repeat_every="day", **until(5, 9)).has("There is no room for more dates")
    olu.submit("Continue", repeat_every="", **{f"repeat_until-{box}": "" for box in ("day", "month", "year")})
    assert len(event_of(reference).latest.sessions) == 60


def ten(olu: Visitor, **every: str) -> dict[str, str]:
    """Ten dates in a page that is looked at; ``every`` is typed in each."""
    olu.submit(MAKE, **SIMPLEST["when"], repeat_every="day", **until(16, 7))
    sent = dict(fill(olu.page, "Continue", {}).pairs)
    return sent | {f"sessions-{number}-{name}": typed for number in range(10) for name, typed in every.items()}


def boxes(olu: Visitor) -> list[str]:
    """The dates that can be typed in."""
    starts = olu.page.soup.select("input[name$=start_time]:not([type=hidden])")
    return [str(box["name"]).split("-")[1] for box in starts]


def test_of_many_dates_the_one_that_is_wanted_is_open(olu: Visitor) -> None:
    at_when(olu)
    ten(olu)
    assert boxes(olu) == []
    assert boxes(olu.submit("Change date 8")) == ["7"]
    assert boxes(olu.submit("Add another date")) == ["10"]
    assert boxes(olu.submit("Change date 3")) == ["2", "10"], "a date that is not filled in stays open"
    olu.submit("Remove date 11").has("Date 10")
    assert boxes(olu) == []


def test_of_many_wrong_dates_two_are_open_and_each_says_what_is_wrong(olu: Visitor) -> None:
    reference = at_when(olu)
    olu.post(olu.path, ten(olu, start_time="teatime", label="x" * 101), 422)
    assert boxes(olu) == ["0", "1"]
    links = {words_of(a): str(a["href"]) for a in olu.page.soup.select(".govuk-error-summary a")}
    assert len(links) == 2 * 2 + 8, "a date in a line is named once"
    (last,) = [place for words, place in links.items() if words.startswith("Date 10: Enter a time like 9:30am")]
    assert last == "#sessions-9-start_time"
    assert all(len(olu.page.soup.select(place)) == 1 for place in links.values())
    for row in olu.page.soup.select(".date-row"):
        said = words_of(row)
        assert "not finished" in said
        assert "Enter a time like 9:30am" in said
        assert "Name of this part must be 100 characters or fewer" in said
    olu.get(f"/submit/{reference}/when").has("This page is not finished", "Date 10: not finished")
    right = {f"sessions-9-{name}": typed for name, typed in (("start_time", "10am"), ("label", ""))}
    olu.submit("Change date 10").submit("Continue", 422, **right).has("Date 10: Friday 16 July 2027, 10am to 11:30am")


def test_a_date_in_a_line_tells_of_the_night_on_which_clocks_change(olu: Visitor) -> None:
    at_when(olu)
    olu.submit(MAKE, **on(29, 10, "12.30am", "1.30am"), repeat_every="day", **until(2, 11))
    olu.has("Date 3: Sunday 31 October 2027, 12:30am to 1:30am", "so 1:30am comes twice. We mean the first.")


TYPED = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
ONE_DATE = st.fixed_dictionaries(
    {"start_time": TYPED, "label": TYPED, "starts_on-day": TYPED | st.just("7"), "timing": st.sampled_from(Timing)},
    optional={"drop_in": st.just("yes"), "ends_on-year": TYPED},
)


@given(dates=st.lists(ONE_DATE, min_size=4, max_size=7), press=st.sampled_from([("open", "4"), ("add", "1")]))
@example(dates=[{"label": '"><b>&amp;'}] * 4, press=("open", "1"))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_typed_in_a_date_travels_on_in_a_line(
    app: Flask, olu: Visitor, dates: list[dict[str, str]], press: tuple[str, str]
) -> None:
    if "/when" not in olu.path:
        at_when(olu)
    typed = {f"sessions-{at}-{name}": value for at, one in enumerate(dates) for name, value in one.items()}
    with app.test_request_context("/", method="POST"):
        form = WhenForm(formdata=MultiDict(typed), meta={"csrf": False})
        meant = [pair for entry in form.sessions for pair in entry.form.answers_as_sent()]
    token = dict(fill(olu.page, "Continue", {}).pairs)["csrf_token"]
    olu.post(olu.path, {**typed, "csrf_token": token, press[0]: press[1]})
    assert len(boxes(olu)) <= 2
    carried = [pair for pair in fill(olu.page, "Continue", {}).pairs if pair[0].startswith("sessions-")]
    added = f"sessions-{len(dates)}-"
    assert sorted(pair for pair in carried if not pair[0].startswith(added)) == sorted(meant)


def test_a_repeat_that_meets_the_skipped_hour_is_said_at_that_date(olu: Visitor) -> None:
    at_when(olu)
    olu.submit(MAKE, **on(21, 3, "1.30am", "3am"), repeat_every="week", **until(4, 4))
    olu.submit("Continue", 422).has("The clocks go forward on 28 March 2027")


def test_the_hour_that_comes_twice_is_said_for_start_end_and_doors(olu: Visitor) -> None:
    reference = at_when(olu)
    olu.submit("Continue", **on(31, 10, "12.30am", "1.30am"))
    told = "The clocks go back on 31 October 2027, so 1:30am comes twice. We mean the first."
    olu.get(f"/submit/{reference}/when").has(told)


def test_doors_open_before_it_starts(olu: Visitor) -> None:
    at_when(olu)
    answer(olu, "when", 422, **{"sessions-0-doors_time": "11am"}).has("The doors must open when it starts or earlier")
    answer(olu, "when", **{"sessions-0-doors_time": "9.45"})
    assert olu.path.endswith("/where")


def test_whoever_drops_in_is_told_until_when(olu: Visitor) -> None:
    at_when(olu)
    fields = {"sessions-0-drop_in": ["yes"], "sessions-0-end_time": ""}
    answer(olu, "when", 422, **fields).has("Enter the time it ends, so that people know until when they can drop in")


def test_the_weekday_is_said_when_the_page_is_seen_again(olu: Visitor) -> None:
    reference = at_when(olu)
    answer(olu, "when")
    olu.get(f"/submit/{reference}/when").has("That is a Wednesday.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9", "9am"), ("9am", "9am"), ("9.30pm", "9:30pm"), ("noon", "midday"), ("13:15", "1:15pm"), ("0900", "9am")],
)
def test_times_are_typed_in_any_human_way(olu: Visitor, event_of: ReadEvent, typed: str, meant: str) -> None:
    reference = at_when(olu)
    answer(olu, "when", **{"sessions-0-start_time": typed, "sessions-0-end_time": "11pm"})
    assert words(event_of(reference)) == [f"Wednesday 7 July 2027, {meant} to 11pm"]
