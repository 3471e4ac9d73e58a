"""What a letter tells, read from the catalogue: what changed, what is new, and what is on soon."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from app.catalogue.models import Publication
from app.catalogue.query import EventQuery
from app.catalogue.selection import conditions
from app.digest.models import Digest
from app.extensions import db
from app.registry.times import end_of, today
from app.registry.vocabularies.kinds import Happening

MOST_EVENTS = 40
AHEAD = timedelta(days=14)
# What was decided just before we looked may have become visible just after: it is told next time.
SETTLES = timedelta(minutes=2)
FIRST = (Happening.CANCELLED, Happening.WITHDRAWN, Happening.POSTPONED, Happening.MOVED_ONLINE)
BY_STATE = case({state: number for number, state in enumerate(FIRST)}, value=Publication.happening, else_=len(FIRST))
BY_DATE = (Publication.starts_at, Publication.event_id)
TOLD = (Publication.slug, Publication.kind, Publication.origin, Publication.happening, Publication.document)


@dataclass(frozen=True)
class Told:
    """One event as a letter needs it."""

    slug: str
    kind: str
    origin: str
    happening: str
    document: dict[str, Any]


@dataclass(frozen=True)
class Part:
    """Some events, and how many there are of the kind in all."""

    events: list[Told]
    total: int

    @property
    def others(self) -> int:
        """How many are not shown."""
        return self.total - len(self.events)


@dataclass(frozen=True)
class News:
    """Everything one letter tells. An event stands in one part only."""

    changed: Part
    new: Part
    soon: Part

    def __bool__(self) -> bool:
        return bool(self.changed.total or self.new.total or self.soon.total)


def due(before: datetime) -> list[int]:
    """The ids of those not looked after since an instant, longest waiting first."""
    return list(
        db.session.scalars(select(Digest.id).where(Digest.told_at < before).order_by(Digest.told_at, Digest.id))
    )


def about(key: str) -> str | None:
    """What a subscription is about, as a query string; None where it has ended."""
    return db.session.scalar(select(Digest.query).where(Digest.key == key))


def counts() -> tuple[int, int]:
    """How many subscriptions there are, and of how many addresses."""
    row = db.session.execute(select(func.count(), func.count(Digest.email.distinct()))).one()
    return row[0], row[1]


def news(query: EventQuery, told_at: datetime, at: datetime, most: int = MOST_EVENTS) -> News:
    """What to tell at an instant somebody who was told last at ``told_at``.

    Three SELECTs, and ``most`` events in all. What the query's dates leave out stays out.
    """
    since = told_at - SETTLES
    found = conditions(query, today(at), back=(today(at) - today(since)).days + 1)
    changed, new = has_changed(since), Publication.first_published_at > since
    stands = Publication.happening != Happening.WITHDRAWN
    goes_on = Publication.happening.in_((Happening.GOING_AHEAD, Happening.MOVED_ONLINE))
    ahead = Publication.ends_at > at
    soon = Publication.starts_at < end_of(today(at) + AHEAD)
    first = part([*found, changed], most, BY_STATE)
    second = part([*found, new, stands, ahead, not_(changed)], most - len(first.events))
    left = most - len(first.events) - len(second.events)
    return News(first, second, part([*found, goes_on, ahead, soon, not_(changed), not_(new)], left))


def has_changed(since: datetime) -> ColumnElement[bool]:
    """Whether people who knew of an event must know something: it is off or online, or at another time or place.

    ``replanned_at`` is when what people plan by last changed. What began and ended untold is not told.
    """
    replanned = func.coalesce(Publication.card["replanned_at"].as_string(), "")
    known = Publication.first_published_at <= since
    is_off = Publication.happening.not_in((Happening.GOING_AHEAD, Happening.WITHDRAWN))
    return and_(
        Publication.changed_at > since,  # no later than that, and read faster
        replanned > since.astimezone(UTC).isoformat(timespec="seconds"),
        or_(known, is_off),
        Publication.ends_at > since,
    )


def part(wanted: list[Any], most: int, *order: Any) -> Part:
    """The first events that are so, by ``order`` and then by date. Counted by number, as documents are long."""
    rank = func.row_number().over(order_by=(*order, *BY_DATE)).label("rank")
    found = select(Publication.event_id, func.count().over().label("total"), rank).where(*wanted).subquery()
    chosen = select(found.c.total, *TOLD).join(found, found.c.event_id == Publication.event_id)
    rows = db.session.execute(chosen.where(found.c.rank <= max(most, 1)).order_by(found.c.rank)).all()
    events = [Told(*told) for _total, *told in rows][:most]
    return Part(events, rows[0][0] if rows else 0)
