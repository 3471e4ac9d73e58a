"""ical.js and libical read the same as we meant, by the time zone inside the feed alone."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.catalogue.document import SessionDocument
from app.catalogue.ical_values import clean
from app.registry.times import instant
from tests.catalogue.documents import a_document, a_session
from tests.feeds.clients import icaljs, libical
from tests.feeds.published import feed

pytestmark = pytest.mark.client


def last_sunday(year: int, month: int) -> date:
    """The day the clocks change."""
    last = date(year, month, 31)
    return last.replace(day=31 - (last.weekday() + 1) % 7)


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
    assert {uid: (start, end) for uid, start, end, _ in read.events} == {
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
    ]
    read = libical.read(libical_program, feed(*documents))
    assert read.problems == []
    assert [(uid, end is None, status) for uid, _, end, status in read.events] == [
        ("days", False, "CONFIRMED"),
        ("time-tbc", False, "TENTATIVE"),
        ("no-end", True, "CONFIRMED"),
        ("off", False, "CANCELLED"),
        ("later", False, "TENTATIVE"),
        ("moved", False, "CONFIRMED"),
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


AWKWARD = [
    "one\r\ntwo\rthree\nfour",
    "a, b; c: d \\ e \\n \\N \\, \\; \"f\" 'g'",
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "one\u2028two\u2029three\x85four\x0bfive\x0csix\x1cseven",
    "Gŵyl 🫖👩🏽‍🦽 " * 60,
    "\x00\x07\x1b\x7f\ud800\ufeff\ufffe",
]


@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text(max_size=200), min_size=300, max_size=300))
def test_organisers_words_arrive_in_icaljs_as_written_and_make_no_second_property(words: list[str]) -> None:
    texts = [*AWKWARD, *words]
    documents = [
        a_document(title=text, summary=text, sessions=[a_session(str(number))]) for number, text in enumerate(texts)
    ]
    read = icaljs.read(feed(*documents))["events"]
    # ical.js drops white space at the end of every line; our forms have done so before.
    assert [event["summary"].rstrip() for event in read] == [clean(text).rstrip() for text in texts]
    assert all(clean(text).strip() in event["description"] for text, event in zip(texts, read, strict=True))
    assert {tuple(map(tuple, event["properties"])) for event in read} == {tuple(map(tuple, read[0]["properties"]))}


def test_moments_are_told_apart_from_days() -> None:
    session = a_session("days", timing="all_day", starts_on="2027-07-05", ends_on="2027-07-09")
    (event,) = icaljs.read(feed(a_document(sessions=[session])))["events"]
    assert (event["start"], event["end"]) == ("2027-07-05", "2027-07-10")
    assert libical.moment("0") == datetime(1970, 1, 1, tzinfo=UTC)
