"""What a moderator decides: approve, ask for changes, decline. Routes commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.catalogue.publish import publish
from app.extensions import db
from app.moderation import notifications
from app.moderation.identity import give_slug, settle_organisation
from app.moderation.notes import kept, reason_with
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


@dataclass(frozen=True)
class Accepted:
    """An approval that is not public yet. ``asks_host``: the host of the festival it names is still to be asked."""

    event: Event
    revision: Revision
    decision: Decision
    asks_host: bool


def approve(
    event: Event,
    decider: Decider,
    at: datetime,
    *,
    seen: int | None = None,
    reason: str = "",
    joins_festival: bool = False,
) -> Decision:
    """Approve what waits and make it public, all in the caller's transaction. ``at`` is UTC.

    The arguments are those of ``accept``. Raises AlreadyDecided when that revision no longer waits.

    IntegrityError means that another approval took the same address or made the same organisation at the same
    moment: roll back and do it again (``again.py``).
    """
    accepted = accept(event, decider, at, seen=seen, reason=reason, joins_festival=joins_festival)
    make_public([accepted])
    return accepted.decision


def accept(
    event: Event,
    decider: Decider,
    at: datetime,
    *,
    seen: int | None = None,
    reason: str = "",
    joins_festival: bool = False,
) -> Accepted:
    """Decide, and give the event its organisation and address; ``make_public`` does the rest.

    ``seen`` is the number of the revision the moderator read; without it, the one that waits now. ``reason`` is a
    word to the organiser, which may be left out. ``joins_festival``: the host of the festival it names has agreed.
    """
    revision = in_question(event, seen)
    decision = decide(event, Action.APPROVE, decider, at=at, seen=revision.number, reason=reason)
    settle_organisation(event, revision, at)
    asks_host = settle_festival(event, revision, agreed=joins_festival)
    give_slug(event, revision)
    db.session.flush()
    return Accepted(event, revision, decision, asks_host)


def make_public(accepted: Sequence[Accepted]) -> None:
    """Publish what was approved and write to those it concerns."""
    publish(*(one.event for one in accepted))
    for one in accepted:
        notifications.mail_published(one.event, one.revision, one.decision)
        if one.asks_host:
            notifications.mail_festival_asks(one.event, one.revision)


def settle_festival(event: Event, revision: Revision, *, agreed: bool) -> bool:
    """Put the event into the festival it names, when its host agreed or is its organiser. Whether to ask the host.

    Until the host agrees, the event is public without the festival. An answer given before stands.
    """
    festival = revision.festival
    if festival is None:
        event.agreed_festival_id = None
        return False
    if event.agreed_festival_id == festival.id:
        return False
    one_of_theirs = any(organiser in festival.organisers for organiser in event.organisers)
    event.agreed_festival_id = festival.id if agreed or one_of_theirs else None
    asked_before = any(row.festival_id == festival.id and row.state == State.APPROVED for row in event.revisions[:-1])
    return event.agreed_festival_id is None and not asked_before


def request_changes(
    event: Event,
    decider: Decider,
    reason: str,
    at: datetime,
    *,
    seen: int | None = None,
    notes: dict[str, str] | None = None,
) -> Decision:
    """Ask the organiser for changes. ``reason`` or notes are required (a CHECK holds it). Raises AlreadyDecided.

    ``notes`` are words about single pages or questions: {"where": text} or {"where.postcode": text}.
    """
    written = kept(notes or {})
    decision = decide(
        event, Action.REQUEST_CHANGES, decider, at=at, seen=seen, reason=reason_with(reason, written), notes=written
    )
    notifications.mail_changes_wanted(event, decision)
    return decision


def reject(event: Event, decider: Decider, reason: str, at: datetime, *, seen: int | None = None) -> Decision:
    """Decline what waits. ``reason`` is required (a CHECK holds it). Raises AlreadyDecided."""
    decision = decide(event, Action.REJECT, decider, at=at, seen=seen, reason=reason)
    notifications.mail_declined(event, decision)
    return decision


def decide(
    event: Event,
    action: Action,
    decider: Decider,
    *,
    at: datetime,
    seen: int | None,
    reason: str,
    notes: dict[str, str] | None = None,
) -> Decision:
    """Move the revision and put the decision into the log, where the catalogue will read it."""
    revision = in_question(event, seen)
    reason = reason.strip()
    decision = move(revision, action, by=decider.name, at=at, moderator_id=decider.moderator_id, reason=reason)
    decision.notes = notes or {}
    return decision


def in_question(event: Event, seen: int | None) -> Revision:
    """The revision that was read, or the one that waits. Raises AlreadyDecided when there is none."""
    for revision in event.revisions:
        if revision.state == State.SUBMITTED if seen is None else revision.number == seen:
            return revision
    raise AlreadyDecided(last_decision(event.latest))
