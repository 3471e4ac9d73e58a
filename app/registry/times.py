"""UTC in, London out. The only module that converts between instants and wall clocks.

An instant is stored in UTC. A session also keeps what the organiser meant: a wall-clock date, a time and a zone.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

LONDON = ZoneInfo("Europe/London")


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant. Stored as UTC; refuses a naive datetime, because nobody knows when that is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Aware in; UTC to the database (without its zone on SQLite, which cannot keep one)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """UTC out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Oddity:
    """What can be wrong with a wall-clock time on the two nights a year when clocks change."""

    SKIPPED = "skipped"
    REPEATED = "repeated"


def oddity(day: date, at: time, zone: ZoneInfo = LONDON) -> str | None:
    """Whether a wall-clock time does not exist (``skipped``) or happens twice (``repeated``) on that day."""
    wall = datetime.combine(day, at.replace(fold=0), zone)
    if wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        return Oddity.SKIPPED
    if wall.utcoffset() != wall.replace(fold=1).utcoffset():
        return Oddity.REPEATED
    return None


def instant(day: date, at: time, zone: ZoneInfo = LONDON) -> datetime:
    """The UTC instant of a wall-clock time. A time that happens twice means the first one (RFC 5545 §3.3.5)."""
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def start_of(day: date, zone: ZoneInfo = LONDON) -> datetime:
    """The UTC instant at which a day begins."""
    return instant(day, time(0), zone)


def end_of(day: date, zone: ZoneInfo = LONDON) -> datetime:
    """The UTC instant at which a day is over: the first instant of the next."""
    return start_of(day + timedelta(days=1), zone)


def local(moment: datetime, zone: ZoneInfo = LONDON) -> datetime:
    """The same instant on the wall clock."""
    return moment.astimezone(zone)


def today(moment: datetime, zone: ZoneInfo = LONDON) -> date:
    """The date in London at an instant."""
    return local(moment, zone).date()
