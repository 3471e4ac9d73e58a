"""The dates of something that repeats: "every Tuesday until 31 August"."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import count


class Every(StrEnum):
    """How often."""

    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


STEPS = {Every.DAY: 1, Every.WEEK: 7, Every.FORTNIGHT: 14}


def repeats(first: date, every: Every, until: date) -> Iterator[date]:
    """The dates after ``first`` up to and including ``until``, in order."""
    for number in count(1):
        day = nth_after(first, every, number)
        if day > until:
            return
        yield day


def nth_after(first: date, every: Every, number: int) -> date:
    """The date so many steps after the first. Of a month: the same weekday, counted as ``first`` is in its own.

    The fifth Tuesday, which not every month has, means the last.
    """
    if every in STEPS:
        return first + timedelta(days=STEPS[every] * number)
    years, month = divmod(first.month - 1 + number, 12)
    return weekday_of_month(first.year + years, month + 1, first.weekday(), week_of(first))


def week_of(day: date) -> int:
    """Which of its month a weekday is: 1 for the first; 5, the fifth, is called the last."""
    return (day.day - 1) // 7 + 1


def weekday_of_month(year: int, month: int, weekday: int, week: int) -> date:
    """The first, second … of a weekday in a month; the last for 5."""
    start = date(year, month, 1)
    day = 1 + (weekday - start.weekday()) % 7 + 7 * (week - 1)
    length = calendar.monthrange(year, month)[1]
    return date(year, month, day if day <= length else day - 7)
