"""A calendar from finished VEVENTs: a header, their bytes, a footer (RFC 5545 §3.4, RFC 7986)."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import vDuration
from icalendar.parser import Contentline

from app.catalogue.ical_values import text

OPENING = b"\r\n".join(
    (
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//Co-production Week//Registry of events//EN",
        b"CALSCALE:GREGORIAN",
    )
)
# Events change a few times a day at most, and somebody may be travelling: four looks a day is enough and kind.
REFRESH = timedelta(hours=6)
EVERY = vDuration(REFRESH).to_ical()
MANNERS = b"\r\n".join(
    (b"REFRESH-INTERVAL;VALUE=DURATION:" + EVERY, b"X-PUBLISHED-TTL:" + EVERY, b"X-WR-TIMEZONE:Europe/London", b"")
)
FOOTER = b"END:VCALENDAR\r\n"

# Written by hand because the library's own is a list of RDATEs, which ical.js (Thunderbird) reads an hour out.
# The rule is the one in force since 1996 (Directive 2000/84/EC): the last Sundays of March and October at 01:00 UTC.
EUROPE_LONDON = b"\r\n".join(
    (
        b"BEGIN:VTIMEZONE",
        b"TZID:Europe/London",
        b"X-LIC-LOCATION:Europe/London",
        b"BEGIN:DAYLIGHT",
        b"TZOFFSETFROM:+0000",
        b"TZOFFSETTO:+0100",
        b"TZNAME:BST",
        b"DTSTART:19960331T010000",
        b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        b"END:DAYLIGHT",
        b"BEGIN:STANDARD",
        b"TZOFFSETFROM:+0100",
        b"TZOFFSETTO:+0000",
        b"TZNAME:GMT",
        b"DTSTART:19961027T020000",
        b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        b"END:STANDARD",
        b"END:VTIMEZONE",
        b"",
    )
)


def calendar(name: str, description: str, chunks: Iterable[bytes]) -> bytes:
    """The whole VCALENDAR. ``chunks`` are finished VEVENTs from ``catalogue.vevent``; the same input, the same bytes.

    No METHOD (it would ask for an ORGANIZER in every VEVENT) and no UID (vdirsyncer would take all for one event).
    """
    return b"".join((header(name, description), EUROPE_LONDON, *chunks, FOOTER))


def header(name: str, description: str) -> bytes:
    """Everything before the time zone. NAME is the standard's, X-WR-CALNAME what most calendars read."""
    said = (("NAME", name), ("X-WR-CALNAME", name), ("DESCRIPTION", description), ("X-WR-CALDESC", description))
    lines = (Contentline(f"{prop}:{text(words).to_ical().decode()}").to_ical() for prop, words in said)
    return b"\r\n".join((OPENING, *lines, MANNERS))
