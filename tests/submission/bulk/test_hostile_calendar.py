"""Calendars as attackers and old programs make them: read in part or refused, bounded in time and memory."""

import re
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.registry.times import today
from app.shared.clock import now
from app.submission.bulk import calendar_file
from app.submission.bulk.bounds import MOST_BYTES, Unreadable, Watch
from app.submission.bulk.calendar_file import read_calendar
from app.submission.bulk.grid import Read
from tests.submission.bulk.files import calendar

TODAY = today(now())
DAY = TODAY + timedelta(days=30)
D, NEXT = f"{DAY:%Y%m%d}", f"{DAY + timedelta(days=1):%Y%m%d}"
MB = 1024 * 1024
SECONDS = 15  # generous: each takes under a fifth of a second and 10 MB; unbounded, minutes or all there is
MEGABYTES = 60
LONDON = "TZID=Europe/London"
GOOD = f"UID:good\r\nSUMMARY:Circle\r\nDTSTART;{LONDON}:{D}T100000\r\nDTEND;{LONDON}:{D}T113000"


@pytest.fixture(autouse=True, scope="module")
def asked() -> object:
    """Words need a language, and so a request; nothing here needs a database."""
    from flask_babel import Babel

    app = Flask("words")
    Babel(app)
    with app.test_request_context("/"):
        yield


def bounded(data: bytes, since: date | None = TODAY, *, traced: bool = False) -> Read | str:
    """What is read, or why not; never more than so much time and, where it is ``traced``, memory."""
    began = time.process_time()
    if traced:
        tracemalloc.start()
    try:
        return read_calendar(data, since=since)
    except Unreadable as reason:
        return str(reason)
    finally:
        peak = tracemalloc.get_traced_memory()[1] if traced else 0
        tracemalloc.stop()
        assert time.process_time() - began < SECONDS
        assert peak < MEGABYTES * MB, f"{peak / MB:.0f} MB"


def words(read: Read | str) -> str:
    return read if isinstance(read, str) else " ".join(read.notes)


def titles(read: Read | str) -> list[str]:
    assert isinstance(read, Read), read
    return [row.cells["title"] for row in read.rows]


