"""Moves a revision along the review table, once, and records who did it."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from app.extensions import db
from app.registry.decision import Decision
from app.registry.lifecycle import Action, NotAllowed, State, after
from app.registry.revision import Revision


class AlreadyDecided(Exception):
    """Somebody else was first. ``decision`` says who decided what and when, where it is known."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("somebody else has already decided")
        self.decision = decision


def move(
    revision: Revision,
    action: Action,
    *,
    by: str,
    at: datetime,
    moderator_id: int | None = None,
    reason: str = "",
) -> Decision:
    """Do an action to a revision and add the decision to the session. ``at`` is UTC.

    Raises NotAllowed when the table has no such step, and AlreadyDecided when the revision has moved
    since it was read: the UPDATE only matches the state that was seen, so two at once cannot both win.
    """
    before = State(revision.state)
    to = step(revision, before, action)
    if not is_first(revision, before, {"state": to, **stamps(action, at)}):
        db.session.refresh(revision)
        raise AlreadyDecided(last_decision(revision))
    decision = Decision(
        revision_id=revision.id,
        action=action,
        from_state=before,
        to_state=to,
        decided_by=by,
        moderator_id=moderator_id,
        reason=reason,
        decided_at=at,
    )
    revision.event.decisions.append(decision)
    return decision


def step(revision: Revision, before: State, action: Action) -> State:
    """Where the action leads. Of a revision that is no draft any more, somebody else has decided already."""
    try:
        return after(before, action)
    except NotAllowed:
        if before is State.DRAFT:
            raise
        raise AlreadyDecided(last_decision(revision)) from None


def is_first(revision: Revision, before: State, values: dict[str, Any]) -> bool:
    """Write the step where the revision is still in the state that was read; False when it is not."""
    moved = db.session.execute(
        update(Revision)
        .where(Revision.id == revision.id, Revision.state == before)
        .values(values)
        .returning(Revision.id)
        .execution_options(synchronize_session=False)
    ).first()
    if moved is None:
        return False
    for name, value in values.items():
        set_committed_value(revision, name, value)
    return True


def stamps(action: Action, at: datetime) -> dict[str, datetime]:
    """The dates a step sets on the revision."""
    if action is Action.SEND:
        return {"sent_at": at}
    if action is Action.CONFIRM:
        return {"submitted_at": at}
    if action is Action.SUBMIT:
        return {"sent_at": at, "submitted_at": at}
    return {}


def last_decision(revision: Revision) -> Decision | None:
    """The newest decision on a revision."""
    query = db.select(Decision).where(Decision.revision_id == revision.id).order_by(Decision.id.desc()).limit(1)
    return db.session.scalars(query).first()
