"""Calendars: events, series within bounds, words without HTML; what is broken is left out and said."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.submission.bulk.bounds import Unreadable
from app.submission.bulk.calendar_file import read_calendar
from app.submission.bulk.calendar_text import first_sentences, place_of, plain
from tests.submission.bulk.files import calendar

pytestmark = pytest.mark.usefixtures("asked")
LONDON = "TZID=Europe/London"
ONE = f"UID:1\r\nSUMMARY:Circle\r\nDTSTART;{LONDON}:20270705T100000\r\nDTEND;{LONDON}:20270705T113000"
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_an_event_is_a_row() -> None:
    lines = "\r\nLOCATION:Central Library\\, Calverley Street\\, Leeds LS1 3AB\r\nURL:https://example.org/x"
    row = read_calendar(calendar(ONE + lines + "\r\nDESCRIPTION:<p>Hello &amp; <b>welcome</b>.</p><p>Tea.</p>")).rows[
        0
    ]
    assert row.cells["title"] == "Circle"
    assert (row.cells["venue"], row.cells["address"], row.cells["town"]) == (
        "Central Library",
        "Calverley Street",
        "Leeds",
    )
    assert row.cells["postcode"] == "LS1 3AB"
    assert row.cells["website"] == "https://example.org/x"
    assert row.cells["description"] == "Hello & welcome.\nTea."
    assert row.cells["summary"] == "Hello & welcome. Tea."
    assert row.sessions[0]["start_time"] == "10:00"
    assert row.sessions[0]["end_time"] == "11:30"


@pytest.mark.parametrize(
    ("start", "time"),
    [
        ("DTSTART:20270705T090000Z", "10:00"),
        ("DTSTART:20270705T100000", "10:00"),
        ("DTSTART;TZID=GMT Standard Time:20270705T100000", "10:00"),
        ("DTSTART;TZID=Europe/Paris:20270705T110000", "10:00"),
        ("DTSTART;TZID=Nobody/Knows:20270705T100000", "10:00"),
    ],
)
def test_times_are_put_on_londons_clock(start: str, time: str) -> None:
    assert read_calendar(calendar(f"SUMMARY:A\r\n{start}")).rows[0].sessions[0]["start_time"] == time


def test_whole_days_end_before_dtend() -> None:
    lines = "SUMMARY:A\r\nDTSTART;VALUE=DATE:20270705\r\nDTEND;VALUE=DATE:20270708"
    session = read_calendar(calendar(lines)).rows[0].sessions[0]
    assert (session["timing"], session["starts_on-day"], session["ends_on-day"]) == ("all_day", "5", "7")


@pytest.mark.parametrize(
    ("rule", "count", "said"),
    [
        ("FREQ=WEEKLY;COUNT=5", 5, ""),
        ("FREQ=WEEKLY;UNTIL=20270720T000000Z", 3, ""),
        ("FREQ=DAILY", 60, "first 60"),
        ("FREQ=DAILY;COUNT=1000000", 60, "first 60"),
        ("FREQ=MONTHLY;BYDAY=1MO", 12, ""),
        ("FREQ=SECONDLY", 1, "more often than daily"),
        ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2", 1, "more often than daily"),
        ("FREQ=DAILY;INTERVAL=0", 1, "more often than daily"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 1, ""),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", 1, ""),
        ("FREQ=DAILY;BYSETPOS=2;BYDAY=MO", 1, ""),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", 2, ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU", 2, ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE", 1, ""),
    ],
)
def test_a_series_becomes_dates_within_bounds(rule: str, count: int, said: str) -> None:
    read = read_calendar(calendar(f"{ONE}\r\nRRULE:{rule}"))
    assert len(read.rows[0].sessions) == count or (rule.endswith("1MO") and 12 <= len(read.rows[0].sessions) <= 14)
    assert any(said in note for note in read.notes) if said else not read.notes


def test_a_rule_that_never_comes_costs_little() -> None:
    """A quarter of a second; looking for it until the year 9999 would take ten times as long."""
    began = time.process_time()
    assert len(read_calendar(calendar(f"{ONE}\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")).rows) == 1
    assert time.process_time() - began < 1.5


def test_dates_taken_out_or_moved_are_so() -> None:
    moved = ONE.replace("T100000", "T140000").replace("T113000", "T150000")
    moved += "\r\nRECURRENCE-ID;TZID=Europe/London:20270705T100000"
    series = f"{ONE}\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/London:20270712T100000"
    rows = read_calendar(calendar(series, moved)).rows
    assert len(rows) == 1
    assert [(s["starts_on-day"], s["start_time"]) for s in rows[0].sessions] == [("5", "14:00"), ("19", "10:00")]


def test_broken_and_cancelled_entries_are_left_out_and_said() -> None:
    cancelled = ONE.replace("UID:1", "UID:2") + "\r\nSTATUS:CANCELLED"
    read = read_calendar(calendar(ONE, "SUMMARY:No start", "DTSTART:rubbish\r\nSUMMARY:B", cancelled))
    assert [row.cells["title"] for row in read.rows] == ["Circle"]
    assert any("2 entries could not be read" in note for note in read.notes)
    assert any("cancelled there" in note for note in read.notes)


def test_a_link_in_the_location_is_the_way_to_join() -> None:
    row = read_calendar(calendar(f"{ONE}\r\nLOCATION:https://zoom.example/j/1")).rows[0]
    assert row.cells["online_url"] == "https://zoom.example/j/1"
    assert "venue" not in row.cells


@pytest.mark.parametrize("where", ["DESCRIPTION:Tea and talk. Join: {}", "URL:{}"])
def test_a_link_to_a_meeting_in_the_words_stays_private(where: str) -> None:
    link = "https://us02web.zoom.us/j/123456?pwd=abc"
    read = read_calendar(calendar(f"{ONE}\r\n{where.format(link)}"))
    cells = dict(read.rows[0].cells)
    assert cells.pop("online_url") == link
    assert "zoom" not in str(cells)
    assert read.notes == ["The link to join “Circle” stood in its words. We keep it private."]


def test_words_are_made_plain() -> None:
    assert plain("a < b and c > d") == "a < b and c > d"
    assert plain("One<br>Two<ul><li>x</li></ul><script>alert(1)</script>") == "One\nTwo* x"
    assert first_sentences("x" * 300 + ". Two.") == ""
    assert place_of("") == {}


@BOUNDED
@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=80))
def test_any_lines_are_read_or_refused(lines: str, rule: str, start: str) -> None:
    body = f"UID:1\nSUMMARY:x\nDTSTART:{start}\n{lines}"
    data = calendar(ONE + f"\r\nRRULE:{rule}", body.encode("utf-8", "ignore").decode())
    try:
        assert read_calendar(data).rows is not None
    except Unreadable as reason:
        assert str(reason)  # noqa: PT017 - both outcomes are right, silence is not


@BOUNDED
@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]),
    st.integers(-2, 40),
    st.integers(-1, 200),
    st.sampled_from(
        ["", ";BYDAY=MO,TU", ";BYMONTHDAY=31", ";BYSETPOS=-1;BYDAY=FR", ";BYWEEKNO=53", ";BYYEARDAY=366"]
    ),
)
def test_any_rule_ends(often: str, interval: int, count: int, more: str) -> None:
    read = read_calendar(calendar(f"{ONE}\r\nRRULE:FREQ={often};INTERVAL={interval};COUNT={count}{more}"))
    assert all(1 <= len(row.sessions) <= 60 for row in read.rows)
