"""An EventQuery as conditions and an order: one SELECT, the same for every face."""

import math
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_

from app.catalogue import search
from app.catalogue.models import Publication, PublicationFacet
from app.catalogue.query import EventQuery
from app.registry.times import end_of, start_of
from app.registry.vocabularies.kinds import Happening

MILES_PER_DEGREE = 69.055  # of latitude: 40,008 km of meridian over 360 degrees
EQUAL = ("week", "nation", "region", "council", "format", "kind", "cost", "organisation")


def conditions(query: EventQuery, today: date, back: int = 0) -> list[Any]:
    """What a publication must be. ``back``: how many days of the past, and of the withdrawn, a calendar keeps.

    Whoever keeps the past is also told of dates taken out, so these count as dates then.
    """
    wanted: list[Any] = [standing(today, back)]
    if (first := query.earliest(today, back)) is not None:
        end = Publication.entries_end_at if back else Publication.ends_at
        wanted.append(end > start_of(first))
    if query.day_to is not None:
        wanted.append(Publication.starts_at < end_of(query.day_to))
    wanted += [getattr(Publication, name) == getattr(query, name) for name in EQUAL if getattr(query, name)]
    if query.festival:
        wanted.append(or_(Publication.festival == query.festival, Publication.slug == query.festival))
    states = ("access", "on_request") if query.on_request else ("access",)
    wanted += [has(states, code) for code in query.access]
    wanted += [has(("together",), code) for code in query.together]
    wanted += [has((name,), getattr(query, name)) for name in ("audience", "language") if getattr(query, name)]
    if query.q and (words := search.matching(query.q)) is not None:
        wanted.append(words)
    if query.point:
        wanted.append(near(query.point, query.within))
    return wanted


def standing(today: date, back: int) -> ColumnElement[bool]:
    """Not withdrawn; or so lately that calendars still need to be told to take it out."""
    stands = Publication.happening != Happening.WITHDRAWN
    return or_(stands, Publication.changed_at > start_of(today - timedelta(days=back))) if back else stands


def has(facet_names: tuple[str, ...], value: str) -> ColumnElement[bool]:
    """The event has this value of a facet."""
    facet = PublicationFacet
    return exists().where(facet.facet.in_(facet_names), facet.value == value, facet.event_id == Publication.event_id)


def squared_miles(point: tuple[float, float]) -> ColumnElement[float | None]:
    """The square of the straight-line distance, on a flat map around the point: within 0.5 % inside 100 miles."""
    latitude, longitude = point
    narrow = math.cos(math.radians(latitude))
    up = (Publication.latitude - latitude) * MILES_PER_DEGREE
    along = (Publication.longitude - longitude) * (MILES_PER_DEGREE * narrow)
    return up * up + along * along


def near(point: tuple[float, float], miles: int) -> ColumnElement[bool]:
    """The event's public point lies within that many miles. The box first: it has an index."""
    latitude, longitude = point
    tall = miles / MILES_PER_DEGREE
    wide = tall / math.cos(math.radians(latitude))
    return and_(
        Publication.latitude.between(latitude - tall, latitude + tall),
        Publication.longitude.between(longitude - wide, longitude + wide),
        squared_miles(point) <= miles * miles,
    )


def in_order(select: Select[Any], query: EventQuery, today: date) -> Select[Any]:
    """By distance when people look near a place, else by date; always the same order for the same events."""
    by_date = (Publication.starts_at, Publication.event_id)
    if query.point and query.sort != "date":
        return select.order_by(squared_miles(query.point), *by_date)
    if query.newest_first(today):
        return select.order_by(Publication.starts_at.desc(), Publication.event_id.desc())
    return select.order_by(*by_date)
