"""When letters go: Thursdays at eight in the morning in London, whatever the clocks do."""

from datetime import date, datetime, time, timedelta

from app.registry.times import instant, local

THURSDAY = 3  # date.weekday()
HOUR = time(8)
WEEK = timedelta(weeks=1)


def latest(at: datetime) -> datetime:
    """The last instant (UTC) up to ``at`` at which letters were due."""
    day = local(at).date()
    thursday = day - timedelta(days=(day.weekday() - THURSDAY) % 7)
    due = instant(thursday, HOUR)
    return due if due <= at else instant(thursday - WEEK, HOUR)


def next_day(at: datetime) -> date:
    """The date in London on which letters go next."""
    return local(latest(at)).date() + WEEK