def filled(piece: bytes) -> bytes:
    """As much of something as we would read at all."""
    return piece * (MOST_BYTES // len(piece) - 10)


def nested(word: str, many: int) -> str:
    return "\r\n".join([f"BEGIN:{word}"] * many)


def begun(rest: str) -> bytes:
    return calendar(f"{GOOD}\r\n{rest}")


FLOODS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million tiny events": (lambda: b"BEGIN:VCALENDAR\r\n" + filled(b"BEGIN:VEVENT\nEND:VEVENT\n"), "too much"),
    "nothing but line ends": (lambda: b"BEGIN:VCALENDAR\r\n" + filled(b"\n"), "too much"),
    "nothing but folds": (lambda: b"BEGIN:VCALENDAR\r\n" + filled(b"\n "), "too much"),
    "nested calendars": (lambda: filled(b"BEGIN:VCALENDAR\n"), "too much"),
    "nested alarms": (lambda: begun(nested("VALARM", 20_000)), ""),
    "nested events": (lambda: begun(nested("VEVENT", 10_000)), "could not be read"),
    "a line of 5 MB": (lambda: begun("DESCRIPTION:" + "x" * 4_900_000), ""),
    "folds of 5 MB": (lambda: begun("DESCRIPTION:" + "xxxxx\r\n " * 500_000), "too much"),
    "a hundred thousand dates": (
        lambda: begun("RDATE:" + ",".join([f"{NEXT}T100000"] * 300_000)),
        "first date only",
    ),
    "many lines of dates": (lambda: begun("\r\n".join([f"RDATE:{NEXT}T100000Z"] * 10_000)), "first date only"),
    "many exceptions": (
        lambda: begun("RRULE:FREQ=DAILY\r\nEXDATE:" + ",".join([f"{NEXT}T100000"] * 300_000)),
        "first date only",
    ),
    "every second for ever": (lambda: begun("RRULE:FREQ=SECONDLY"), "first date only"),
    "a huge count": (lambda: begun("RRULE:FREQ=DAILY;COUNT=999999999"), "first 60"),
    "a rule of a megabyte": (
        lambda: begun("RRULE:FREQ=YEARLY;BYDAY=" + ",".join(["MO"] * 300_000)),
        "first date only",
    ),
    "never": (lambda: begun("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), ""),
    "rules by the hundred": (lambda: begun("\r\n".join(["RRULE:FREQ=DAILY"] * 500)), "first date only"),
    "since the year 1": (lambda: begun("RRULE:FREQ=DAILY").replace(f":{D}T".encode(), b":00010705T"), ""),
    "a zone with a rule for every second": (
        lambda: begun("").replace(
            b"BEGIN:VEVENT",
            b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
            b"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT",
        ),
        "",
    ),
    "ten thousand parameters": (lambda: begun("X-A;" + ";".join(f"P{n}=1" for n in range(9_000)) + ":1"), ""),
    "a megabyte of tags": (lambda: begun("DESCRIPTION:" + "<p><br" * 160_000), ""),
}


CLEVER = ("never", "rules by the hundred", "a huge count")  # these are small, and take time


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_read_in_part_or_refused(name: str) -> None:
    make, said = FLOODS[name]
    read = bounded(make(), traced=name not in CLEVER)
    assert said in words(read)
    assert isinstance(read, str) or len(read.rows) <= 1
    assert not isinstance(read, Read) or all(len(row.sessions) <= 60 for row in read.rows)


def test_series_that_take_too_long_together_are_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule since 1991 takes a third of a second each: what was read when time is over is shown as a part."""
    monkeypatch.setattr(calendar_file, "Watch", lambda: Watch(0.7))
    lines = [f"UID:{n}\r\nSUMMARY:S{n}\r\nDTSTART:19910101T100000\r\nRRULE:FREQ=DAILY" for n in range(400)]
    read = bounded(calendar(*lines))
    assert isinstance(read, Read)
    assert 0 < len(read.rows) < 400
    assert "takes very long" in words(read)
    assert not read.is_whole
    assert "took too long" in words(bounded(calendar(*lines), since=None))


def test_more_than_we_take_is_read_from_the_nearest_on() -> None:
    days = [DAY + timedelta(days=100 - n % 100) for n in range(1_100)]
    events = [f"UID:{n}\r\nSUMMARY:E{n}\r\nDTSTART:{day:%Y%m%d}T100000" for n, day in enumerate(days)]
    read = bounded(calendar(*events))
    assert isinstance(read, Read)
    assert (len(read.rows), read.is_whole) == (1_000, False)
    assert "more than 1,000 events" in words(read)
    assert read.rows[0].cells["date"] == min(days).isoformat()
    assert "more than 1,000 events. Split it" in words(bounded(calendar(*events), since=None))


def test_a_long_past_is_skipped_without_reading_it() -> None:
    past = [f"UID:{n}\r\nSUMMARY:Old\r\nDTSTART:2019{n % 12 + 1:02}01T100000" for n in range(6_000)]
    read = bounded(calendar(*past, GOOD))
    assert titles(read) == ["Circle"]
    assert "6000 events are over" in words(read)
    assert isinstance(read, Read)
    assert read.is_whole


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: text.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(lambda text: text.encode("utf-16-le"), id="utf-16 without"),
        pytest.param(lambda text: text.encode("utf-16-be"), id="utf-16 the other way round"),
        pytest.param(lambda text: text.encode("latin-1"), id="latin-1"),
        pytest.param(lambda text: text.replace("\r\n", "\n").encode(), id="unix"),
        pytest.param(lambda text: text.replace("\r\n", "\r").encode(), id="old mac"),
        pytest.param(lambda text: re.sub("(?m)^[A-Z]+", lambda one: one[0].lower(), text).encode(), id="small"),
    ],
)
def test_letters_are_read_however_they_are_written(written: Callable[[str], bytes]) -> None:
    text = calendar(GOOD.replace("Circle", "Café £5")).decode()
    assert titles(bounded(written(text)))[0].startswith("Café £5")


def test_two_ways_of_writing_in_one_file_are_both_read_and_said() -> None:
    other = GOOD.replace("UID:good", "UID:other").replace("Circle", "Thé")
    data = calendar(GOOD.replace("Circle", "Café"), "@").replace(b"@", other.encode("latin-1"))
    read = bounded(data)
    assert titles(read) == ["Café", "Thé"]
    assert "not in Unicode" in words(read)


def test_a_fold_through_the_middle_of_a_letter_is_mended() -> None:
    whole = calendar(GOOD.replace("Circle", "Café")).replace("é".encode(), b"\xc3\r\n \xa9")
    assert titles(bounded(whole)) == ["Café"]


def test_a_fold_that_is_missing_is_mended() -> None:
    read = bounded(begun("DESCRIPTION:First part\r\nsecond part without a space in front\r\nLOCATION:Leeds"))
    assert isinstance(read, Read)
    assert read.rows[0].cells["description"] == "First part second part without a space in front"


@pytest.mark.parametrize(
    ("data", "found", "said"),
    [
        (calendar(GOOD)[:-15], ["Circle"], "breaks off before its end"),
        (calendar(GOOD, GOOD.replace("good", "2"))[:-90], ["Circle"], "1 entry could not be read"),
        (calendar(GOOD).replace(b"END:VEVENT", b""), [], "1 entry could not be read"),
        (
            calendar("UID:x\r\nBEGIN:VEVENT", GOOD).replace(b"END:VEVENT", b"", 1),
            ["Circle"],
            "2 ent",
        ),
        (b"BEGIN:VCALENDAR\r\n" + calendar(GOOD) + b"END:VCALENDAR\r\n", ["Circle"], ""),
        (calendar(GOOD + "\r\nBEGIN:VALARM\r\nSUMMARY:Alarm\r\nTRIGGER:-PT1H"), ["Circle"], ""),
        (calendar(GOOD + "\r\nEND:VALARM\r\nLOCATION:Leeds"), ["Circle"], ""),
        (calendar(GOOD, "UID:2\r\nDTSTART:rubbish"), ["Circle"], "1 entry could not be read"),
        (calendar(GOOD + "\r\n;;;:::\r\n=\r\n\0"), ["Circle"], ""),
    ],
)
def test_what_is_broken_is_read_as_far_as_it_can_be(data: bytes, found: list[str], said: str) -> None:
    read = bounded(data)
    assert titles(read) == found
    assert said in words(read)
    assert isinstance(read, Read)
    assert read.is_whole == (not said)


def test_what_is_cancelled_there_is_known_by_its_uid() -> None:
    read = bounded(calendar(GOOD, GOOD.replace("good", "off") + "\r\nSTATUS:CANCELLED"))
    assert isinstance(read, Read)
    assert (len(read.rows), len(read.cancelled)) == (1, 1)
    assert read.cancelled[0] != read.rows[0].uid


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([
    b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"BEGIN:VALARM", b"END:X", b"UID:1",
    b"SUMMARY:A", f"DTSTART:{D}T100000Z".encode(), f"DTSTART;VALUE=DATE:{D}".encode(), b"RRULE:FREQ=WEEKLY",
    f"RECURRENCE-ID:{D}T100000Z".encode(), b"STATUS:CANCELLED", b"\xff\xfe", b"DURATION:P1D", b" x",
]), max_size=40))  # fmt: skip
def test_any_lines_in_any_order_are_read_or_refused_with_words(lines: list[bytes]) -> None:
    read = bounded(b"BEGIN:VCALENDAR\r\n" + b"\r\n".join(lines))
    assert words(read) or isinstance(read, Read)
