"""What moderators read. A fixed number of SELECTs a page, however long the queue."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.extensions import db
from app.moderation.forms import ACTIONS
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.revision import Revision

MOST_SHOWN = 1000  # more than ever waited; a flood is read from its oldest
# Anything else is not asked of the database: PostgreSQL refuses a NUL.
REFERENCE = re.compile(r"[A-Za-z0-9-]{1,12}", re.ASCII)
SEEN_BY_MODERATORS = (
    State.SUBMITTED,
    State.CHANGES_REQUESTED,
    State.APPROVED,
    State.REJECTED,
    State.WITHDRAWN,
)


def waiting() -> Sequence[Revision]:
    """What waits for a moderator, oldest first."""
    return db.session.scalars(with_event(in_queue().limit(MOST_SHOWN))).all()


def in_queue() -> Select[tuple[Revision]]:
    """Everything that waits, in the order it came."""
    return select(Revision).where(Revision.state == State.SUBMITTED).order_by(Revision.submitted_at, Revision.id)


def with_event(query: Select[tuple[Revision]]) -> Select[tuple[Revision]]:
    """Load what a row of a list shows of each revision."""
    return query.options(
        joinedload(Revision.event),
        joinedload(Revision.campaign),
        joinedload(Revision.festival),
        selectinload(Revision.sessions),
        selectinload(Revision.places),
    )


def changes_wanted() -> Sequence[Revision]:
    """What organisers were asked to change and have not sent again, the longest asked first."""
    return db.session.scalars(with_event(unanswered().order_by(Revision.id).limit(MOST_SHOWN))).all()


def unanswered() -> Select[tuple[Revision]]:
    """Revisions sent back that nothing newer was sent for."""
    newer = aliased(Revision)
    sent_again = exists().where(
        newer.event_id == Revision.event_id,
        newer.number > Revision.number,
        newer.state.not_in((State.DRAFT, State.UNCONFIRMED)),
    )
    return select(Revision).where(Revision.state == State.CHANGES_REQUESTED, ~sent_again)


def counts() -> tuple[int, int]:
    """How many wait for a moderator, and how many for their organiser."""
    return count(in_queue()), count(unanswered())


def count(query: Select[tuple[Revision]]) -> int:
    """The number of rows of a list, however many of them are shown."""
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def decided_lately() -> Sequence[tuple[Decision, Revision]]:
    """Moderators' decisions and what they decided, newest first."""
    query = (
        select(Decision, Revision)
        .join(Revision, Revision.id == Decision.revision_id)
        .where(Decision.action.in_(ACTIONS))
        .order_by(Decision.id.desc())
        .options(joinedload(Revision.event))
        .limit(MOST_SHOWN)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def event_with(reference: str) -> Event | None:
    """An event by its reference, however it is typed."""
    if not REFERENCE.fullmatch(reference):
        return None
    return db.session.scalars(select(Event).where(Event.reference == reference.upper())).first()


def readable(references: Iterable[str]) -> set[str]:
    """Those of some references whose events a moderator may read, in two SELECTs at most."""
    wanted = select(Event).where(Event.reference.in_(set(references))).options(selectinload(Event.revisions))
    return {event.reference for event in db.session.scalars(wanted) if to_read(event)}


def to_read(event: Event) -> Revision | None:
    """What a moderator reads of an event: what waits, else the newest that was ever sent and confirmed."""
    seen = [row for row in event.revisions if row.state in SEEN_BY_MODERATORS and row.submitted_at]
    waits = [row for row in seen if row.state == State.SUBMITTED]
    return next(reversed(waits or seen), None)


def waits(event: Event) -> bool:
    """Whether something of it waits for a moderator now."""
    return any(row.state == State.SUBMITTED for row in event.revisions)


def next_waiting() -> str | None:
    """The reference of the event that has waited longest."""
    query = (
        select(Event.reference)
        .join(Revision, Revision.event_id == Event.id)
        .where(Revision.state == State.SUBMITTED)
        .order_by(Revision.submitted_at, Revision.id)
    )
    return db.session.scalars(query.limit(1)).first()


def last_decision_on(reference: str) -> tuple[Decision, Revision] | None:
    """The newest decision of a moderator on an event, and what it was about."""
    if not REFERENCE.fullmatch(reference):
        return None
    query = (
        select(Decision, Revision)
        .join(Revision, Revision.id == Decision.revision_id)
        .join(Event, Event.id == Decision.event_id)
        .where(Event.reference == reference.upper(), Decision.action.in_(ACTIONS))
        .order_by(Decision.id.desc())
    )
    row = db.session.execute(query.limit(1)).first()
    return (row[0], row[1]) if row else None
