"""Events that want to join a festival, and its host's answer. Routes commit."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.catalogue.publish import publish
from app.extensions import db
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.revision import Revision
from app.submission.afterwards.services import is_public

AGREED, DECLINED = "festival_agreed", "festival_declined"


@dataclass(frozen=True)
class Asking:
    """The public events that name a festival: those that wait for an answer, those in it, those declined."""

    waiting: list[Event]
    joined: list[Event]
    declined: list[Event]


def asking(festival: Event) -> Asking:
    """Every public event that names this festival, the newest last."""
    named = select(Revision.event_id).where(Revision.festival_id == festival.id, Revision.state == State.APPROVED)
    rows = db.session.scalars(select(Event).where(Event.id.in_(named)).order_by(Event.id))
    events = [one for one in rows if names(one, festival)]
    joined = [one for one in events if one.agreed_festival_id == festival.id]
    others = [one for one in events if one.agreed_festival_id != festival.id]
    declined = [one for one in others if answered(one, festival) == DECLINED]
    return Asking([one for one in others if one not in declined], joined, declined)


def names(event: Event, festival: Event) -> bool:
    """Whether the public revision of an event names a festival."""
    return is_public(event) and event.approved is not None and event.approved.festival_id == festival.id


def answered(event: Event, festival: Event) -> str:
    """The host's last answer about an event."""
    given = [one for one in event.decisions if one.action in (AGREED, DECLINED) and one.reason == festival.reference]
    return given[-1].action if given else ""


def answer(festival: Event, event: Event, *, agrees: bool, at: datetime) -> bool:
    """Take an event in, or decline it (again: take it out). Whether that changed anything.

    The event stays public either way. Raises LookupError for an event that does not name this festival.
    """
    if not names(event, festival):
        raise LookupError(event.reference)
    action = AGREED if agrees else DECLINED
    if answered(event, festival) == action and (event.agreed_festival_id == festival.id) == agrees:
        return False
    event.agreed_festival_id = festival.id if agrees else None
    host = f"the host of {festival.reference}"
    step = Decision(revision_id=None, action=action, from_state="", to_state="", decided_by=host, decided_at=at)
    step.reason = festival.reference
    event.decisions.append(step)
    publish(event)
    return True
