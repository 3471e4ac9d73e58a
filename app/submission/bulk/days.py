"""Dates and times as they stand in spreadsheets: UK order, ISO 8601, words, Excel's day numbers."""

import re
from datetime import date, timedelta

from flask_babel import gettext as _

from app.shared.characters import one_line
from app.shared.three_boxes import MONTHS

EXCEL_DAY_ZERO = date(1899, 12, 30)  # ECMA-376 part 1 §18.17.4.1, with its leap year that never was
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z?)?")
FIGURES = re.compile(r"(?:[a-z]+,? )?(\d{1,2}) ?[/.\- ] ?(\d{1,2}) ?[/.\- ] ?(\d{4}|\d{2})", re.IGNORECASE)
DAY_FIRST = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-]?([a-z]{3,9})\.?,?[ \-]?(\d{4}|\d{2})", re.IGNORECASE
)
MONTH_FIRST = re.compile(r"(?:[a-z]+,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
EXCEL_NUMBER = re.compile(r"([3-7]\d{4})(\.\d+)?")
ALL_DAY = {"all day", "allday", "whole day"}
NOT_KNOWN = {"tbc", "tba", "to be confirmed", "to be announced", "not known yet", "not known", "?", "unknown"}
RANGE = re.compile(r"(.{1,12}?)\s*(?:-|–|—|to|until)\s*(.{1,12})", re.IGNORECASE)


def parse_day(text: str) -> date:
    """The date a cell means; two figures for a year are this century's. Raises ValueError with what to type."""
    text = one_line(text)
    try:
        if found := ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := EXCEL_NUMBER.fullmatch(text):
            return EXCEL_DAY_ZERO + timedelta(days=int(found[1]))
        if found := FIGURES.fullmatch(text):
            return by_figures(int(found[1]), int(found[2]), year(found[3]))
        if found := DAY_FIRST.fullmatch(text):
            return date(year(found[3]), month(found[2]), int(found[1]))
        if found := MONTH_FIRST.fullmatch(text):
            return date(int(found[3]), month(found[1]), int(found[2]))
    except OddOrder:
        raise
    except ValueError:
        raise ValueError(_("There is no such day. Check it, and give it like 7 July 2027")) from None
    if text.startswith("="):
        raise ValueError(_("This is a formula, and we do not work formulas out. Type the date"))
    raise ValueError(_("We could not read this date. Give it like 7 July 2027 or 7/7/2027"))


class OddOrder(ValueError):
    """The month stands first, as in the USA."""


def by_figures(day: int, number: int, of_year: int) -> date:
    """Day, month, year. Raises OddOrder where only the other order makes sense."""
    if number > 12 >= day:
        raise OddOrder(_("There is no month %(number)s. Give the day first, like 25/7/2027", number=number))
    return date(of_year, number, day)


def is_in_figures(text: str) -> bool:
    """Whether a date's order had to be known to read it ("5/7/2027")."""
    found = FIGURES.fullmatch(one_line(text))
    return found is not None and int(found[1]) <= 12 and int(found[2]) <= 12


def year(text: str) -> int:
    """2027 of "2027" and "27"."""
    return int(text) + (2000 if len(text) == 2 else 0)


def month(name: str) -> int:
    """The number of a month by its name or the start of it. Raises ValueError."""
    for number, known in enumerate(MONTHS, 1):
        if known.startswith(name.lower()):
            return number
    raise ValueError(name)


def clock_of(text: str) -> str:
    """A time as the form reads it: Excel's share of a day, a date with a time, and seconds are made plain."""
    text = one_line(text)
    if found := ISO.fullmatch(text):
        return found[4] or ""
    if re.fullmatch(r"0?\.\d+", text):
        minutes = round(float(text) * 24 * 60) % (24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if found := re.fullmatch(r"(\d{1,2}:\d{2}):\d{2}( ?[ap]m)?", text, re.IGNORECASE):
        return found[1] + (found[2] or "")
    return text


def clocks_of(start: str, end: str) -> tuple[str, str]:
    """Start and end; "10am to 12" in the first cell is both."""
    if start and not end and (found := RANGE.fullmatch(one_line(start))) and any(c.isdigit() for c in found[2]):
        return clock_of(found[1]), clock_of(found[2])
    return clock_of(start), clock_of(end)
