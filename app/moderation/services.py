"""What a moderator decides: approve, ask for changes, decline. Routes commit."""

from dataclasses import dataclass
from datetime import datetime

from app.catalogue.publish import publish
from app.extensions import db
from app.moderation import notifications
from app.moderation.identity import give_slug, settle_organisation
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.review import AlreadyDecided, last_decision, move
from app.registry.revision import Revision


@dataclass(frozen=True)
class Decider:
    """Who decides, as the log will say it. ``moderator_id`` is None for the loader of past and example events."""

    name: str
    moderator_id: int | None = None


def approve(event: Event, decider: Decider, at: datetime, *, seen: int | None = None, reason: str = "") -> Decision:
    """Approve what waits and make it public, all in the caller's transaction. ``at`` is UTC.

    ``seen`` is the number of the revision the moderator read; without it, the one that waits now. ``reason`` is a
    word to the organiser, which may be left out. Raises AlreadyDecided when that revision no longer waits.
    IntegrityError means that another approval took the same address or made the same organisation at the same
    moment: roll back and do it again (``again.py``).
    """
    revision = in_question(event, seen)
    decision = decide(event, Action.APPROVE, decider, at=at, seen=revision.number, reason=reason)
    settle_organisation(event, revision, at)
    event.agreed_festival_id = revision.festival_id
    give_slug(event, revision)
    publish(event)
    notifications.mail_published(event, revision, decision)
    return decision


def request_changes(
    event: Event, decider: Decider, reason: str, at: datetime, *, seen: int | None = None
) -> Decision:
    """Ask the organiser for changes. ``reason`` is required (a CHECK holds it). Raises AlreadyDecided."""
    decision = decide(event, Action.REQUEST_CHANGES, decider, at=at, seen=seen, reason=reason)
    notifications.mail_changes_wanted(event, decision)
    return decision


def reject(event: Event, decider: Decider, reason: str, at: datetime, *, seen: int | None = None) -> Decision:
    """Decline what waits. ``reason`` is required (a CHECK holds it). Raises AlreadyDecided."""
    decision = decide(event, Action.REJECT, decider, at=at, seen=seen, reason=reason)
    notifications.mail_declined(event, decision)
    return decision


def decide(
    event: Event, action: Action, decider: Decider, *, at: datetime, seen: int | None, reason: str
) -> Decision:
    """Move the revision and put the decision into the log, where the catalogue will read it."""
    revision = in_question(event, seen)
    reason = reason.strip()
    decision = move(revision, action, by=decider.name, at=at, moderator_id=decider.moderator_id, reason=reason)
    db.session.flush()
    return decision


def in_question(event: Event, seen: int | None) -> Revision:
    """The revision that was read, or the one that waits. Raises AlreadyDecided when there is none."""
    for revision in event.revisions:
        if revision.state == State.SUBMITTED if seen is None else revision.number == seen:
            return revision
    raise AlreadyDecided(last_decision(event.latest))
