"""What a calendar says about one event, and whether it now says something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.submission.bulk.grid import Row

Facts = dict[str, Any]

CELLS = ("title", "summary", "description", "website", "venue", "address", "town", "postcode", "online_url")
PLACE = ("venue", "address", "town", "postcode")
NEARLY_THERE = timedelta(days=60)
LONGEST = 8_000


def facts_of(row: Row) -> Facts:
    """What a row of a calendar says. ``until`` is the day up to which a series was worked out; else empty."""
    cells = {name: row.cells[name][:LONGEST] for name in CELLS if row.cells.get(name)}
    return {"cells": cells, "sessions": row.sessions, "until": row.until, "last_day": row.last_day}


@dataclass(frozen=True)
class Changed:
    """Which questions a calendar answers differently now: names of CELLS, "place" for those of a place, "when"."""

    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.names)


def changed(taken: Mapping[str, Any], found: Mapping[str, Any], today: date) -> Changed:
    """What differs between what was taken and what is found, as far as it is still to come."""
    before, after = taken.get("cells", {}), found.get("cells", {})
    names = [name for name in CELLS if name not in PLACE and before.get(name, "") != after.get(name, "")]
    if any(before.get(name, "") != after.get(name, "") for name in PLACE):
        names.append("place")
    if dates_to_come(taken, found, today) != dates_to_come(found, taken, today):
        names.append("when")
    return Changed(tuple(names))


def dates_to_come(of: Mapping[str, Any], other: Mapping[str, Any], today: date) -> list[dict[str, str]]:
    """The dates that two lists must agree on: neither what is over, nor what only one of them worked out.

    A series without an end is worked out a year ahead, so each day brings another date that is no news. When what
    was taken comes to its end, it is.
    """
    ends = [one for one in (of.get("until"), other.get("until")) if one]
    limit = date.fromisoformat(min(ends)) if ends else date.max
    if limit < today + NEARLY_THERE and ends:
        limit = date.fromisoformat(max(ends))
    dates = [one for one in of.get("sessions", []) if today <= last_day_of(one) and day_of(one) <= limit]
    return sorted(dates, key=lambda one: (day_of(one), one.get("start_time", "")))


def day_of(session: Mapping[str, str], name: str = "starts_on") -> date:
    """The day in the boxes of a date."""
    return date(*(int(session[f"{name}-{part}"]) for part in ("year", "month", "day")))


def last_day_of(session: Mapping[str, str]) -> date:
    """The last day of a date."""
    return day_of(session, "ends_on") if session.get("ends_on-year") else day_of(session)
