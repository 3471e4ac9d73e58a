"""The dates of a calendar's event: one, or a series (RFC 5545 §3.8.5), of which a bounded number is worked out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur

from app.registry.times import today
from app.shared.clock import now
from app.submission.bulk.calendar_lines import LEFT_OUT

MOST_DATES = 60
AHEAD = timedelta(days=366)
EARLIEST = 1990
DAILY_OR_LESS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
MORE_THAN_DAILY = ("BYHOUR", "BYMINUTE", "BYSECOND")
MOST_INTERVAL = 1000
MOST_RULES = 3
CALENDAR_REPEATS = 400  # years: after so many, days of the week and leap years come again in the same order
LAST_LAP = EARLIEST + 19 * CALENDAR_REPEATS  # the last that ends before the year 9999

# icalendar types a property as any of thirty classes; which it is, the file says.
VEvent = Any


class Endless(Exception):
    """A rule that we do not work out: every second, every nothing, or since before anybody's time."""


@dataclass(frozen=True)
class Occurrence:
    """One date: a date for a whole day, else a datetime. ``end`` is exclusive, None where it is not given."""

    start: date
    end: date | None

    @staticmethod
    def of(event: VEvent) -> "Occurrence":
        """The dates a VEVENT itself gives."""
        start: date = event["DTSTART"].dt
        end = getattr(event.get("DTEND"), "dt", None)  # a property that could not be read has none
        if end is None and (lasts := getattr(event.get("DURATION"), "dt", None)) is not None:
            end = start + lasts
        return Occurrence(start, end if end is not None and type(end) is type(start) else None)


def occurrences(events: list[VEvent]) -> tuple[list[Occurrence], bool]:
    """The dates of the VEVENTs that share a UID, and whether there are more than are given.

    From today for a year; for what is over, from its start. Raises Endless.
    """
    if any(LEFT_OUT in event for event in events):
        raise Endless
    if not is_series(events):
        going = [event for event in events if str(event.get("STATUS", "")).upper() != "CANCELLED"]
        return sorted((Occurrence.of(event) for event in going), key=moment)[:MOST_DATES], len(going) > MOST_DATES
    first = min(day_of(event["DTSTART"].dt) for event in events)
    if first.year < EARLIEST or first.year > now().year + 50:
        raise Endless
    day = today(now())
    for begin in dict.fromkeys((max(first, day), first)):
        found = between(events, begin)
        if found:
            return found[:MOST_DATES], len(found) > MOST_DATES
    return [], False


def is_series(events: list[VEvent]) -> bool:
    """Whether there is a rule, or dates besides the first."""
    return any(name in event for event in events for name in ("RRULE", "RDATE"))


def window_end(events: list[VEvent]) -> date:
    """The day until which the dates of a series are worked out."""
    first = min(day_of(event["DTSTART"].dt) for event in events)
    return max(first, today(now())) + AHEAD


def between(events: list[VEvent], begin: date) -> list[Occurrence]:
    """The dates within a year of a day."""
    until = begin + AHEAD
    calendar = Calendar()
    for event in events:
        calendar.add_component(bounded(event, until))
    found = recurring_ical_events.of(calendar, skip_bad_series=True).between(begin, until)
    going = [one for one in found if str(one.get("STATUS", "")).upper() != "CANCELLED"]
    return sorted((Occurrence.of(one) for one in going), key=moment)


def bounded(event: VEvent, until: date) -> VEvent:
    """The same VEVENT with rules that end; one that never comes is left out."""
    copy = event.copy(recursive=True)
    rules = event.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    if len(rules) > MOST_RULES:
        raise Endless
    for name in ("RRULE", "EXRULE"):
        copy.pop(name, None)
    for rule in rules:
        if (kept := ending(rule, event["DTSTART"].dt, until)) is not None:
            copy.add("RRULE", kept)
    return copy


def ending(rule: Any, start: date, until: date) -> Any:
    """A rule with an UNTIL and no COUNT; None where it never comes. Raises Endless for one more often than daily."""
    interval = first_of(rule, "INTERVAL", 1)
    if first_of(rule, "FREQ", "") not in DAILY_OR_LESS or any(name in rule for name in MORE_THAN_DAILY):
        raise Endless
    if not 1 <= int(interval) <= MOST_INTERVAL:
        raise Endless
    kept = vRecur({name: value for name, value in rule.items() if name not in ("COUNT", "UNTIL")})
    if not comes(kept, naive(start), datetime.combine(until, time.max)):
        return None
    last: date = datetime.combine(until, time(23, 59)) if isinstance(start, datetime) else until
    if "UNTIL" in rule:
        last = min(last, matching(rule["UNTIL"][0], start, last), key=naive)
    if "COUNT" in rule:
        plain = written(vRecur(dict(kept) | {"UNTIL": [naive(last)]}))
        dates = islice(rrulestr(plain, dtstart=naive(start)), min(int(first_of(rule, "COUNT", 1)), 20_000))
        last = max(dates, default=naive(start))
        last = last if isinstance(start, datetime) else last.date()
    if isinstance(last, datetime) and isinstance(start, datetime) and start.tzinfo:
        last = naive(last).replace(tzinfo=start.tzinfo)
    kept["UNTIL"] = [last]
    return kept


def comes(rule: Any, start: datetime, last: datetime) -> bool:
    """Whether a rule has a date by then. dateutil looks until the year 9999 for a 30 February, whatever UNTIL says.

    So it is asked about the same days in the last lap of the calendar, where it has four hundred years to go at most.
    """
    lap = LAST_LAP + (start.year - EARLIEST) % CALENDAR_REPEATS - start.year
    first = next(iter(rrulestr(written(rule), dtstart=start.replace(year=start.year + lap))), None)
    return first is not None and first.replace(year=first.year - lap) <= last


def written(rule: vRecur) -> str:
    """A rule as dateutil reads it."""
    text: bytes = rule.to_ical()
    return text.decode()


def matching(given: date, start: date, last: date) -> date:
    """An UNTIL of the same kind as the start."""
    if isinstance(start, datetime):
        if not isinstance(given, datetime):
            return datetime.combine(given, time(23, 59))
        return given.astimezone(start.tzinfo) if given.tzinfo and start.tzinfo else given
    return given.date() if isinstance(given, datetime) else given or last


def first_of(rule: Any, name: str, otherwise: Any) -> Any:
    """A part's first value."""
    value = rule.get(name, [otherwise])
    return value[0] if isinstance(value, list) else value


def day_of(value: date) -> date:
    """The day of a date or datetime."""
    return value.date() if isinstance(value, datetime) else value


def naive(value: date) -> datetime:
    """A datetime without a zone, to compare and to count by."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time(0))


def moment(one: Occurrence) -> datetime:
    """What dates are sorted by."""
    return naive(one.start)
