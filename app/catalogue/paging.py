"""Pages of data by cursor: "after this event in this order", so that what is added or taken out shifts nothing.

A cursor is opaque to whoever holds it. It holds the place in the order (where the last event of a page stood, whether
or not that event is still there), and a digest of the query and order it belongs to. Nothing in it is secret.
"""

import hashlib
import json
import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, SQLColumnExpression, tuple_

from app.catalogue.models import Publication
from app.catalogue.query import EventQuery
from app.catalogue.selection import squared_miles

LONGEST_CURSOR = 300
LARGEST_ID = 2**31 - 1
YEARS = range(1900, 9000)


class BadCursor(Exception):
    """A cursor that says no place in this list; the message says what to do."""


@dataclass(frozen=True)
class Order:
    """How a query's events follow each other: by these columns, all the same way. The last is the event's id."""

    columns: tuple[SQLColumnExpression[Any], ...]
    falling: bool
    name: str

    @classmethod
    def of(cls, query: EventQuery, today: date) -> "Order":
        """By distance when people look near a place, else by date, as lists show them."""
        by_date = (Publication.starts_at, Publication.event_id)
        if query.point and query.sort != "date":
            return cls((squared_miles(query.point), *by_date), falling=False, name="near")
        if query.newest_first(today):
            return cls(by_date, falling=True, name="newest")
        return cls(by_date, falling=False, name="soonest")

    def ordering(self) -> list[ColumnElement[Any]]:
        """For ORDER BY."""
        return [column.desc() if self.falling else column.asc() for column in self.columns]

    def after(self, position: Sequence[Any]) -> ColumnElement[bool]:
        """What stands after a position."""
        here = tuple_(*self.columns)
        return here < tuple(position) if self.falling else here > tuple(position)


def cursor(query: EventQuery, order: Order, position: Sequence[Any]) -> str:
    """The cursor of a position: the values of the order's columns for the last event of a page."""
    said = [one.isoformat() if isinstance(one, datetime) else one for one in position]
    return urlsafe_b64encode(json.dumps([belonging(query, order), *said]).encode()).rstrip(b"=").decode()


def position(text: str, query: EventQuery, order: Order) -> tuple[Any, ...]:
    """The position that a cursor says. Raises BadCursor."""
    try:
        whose, *said = json.loads(urlsafe_b64decode(text[:LONGEST_CURSOR] + "=" * (-len(text) % 4)))
        found = (*(distance(one) for one in said[:-2]), moment(said[-2]), number(said[-1]))
    except (ValueError, TypeError, IndexError, RecursionError, OverflowError) as problem:
        raise BadCursor(_("We cannot read this cursor. Start again without it.")) from problem
    if whose != belonging(query, order) or len(found) != len(order.columns):
        raise BadCursor(_("This cursor belongs to another list. Start again without it."))
    return found


def belonging(query: EventQuery, order: Order) -> str:
    """Sixteen digits that tell lists apart."""
    return hashlib.sha256(f"{query.on_page(1).canonical()} {order.name}".encode()).hexdigest()[:16]


def distance(value: Any) -> float:
    """Squared miles. Raises ValueError for anything else."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def moment(value: Any) -> datetime:
    """An instant. Raises ValueError or TypeError for anything else."""
    found = datetime.fromisoformat(value)
    if found.tzinfo is None or found.year not in YEARS:
        raise ValueError(value)
    return found


def number(value: Any) -> int:
    """The number of an event. Raises ValueError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LARGEST_ID:
        raise ValueError(value)
    return value
