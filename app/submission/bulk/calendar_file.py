"""Calendar files (RFC 5545): events as rows, series as dates, within bounds. What is broken is left out, and said."""

import re
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext
from icalendar import Event

from app.registry.session import Timing
from app.registry.times import LONDON
from app.submission.answers import day_boxes
from app.submission.bulk.bounds import MOST_ROWS, Unreadable, Watch, cell, no_events, too_many_rows
from app.submission.bulk.calendar_lines import blocks, is_whole, lines_of
from app.submission.bulk.calendar_text import first_sentences, join_link, place_of, plain
from app.submission.bulk.grid import Read, Row
from app.submission.bulk.series import MOST_DATES, Endless, Occurrence, VEvent, is_series, occurrences, window_end
from app.submission.meeting_links import meeting_link, without_meeting_links

MOST_NOTES = 30
DAYS_OF_BLOCK = re.compile(r"^(?:DTSTART|DTEND)[^:\r\n]*:(\d{8})", re.MULTILINE)
MAY_GO_ON = re.compile(r"^(?:RRULE|RDATE|DURATION|RECURRENCE-ID)[;:]", re.MULTILINE)


def read_calendar(data: bytes, *, since: date | None = None) -> Read:
    """The events of an .ics file; those with one UID (RFC 5545 §3.8.4.7) are one. Raises Unreadable.

    With ``since``, the calendar is one that somebody keeps, with its past and everything to come: what was over by
    then is left out, and where there is more than we take the nearest is taken. ``Read.is_whole`` says whether
    everything that is to come was read.
    """
    lines, notes = lines_of(data)
    read, watch = Read([], notes), Watch()
    together = gathered(lines, since, read, watch)
    for uid, events in together.items():
        if is_late(watch, since, read):
            break
        try:
            row_of(uid, events, read)
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
            # What a calendar may hold is open-ended; icalendar and dateutil meet values they cannot reckon with.
            read.wrong += 1
    if since is not None:
        keep_to_come(read, since)
    elif not together and not read.wrong:
        raise no_events()
    if len(read.rows) > MOST_ROWS:
        too_many(read, since)
    for number, row in enumerate(read.rows, 1):
        row.number = number
    say_what_is_missing(read, ended=is_whole(lines))
    return read


def gathered(lines: list[str], since: date | None, read: Read, watch: Watch) -> dict[str, list[VEvent]]:
    """The events by UID. An event without one is told by its name and first day."""
    together: dict[str, list[VEvent]] = {}
    for number, block in enumerate(blocks(lines)):
        if is_late(watch, since, read):
            break
        if since is None and number >= MOST_ROWS:
            raise too_many_rows()
        if block is not None and since is not None and was_over(block, since):
            read.over += 1
            continue
        event = component(block) if block is not None else None
        if event is None:
            read.wrong += 1
        else:
            uid = str(event.get("UID") or f"{event.get('SUMMARY')} {event['DTSTART'].dt}")
            together.setdefault(uid, []).append(event)
    return together


def is_late(watch: Watch, since: date | None, read: Read) -> bool:
    """Whether time is over. A calendar on the web is then read in part; of a file somebody sends, they are told."""
    try:
        watch.look()
    except Unreadable:
        if since is None:
            raise
        read.is_whole = False
        read.notes.append(_("The calendar takes very long to read. We read a part of it."))
        return True
    return False


def was_over(block: str, since: date) -> bool:
    """Whether a VEVENT that happens once ended before a day, by its letters alone: parsing costs far more."""
    days = DAYS_OF_BLOCK.findall(block)
    day_before = f"{since - timedelta(days=1):%Y%m%d}"
    return bool(days) and max(days) < day_before and not MAY_GO_ON.search(block)


