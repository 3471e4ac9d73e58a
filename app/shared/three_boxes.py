"""A date typed in three boxes: which boxes are wrong, and what to do about it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from flask_babel import gettext as _

Box = Literal["day", "month", "year"]
BOXES: tuple[Box, Box, Box] = ("day", "month", "year")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199


@dataclass(eq=False)
class WrongDate(Exception):
    """What was typed is not a date: the message to show and the boxes to mark, in reading order."""

    message: str
    boxes: tuple[Box, ...]


def parse_boxes(typed: dict[Box, str], called: Any) -> date | None:
    """The date, or None when all three boxes are empty. ``called`` is what messages call it: words, lazy or not.

    Stray characters are ignored ("1st", "31."), months may be named ("July", "sept"). Raises WrongDate.
    """
    empty = tuple(box for box in BOXES if not typed[box].strip())
    if len(empty) == len(BOXES):
        return None
    if empty:
        raise WrongDate(_missing(called, empty), empty)
    numbers = {"day": _number(typed["day"]), "month": _month(typed["month"]), "year": _number(typed["year"])}
    if len(re.sub(r"\D", "", typed["year"])) == 2:
        raise WrongDate(_("%(called)s must have a year of 4 numbers, like 2027", called=called), ("year",))
    wrong = _out_of_range(numbers)
    if wrong:
        raise WrongDate(_("%(called)s must be a real date", called=called), wrong)
    try:
        return date(numbers["year"], numbers["month"], numbers["day"])
    except ValueError:
        raise WrongDate(_("%(called)s must be a real date", called=called), ("day",)) from None


def _missing(called: Any, boxes: tuple[Box, ...]) -> str:
    words = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
    listed = _(" and ").join(words[box] for box in boxes)
    return str(_("%(called)s must include %(parts)s", called=called, parts=listed))


def _out_of_range(numbers: dict[str, int]) -> tuple[Box, ...]:
    limits = {"day": (1, 31), "month": (1, 12), "year": (EARLIEST_YEAR, LATEST_YEAR)}
    return tuple(box for box in BOXES if not limits[box][0] <= numbers[box] <= limits[box][1])


def _number(typed: str) -> int:
    """The digits of a box as a number; 0, which is never right, when there are none or far too many."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", typed))
    return int(digits) if 1 <= len(digits) <= 4 else 0


def _month(typed: str) -> int:
    letters = re.sub(r"[^a-z]", "", typed.lower())
    if len(letters) < 3:
        return _number(typed)
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(letters)), 0)
