"""Calendar files (RFC 5545): events as rows, series as dates, within bounds. What is broken is left out, and said."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext
from icalendar import Event

from app.registry.session import Timing
from app.registry.times import LONDON
from app.submission.answers import day_boxes
from app.submission.bulk.bounds import MOST_ROWS, Unreadable, Watch, broken, cell, too_many_rows, too_much
from app.submission.bulk.calendar_text import first_sentences, join_link, place_of, plain
from app.submission.bulk.csv_file import decoded
from app.submission.bulk.grid import Read, Row
from app.submission.bulk.series import MOST_DATES, Endless, Occurrence, VEvent, occurrences
from app.submission.meeting_links import meeting_link, without_meeting_links

MOST_LINES = 60_000
MOST_LINES_OF_ONE = 3_000
BEGIN, END = "BEGIN:VEVENT", "END:VEVENT"


def read_calendar(data: bytes) -> Read:
    """The events of an .ics file; those with one UID (RFC 5545 §3.8.4.7) are one. Raises Unreadable."""
    text, _words = decoded(data)
    watch = Watch()
    read = Read([])
    wrong = 0
    together: dict[str, list[VEvent]] = {}
    for number, block in enumerate(blocks(text)):
        watch.look()
        event = component(block)
        if event is None:
            wrong += 1
        else:
            together.setdefault(str(event.get("UID") or f"without {number}"), []).append(event)
    for events in together.values():
        watch.look()
        try:
            row = row_of(len(read.rows) + 1, events, read.notes)
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
            # What a calendar may hold is open-ended; icalendar and dateutil meet values they cannot reckon with.
            wrong += 1
        else:
            read.rows += [row] if row else []
    if wrong:
        read.notes.append(
            ngettext(
                "%(num)s entry could not be read, and was left out.",
                "%(num)s entries could not be read, and were left out.",
                wrong,
            )
        )
    return read


def blocks(text: str) -> Iterator[str]:
    """The VEVENTs, one after another. Time zone definitions are not read: names of zones are enough.

    A definition can hold a rule for every second since 1900. Raises Unreadable for more than we take.
    """
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise too_much()
    lines = re.split(r"\r\n|\n|\r", text)
    if not any(line.strip().upper() == "END:VCALENDAR" for line in lines):
        raise broken("iCalendar (.ics)")
    inside: list[str] | None = None
    count = 0
    for line in lines:
        word = line.strip().upper()
        if word == BEGIN:
            inside, count = [], count + 1
            if count > MOST_ROWS:
                raise too_many_rows()
        if inside is not None and len(inside) < MOST_LINES_OF_ONE:
            inside.append(line)
        if word == END and inside is not None:
            yield "\r\n".join([*(line for line in inside if line.strip().upper() != END), END, ""])
            inside = None
    if count == 0:
        raise Unreadable(_("The calendar has no events in it. Choose another file"))


def component(block: str) -> VEvent | None:
    """The parsed VEVENT, or None when it is broken or has no start."""
    try:
        event: VEvent = Event.from_ical(block)
        starts = getattr(event["DTSTART"], "dt", None)
        return event if event.name == "VEVENT" and isinstance(starts, date) else None
    except Exception:  # icalendar raises what its many parsers raise
        return None


def row_of(number: int, events: list[VEvent], notes: list[str]) -> Row | None:
    """One event and its dates. None when nothing of it takes place."""
    main = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    title = cell(plain(main.get("SUMMARY", "")))
    try:
        dates, more = occurrences(events)
    except Endless:
        notes.append(_("“%(title)s” repeats more often than daily. We took its first date only.", title=title[:80]))
        dates, more = [Occurrence.of(main)], False
    if str(main.get("STATUS", "")).upper() == "CANCELLED" or not dates:
        notes.append(_("“%(title)s” is cancelled there, and was left out.", title=title[:80]))
        return None
    if more:
        notes.append(_("“%(title)s” has more dates. We took the first %(most)s.", title=title[:80], most=MOST_DATES))
    said, link = plain(main.get("DESCRIPTION", "")), str(main.get("URL", ""))
    description = without_meeting_links(said)
    place = place_of(plain(main.get("LOCATION", "")))
    join = "" if place else join_link(plain(main.get("LOCATION", "")))
    if not join and (join := meeting_link(f"{link} {said}")):
        notes.append(_("The link to join “%(title)s” stood in its words. We keep it private.", title=title[:80]))
    sessions = [session_of(one) for one in dates]
    cells = {
        "title": title,
        "summary": first_sentences(description),
        "description": description,
        "website": without_meeting_links(link),
        "online_url": join,
        "date": dates[0].start.strftime("%Y-%m-%d"),
        "start": sessions[0].get("start_time", "") or _("all day"),
        "end": sessions[0].get("end_time", ""),
        "also_on": "; ".join(one.start.strftime("%Y-%m-%d") for one in dates[1:]),
        **place,
    }
    return Row(number, {code: cell(text) for code, text in cells.items() if text.strip()}, sessions)


def session_of(one: Occurrence) -> dict[str, str]:
    """A date as the form sends it, on London's clock. DTEND is exclusive for whole days (RFC 5545 §3.6.1)."""
    if not isinstance(one.start, datetime):
        last = max(one.start, one.end - timedelta(days=1)) if one.end else one.start
        return day_boxes("starts_on", one.start) | {"timing": Timing.ALL_DAY} | last_day(one.start, last)
    begins, ends = on_wall(one.start), on_wall(one.end) if isinstance(one.end, datetime) else None
    sent = day_boxes("starts_on", begins) | {"timing": str(Timing.TIMED), "start_time": f"{begins:%H:%M}"}
    if ends and ends > begins:
        sent |= {"end_time": f"{ends:%H:%M}"} | last_day(begins.date(), ends.date())
    return sent


def last_day(first: date, last: date) -> dict[str, str]:
    """The boxes for the last day, where it is another."""
    return day_boxes("ends_on", last) if last > first else {}


def on_wall(moment: datetime, zone: ZoneInfo = LONDON) -> datetime:
    """London's clock. A time without a zone is on whatever clock hangs there."""
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None, second=0, microsecond=0)