def keep_to_come(read: Read, since: date) -> None:
    """Leave out what is over, and put the nearest first."""
    to_come = [row for row in read.rows if row.last_day >= since.isoformat()]
    read.over += len(read.rows) - len(to_come)
    read.rows = sorted(to_come, key=lambda row: row.cells.get("date", ""))


def too_many(read: Read, since: date | None) -> None:
    """More than we take. Raises Unreadable for a file; of a calendar the nearest are kept."""
    if since is None:
        raise too_many_rows()
    read.is_whole = False
    most = f"{MOST_ROWS:,}"
    read.notes.append(_("The calendar has more than %(most)s events to come. We read the nearest.", most=most))
    del read.rows[MOST_ROWS:]


def say_what_is_missing(read: Read, *, ended: bool) -> None:
    """Put into words what was left out."""
    if len(read.notes) > MOST_NOTES:
        read.notes[MOST_NOTES:] = [_("And so on.")]
    if read.wrong:
        read.is_whole = False
        read.notes.append(
            ngettext(
                "%(num)s entry could not be read, and was left out.",
                "%(num)s entries could not be read, and were left out.",
                read.wrong,
            )
        )
    if not ended:
        read.is_whole = False
        read.notes.append(_("The calendar breaks off before its end. We read what there is."))
    if read.over:
        read.notes.append(
            ngettext(
                "%(num)s event is over, and was left out.", "%(num)s events are over, and were left out.", read.over
            )
        )


def component(block: str) -> VEvent | None:
    """The parsed VEVENT, or None when it is broken or has no start."""
    try:
        event: VEvent = Event.from_ical(block)
        starts = getattr(event["DTSTART"], "dt", None)
        return event if event.name == "VEVENT" and isinstance(starts, date) else None
    except Exception:  # icalendar raises what its many parsers raise
        return None


def row_of(uid: str, events: list[VEvent], read: Read) -> None:
    """Add one event and its dates; what is cancelled there is only noted."""
    main = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    title = cell(plain(main.get("SUMMARY", "")))
    until = window_end(events) if is_series(events) else None
    try:
        dates, more = occurrences(events)
    except Endless:
        words = _("“%(title)s” repeats more often than daily. We took its first date only.", title=title[:80])
        read.notes.append(words)
        dates, more, until = [Occurrence.of(main)], False, None
    key = sha256(uid.encode("utf-8", "replace")).hexdigest()
    if str(main.get("STATUS", "")).upper() == "CANCELLED" or not dates:
        read.cancelled.append(key)
        read.notes.append(_("“%(title)s” is cancelled there, and was left out.", title=title[:80]))
        return
    if more:
        until = last_of(dates[-1])
        words = _("“%(title)s” has more dates. We took the first %(most)s.", title=title[:80], most=MOST_DATES)
        read.notes.append(words)
    sessions = [session_of(one) for one in dates]
    last = max(map(last_of, dates)).isoformat()
    said = cells_of(main, title, dates, sessions, read.notes)
    cells = {code: cell(text) for code, text in said.items() if text.strip()}
    ends = until.isoformat() if until else ""
    read.rows.append(Row(len(read.rows) + 1, cells, sessions, uid=key, until=ends, last_day=last))


def cells_of(
    main: VEvent, title: str, dates: list[Occurrence], sessions: list[dict[str, str]], notes: list[str]
) -> dict[str, str]:
    """What the event says, by column."""
    said, link = plain(main.get("DESCRIPTION", "")), str(main.get("URL", ""))
    description = without_meeting_links(said)
    place = place_of(plain(main.get("LOCATION", "")))
    join = "" if place else join_link(plain(main.get("LOCATION", "")))
    if not join and (join := meeting_link(f"{link} {said}")):
        notes.append(_("The link to join “%(title)s” stood in its words. We keep it private.", title=title[:80]))
    return {
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


def last_of(one: Occurrence) -> date:
    """The last day of a date, as far as it matters whether that is over."""
    last = one.end or one.start
    return last.date() if isinstance(last, datetime) else last


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
