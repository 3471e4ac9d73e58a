"""When and where, as people would say it."""

import pytest

from app.catalogue.wording import location, when, where
from tests.catalogue.documents import a_document, a_place, a_session

WHEN = {
    "Wednesday 7 July 2027, 10am to 11:30am": {},
    "Wednesday 7 July 2027, from 1pm": {"start_time": "13:00", "end_time": None},
    "Wednesday 7 July 2027, midday to 4:05pm": {"start_time": "12:00", "end_time": "16:05"},
    "Wednesday 7 July 2027, all day": {"timing": "all_day"},
    "Monday 5 to Friday 9 July 2027": {"timing": "all_day", "starts_on": "2027-07-05", "ends_on": "2027-07-09"},
    "Monday 28 June to Friday 2 July 2027": {"timing": "all_day", "starts_on": "2027-06-28", "ends_on": "2027-07-02"},
    "Friday 31 December 2027 to Saturday 1 January 2028": {
        "timing": "all_day",
        "starts_on": "2027-12-31",
        "ends_on": "2028-01-01",
    },
    "Wednesday 7 July 2027, time to be confirmed": {"timing": "time_tbc"},
    "Between Monday 5 and Friday 9 July 2027, exact day to be confirmed": {
        "timing": "date_tbc",
        "starts_on": "2027-07-05",
        "ends_on": "2027-07-09",
    },
    "Wednesday 7 July 2027, date to be confirmed": {"timing": "date_tbc"},
    "Wednesday 7 July 2027, 9pm to 1am the next day": {
        "start_time": "21:00",
        "ends_on": "2027-07-08",
        "end_time": "01:00",
    },
    "Wednesday 7 July 2027, 9pm to midnight": {"start_time": "21:00", "ends_on": "2027-07-08", "end_time": "00:00"},
    "Wednesday 7 July 2027, 10am to Friday 9 July 2027, 4pm": {"ends_on": "2027-07-09", "end_time": "16:00"},
    "Wednesday 7 July 2027, from 10am, until Friday 9 July 2027": {"ends_on": "2027-07-09", "end_time": None},
    "Wednesday 7 July 2027, 10am to 11:30am (New York time)": {"timezone": "America/New_York"},
}


@pytest.mark.parametrize(("said", "session"), WHEN.items())
def test_one_session_is_said_in_full(said: str, session: dict[str, str | None]) -> None:
    assert when([a_session(**session)]) == said


def test_several_sessions_are_counted() -> None:
    days = ["2027-07-27", "2027-07-06", "2027-07-13", "2027-07-20"]
    assert when([a_session(starts_on=day) for day in days]) == "4 dates from Tuesday 6 July to Tuesday 27 July 2027"


def test_several_sessions_over_a_new_year_say_both_years() -> None:
    sessions = [a_session(starts_on="2027-12-31"), a_session(starts_on="2028-01-01")]
    assert when(sessions) == "2 dates from Friday 31 December 2027 to Saturday 1 January 2028"


def test_several_sessions_on_one_day_are_times_not_dates() -> None:
    assert when([a_session(), a_session(start_time="14:00", end_time="15:00")]) == "Wednesday 7 July 2027, 2 times"


def test_no_session_is_said_and_does_not_fail() -> None:
    assert when([]) == "Date not known yet"


AREA = {"area_only": True, "venue": "", "address": "", "postcode": "LS9"}
WHERE = {
    "Leeds Central Library, Leeds LS1 3AB": {},
    "Leeds area, LS9": {"place": a_place(**AREA)},
    "LS9": {"place": a_place(**AREA, town="", council="")},
    "Leeds": {"place": a_place(venue="", address="", postcode="")},
    "Online": {"format": "online", "place": None},
    "Leeds Central Library, Leeds LS1 3AB and online": {"format": "hybrid"},
    "Online, and a place not known yet": {"format": "hybrid", "place": None},
    "Place not known yet": {"format": "in_person", "place": None},
}


@pytest.mark.parametrize(("said", "fields"), WHERE.items())
def test_where_is_said_in_one_line(said: str, fields: dict[str, object]) -> None:
    assert where(a_document(**fields)) == said


def test_an_event_that_moved_online_no_longer_names_its_door() -> None:
    assert where(a_document(happening="moved_online", happening_reason="Flood")) == "Online"


def test_a_location_has_the_street_too() -> None:
    assert location(a_document()) == "Leeds Central Library, Calverley Street, Leeds LS1 3AB"


def test_an_area_has_no_street_even_if_one_slips_through() -> None:
    assert location(a_document(place=a_place(area_only=True, postcode="LS9"))) == "Leeds area, LS9"


@pytest.mark.parametrize(
    ("said", "session"),
    [
        ("Wednesday 7 July 2027, time not known", {"timing": "time_tbc"}),
        ("Wednesday 7 July 2027, or about then", {"timing": "date_tbc"}),
        (
            "Between Monday 5 and Friday 9 July 2027, exact day not known",
            {"timing": "date_tbc", "starts_on": "2027-07-05", "ends_on": "2027-07-09"},
        ),
        ("Wednesday 7 July 2027, 10am to 11:30am", {}),
    ],
)
def test_nobody_will_confirm_what_is_not_known_of_an_old_event(said: str, session: dict[str, str | None]) -> None:
    assert when([a_session(**session)], from_archive=True) == said
