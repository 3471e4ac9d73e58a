"""Whether an event happens: said at once, by its organisers or a moderator, without waiting for anybody."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from app.extensions import db
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.vocabularies.kinds import Happening

ACTION = "happening"  # what history.py folds


class NotPublic(Exception):
    """Nothing was ever approved, so there is nobody to tell."""


class Withdrawn(Exception):
    """A withdrawn event stays withdrawn: its page says that it is gone for good."""


def change_happening(
    event: Event, to: Happening, reason: str, by: str, at: datetime, *, moderator_id: int | None = None
) -> Decision | None:
    """Say it, and add the decision to the session. ``reason`` is what people see; going ahead needs none.

    None when that is what is said already: of two presses the second changes nothing. ``at`` is UTC. The caller makes
    it public (``catalogue.happening``). Raises NotPublic, Withdrawn, and ValueError for a change without a reason.
    """
    if event.approved is None:
        raise NotPublic
    reason = "" if to == Happening.GOING_AHEAD else reason.strip()
    if to != Happening.GOING_AHEAD and not reason:
        raise ValueError("a change needs a reason")
    db.session.flush()
    before, why = Happening(event.happening), event.happening_reason
    if (before, why) == (to, reason):
        return None
    if before is Happening.WITHDRAWN:
        raise Withdrawn
    if not is_first(event, before, why, to, reason):  # somebody else said something in between: look again
        db.session.refresh(event)
        return change_happening(event, to, reason, by, at, moderator_id=moderator_id)
    decision = Decision(
        revision_id=None,
        action=ACTION,
        from_state=before,
        to_state=to,
        decided_by=by,
        moderator_id=moderator_id,
        reason=reason,
        decided_at=at,
    )
    event.decisions.append(decision)
    db.session.flush()
    return decision


def is_first(event: Event, before: Happening, why: str, to: Happening, reason: str) -> bool:
    """Write what is said where the event still says what was read of it; False when it does not."""
    moved = db.session.execute(
        update(Event)
        .where(Event.id == event.id, Event.happening == before, Event.happening_reason == why)
        .values(happening=to, happening_reason=reason)
        .returning(Event.id)
        .execution_options(synchronize_session=False)
    ).first()
    if moved is None:
        return False
    set_committed_value(event, "happening", str(to))
    set_committed_value(event, "happening_reason", reason)
    return True
