"""ical.js and libical read the same as we meant, by the time zone inside the feed alone."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from app.catalogue.document import SessionDocument
from app.registry.times import instant
from tests.catalogue.documents import a_document, a_session
from tests.feeds.clients import icaljs, libical
from tests.feeds.published import feed
from tests.feeds.thousand import last_sunday

pytestmark = pytest.mark.client


def across_the_years() -> list[SessionDocument]:
    """Winter, summer and the days around both clock changes, 2025 to 2045, at times that are awkward."""
    days = []
    for year in range(2025, 2046):
        spring, autumn = last_sunday(year, 3), last_sunday(year, 10)
        days += [date(year, 1, 15), date(year, 7, 1), spring, autumn]
        days += [spring.replace(day=spring.day - 1), autumn.replace(day=autumn.day - 1)]
    return [
        a_session(f"{day}T{at}", starts_on=day.isoformat(), start_time=at, end_time="23:30")
        for day in days
        for at in ("00:30", "01:00", "01:30", "02:00", "10:00")
    ]


def meant(session: SessionDocument, at: str | None) -> datetime:
    """The instant its organiser meant."""
    return instant(date.fromisoformat(session["starts_on"]), time.fromisoformat(at or ""))


def test_icaljs_reads_every_time_as_it_was_meant() -> None:
    sessions = across_the_years()
    read = icaljs.read(feed(a_document(sessions=sessions)))
    times = {e["uid"]: tuple(datetime.fromisoformat(e[end]) for end in ("start", "end")) for e in read["events"]}
    assert times == {s["uid"]: (meant(s, s["start_time"]), meant(s, s["end_time"])) for s in sessions}


def test_libical_reads_every_time_as_it_was_meant_and_objects_to_nothing(libical_program: Path) -> None:
    sessions = across_the_years()
    read = libical.read(libical_program, feed(a_document(sessions=sessions)))
    assert read.problems == []
    assert {event.uid: (event.start, event.end) for event in read.events} == {
        s["uid"]: (meant(s, s["start_time"]), meant(s, s["end_time"])) for s in sessions
    }


def test_every_state_and_shape_of_event_is_right_for_libical(libical_program: Path) -> None:
    days = {"starts_on": "2027-07-05", "ends_on": "2027-07-09"}
    documents = [
        a_document(sessions=[a_session("days", timing="all_day", **days)]),
        a_document(sessions=[a_session("time-tbc", timing="time_tbc")]),
        a_document(
            sessions=[a_session("no-end", end_time=None)], format="online", online_url="https://a.example/x,y"
        ),
        a_document(sessions=[a_session("off")], happening="cancelled", happening_reason="Snow"),
        a_document(sessions=[a_session("later")], happening="postponed", happening_reason="Snow"),
        a_document(sessions=[a_session("moved")], happening="moved_online", happening_reason="Snow"),
        a_document(sessions=[a_session("festival")], festival=None, parts=["days", "off"]),
    ]
    read = libical.read(libical_program, feed(*documents))
    assert read.problems == []
    assert [(event.uid, event.end is None, event.status) for event in read.events] == [
        ("days", False, "CONFIRMED"),
        ("time-tbc", False, "TENTATIVE"),
        ("no-end", True, "CONFIRMED"),
        ("off", False, "CANCELLED"),
        ("later", False, "TENTATIVE"),
        ("moved", False, "CONFIRMED"),
        ("festival", False, "CONFIRMED"),
    ]


def test_libicals_check_would_see_a_mistake(libical_program: Path) -> None:
    broken = feed(a_document()).replace(b"BEGIN:VTIMEZONE", b"METHOD:PUBLISH\r\nBEGIN:VTIMEZONE")
    assert libical.read(libical_program, broken.replace(b"ORGANIZER", b"X-NOBODY")).problems


def test_icaljs_knows_the_type_of_what_we_say_about_the_calendar() -> None:
    read = icaljs.read(feed(a_document(online_url="https://meet.example/room")))
    assert dict(read["properties"])["refresh-interval"] == "duration"
    (event,) = read["events"]
    assert dict(event["properties"])["conference"] == "uri"
    assert [name for name, _ in event["properties"]].count("categories") == 1


def test_moments_are_told_apart_from_days() -> None:
    session = a_session("days", timing="all_day", starts_on="2027-07-05", ends_on="2027-07-09")
    (event,) = icaljs.read(feed(a_document(sessions=[session])))["events"]
    assert (event["start"], event["end"]) == ("2027-07-05", "2027-07-10")
    assert libical.moment("0") == datetime(1970, 1, 1, tzinfo=UTC)
