"""How long drafts live: thirty days after the last save, and never deleted without a warning."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update

from app.accounts.models import OneTimeLink
from app.extensions import db
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.notice import Notice
from app.registry.revision import Revision
from app.registry.times import today

LIVES = timedelta(days=30)
WARNED_BEFORE = timedelta(days=7)
ENDING = "draft-ending"
AT_ONCE = 200


def kept_until(revision: Revision) -> datetime:
    """When a draft is deleted unless it is saved again. UTC."""
    return revision.saved_at + LIVES


def last_day(revision: Revision) -> date:
    """The day on which a draft is deleted unless it is saved again, in London."""
    return today(kept_until(revision))


def ending(at: datetime) -> list[int]:
    """The ids of events whose draft ends within a week, the oldest first: those to warn, and those to delete."""
    query = (
        select(Event.id)
        .join(Revision, Revision.event_id == Event.id)
        .where(Revision.state == State.DRAFT, Revision.saved_at <= at - LIVES + WARNED_BEFORE)
        .order_by(Revision.saved_at, Revision.id)
        .limit(AT_ONCE)
    )
    return list(db.session.scalars(query))


def warned_at(event: Event) -> datetime | None:
    """When the end of this draft was announced; a later save starts the thirty days again."""
    return db.session.scalars(
        select(Notice.sent_at).where(
            Notice.event_id == event.id,
            Notice.kind == ENDING,
            Notice.about == last_day(event.latest),
        )
    ).first()


def is_over(event: Event, at: datetime) -> bool:
    """Whether a draft has lived its days, and its organiser, where we know one, was warned a week ago."""
    if kept_until(event.latest) > at:
        return False
    if event.private_contact is None or not event.private_contact.email:
        return True
    warned = warned_at(event)
    return warned is not None and warned + WARNED_BEFORE <= at


def forget(event: Event) -> None:
    """Delete a draft; the whole event where it was never sent. What others see is not touched."""
    only = len(event.revisions) == 1 and not event.slug and not event.decisions
    event_id, revision_id, reference = event.id, event.latest.id, event.reference
    db.session.expunge_all()
    db.session.execute(update(Decision).where(Decision.revision_id == revision_id).values(revision_id=None))
    db.session.execute(delete(Revision).where(Revision.id == revision_id))
    if only:
        db.session.execute(update(Event).where(Event.copied_from_id == event_id).values(copied_from_id=None))
        db.session.execute(delete(OneTimeLink).where(OneTimeLink.subject == reference))
        db.session.execute(delete(Event).where(Event.id == event_id))
