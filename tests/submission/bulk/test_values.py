"""Dates, times and answers as they stand in cells."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.submission.bulk.checking import Checker
from app.submission.bulk.choices import access_of, phone_of, ticked
from app.submission.bulk.columns import COLUMNS, column_of
from app.submission.bulk.days import clock_of, clocks_of, parse_day
from app.submission.bulk.grid import Row
from app.submission.bulk.row_answers import Sender

pytestmark = pytest.mark.usefixtures("asked")
OLU = Sender("Olu", "olu@example.org", organisation="The Circle")
SAID = {"title": "A", "summary": "B.", "date": "5/7/2027", "start": "10am", "town": "Leeds"}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "5/7/2027",
            "05.07.2027",
            "5-7-27",
            "2027-07-05",
            "2027-07-05 10:00",
            "2027-07-05T10:00:00Z",
            "5 July 2027",
        ),
        *("Monday 5th July 2027", "Mon, 5 Jul 27", "5-Jul-27", "July 5, 2027", "46573", "46573.5", " 5  July 2027"),
    ],
)
def test_a_date_is_read_the_uk_way(text: str) -> None:
    assert parse_day(text) == date(2027, 7, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("7/25/2027", "day first"),
        ("31/2/2027", "no such day"),
        ("0/7/2027", "no such day"),
        ("next Tuesday", "could not read"),
        ("=A1+7", "formula"),
        ("99999999999", "could not read"),
        ("5 Brumaire 2027", "no such day"),
        ("5/7/0000", "no such day"),
        ("٥/٧/٢٠٢٧٧", "could not read"),
    ],
)
def test_what_is_no_date_is_told_how_to_be_one(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_day(text)


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        assert isinstance(parse_day(text), date)
    except ValueError as reason:
        assert str(reason).endswith(("2027", "date"))  # noqa: PT017 - both outcomes are right
    clock_of(text)
    clocks_of(text, "")


def test_times_of_spreadsheets_are_made_plain() -> None:
    assert clock_of("0.4166666667") == "10:00"
    assert clock_of("10:00:00") == "10:00"
    assert clock_of("9.30") == "9.30"
    assert clocks_of("10am - 12.30", "") == ("10am", "12.30")


def test_small_answers() -> None:
    assert access_of("Yes: a lift") == ("yes", "a lift")
    assert access_of("On request (ask us)") == ("on_request", "ask us")
    assert access_of("no") == ("no", "")
    assert phone_of("7700900123") == "07700900123"
    assert ticked("Y")
    assert not ticked("")
    with pytest.raises(ValueError, match="Start with"):
        access_of("Nope")


def test_every_heading_finds_its_own_column() -> None:
    for column in COLUMNS:
        assert column_of(str(column.heading)) is column
        assert column_of(f"  {str(column.heading).upper()} (optional)*") is column


@pytest.mark.parametrize(
    ("changed", "page", "name", "value"),
    [
        ({"cost": "£5"}, "joining", "cost", "paid"),
        ({"cost": "£0.00"}, "joining", "cost", "free"),
        ({"booking": "Yes", "booking_phone": "7700900123"}, "joining", "booking", "required"),
        ({"town": "", "online_how": "On Zoom"}, "where", "format", "online"),
        ({"online_how": "On Zoom"}, "where", "format", "hybrid"),
        ({"languages": "English; BSL"}, "about", "languages", ["en", "bfi"]),
        ({"audience": "Unpaid carers, Older people"}, "about", "audience", ["unpaid_carers", "older_people"]),
        ({"contact_email": "a@b.org", "contact_shown": "yes"}, "contacts", "contact_shown", ["email"]),
        ({"start": "All day"}, "when", "sessions-0-timing", "all_day"),
        ({"start": ""}, "when", "sessions-0-timing", "time_tbc"),
        ({"also_on": "12/7/2027; 19/7/2027"}, "when", "sessions-2-starts_on-day", "19"),
    ],
)
def test_cells_mean_answers(changed: dict[str, str], page: str, name: str, value: object) -> None:
    row = Checker(OLU).check(Row(2, {code: text for code, text in (SAID | changed).items() if text}))
    assert row.errors == {}
    assert row.answers[page][name] == value


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"title": ""}, "title", "Enter the name"),
        ({"title": "x" * 121}, "title", "120 characters"),
        ({"summary": ""}, "summary", "one or two sentences"),
        ({"date": ""}, "date", "Enter the date"),
        ({"date": "soon"}, "date", "could not read"),
        ({"date": "1/1/1999"}, "date", "year must be between"),
        ({"start": "25pm"}, "start", "Enter"),
        ({"end": "9am"}, "end", "after the start"),
        ({"last_day": "1/7/2027"}, "last_day", "first day or later"),
        ({"also_on": "soon"}, "also_on", "could not read"),
        ({"town": "", "venue": "Hall"}, "town", "town or a postcode"),
        ({"postcode": "ZZ1 1ZZZ 12345"}, "postcode", "postcode"),
        ({"cost": "Maybe"}, "cost", "Choose from"),
        ({"booking": "Yes"}, "booking_url", "how to book"),
        ({"capacity": "lots"}, "capacity", "whole number"),
        ({"website": "javascript:alert(1)"}, "website", "https://"),
        ({"contact_email": "nobody"}, "contact_email", "email address"),
        ({"step_free": "Nope"}, "step_free", "Start with"),
        ({"week": "The other Week"}, "week", "Choose from"),
        ({"organisation_kind": "Club"}, "organisation_kind", "Choose from"),
    ],
)
def test_every_error_stands_beside_its_cell(changed: dict[str, str], column: str, words: str) -> None:
    row = Checker(OLU).check(Row(2, {code: text for code, text in (SAID | changed).items() if text}))
    assert list(row.errors) == [column]
    assert words in row.errors[column]
