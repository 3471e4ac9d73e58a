"""What organisers do with what they sent: change it, take it back, withdraw it, copy it. Routes commit."""

from datetime import datetime
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue.differences import changes
from app.catalogue.happening import announce
from app.catalogue.publish import publish
from app.extensions import db
from app.registry.decision import Decision
from app.registry.differences import differences, only_wording
from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.organiser import Organiser, PrivateContact
from app.registry.place import EventPlace
from app.registry.review import move
from app.registry.revision import Revision
from app.registry.vocabularies.kinds import Happening
from app.submission.services import NOT_COPIED, THE_ORGANISER, copied, free_reference, reopen

THE_WORDING_RULE = "the wording rule"
WAITING = (State.UNCONFIRMED, State.SUBMITTED)
UNDECIDED = (State.DRAFT, *WAITING, State.CHANGES_REQUESTED)


class NotNow(Exception):
    """The event does not stand where this can be done to it (any more)."""


def is_withdrawn(event: Event) -> bool:
    """Whether it was taken off the site for good."""
    return event.happening == Happening.WITHDRAWN


def is_public(event: Event) -> bool:
    """Whether people can find it."""
    return event.approved is not None and not is_withdrawn(event)


def can_edit(event: Event) -> bool:
    """Whether there is a draft to go on with, or one can be opened."""
    if is_withdrawn(event) or event.latest.state in WAITING:
        return False
    return event.latest.state in (State.DRAFT, State.CHANGES_REQUESTED) or event.approved is not None


def edit(event: Event, at: datetime) -> Revision:
    """A draft to change the event in: the one there is, or a new one. What is public stays. Raises NotNow."""
    if not can_edit(event):
        raise NotNow
    if event.latest.state == State.CHANGES_REQUESTED:
        return reopen(event, at)
    return reopen(event, at, event.approved)


def take_back(event: Event, at: datetime) -> Revision:
    """Take what waits out of the queue and open it as a draft again. Raises NotNow and AlreadyDecided."""
    waiting = event.latest
    if waiting.state not in WAITING:
        raise NotNow
    move(waiting, Action.WITHDRAW, by=THE_ORGANISER, at=at)
    return reopen(event, at, waiting)


def discard(event: Event, at: datetime) -> None:
    """Throw away a change of a public event that was not decided; the event stays as it is. Raises NotNow."""
    if not is_public(event) or event.latest.state not in UNDECIDED:
        raise NotNow
    move(event.latest, Action.WITHDRAW, by=THE_ORGANISER, at=at)


def withdraw(event: Event, reason: str, at: datetime) -> Decision | None:
    """Take the event away for good: out of the queue and off the site. Raises NotNow, AlreadyDecided.

    The decision that took it off the site; None where it was not public or is withdrawn already.
    """
    if event.approved is None and event.latest.state not in UNDECIDED:
        raise NotNow
    if event.latest.state in UNDECIDED:
        move(event.latest, Action.WITHDRAW, by=THE_ORGANISER, at=at)
    if event.approved is None:
        return None
    return announce(event, Happening.WITHDRAWN, reason, THE_ORGANISER, at)


def publish_wording(event: Event, at: datetime) -> bool:
    """Publish what waits when it only says the same in other words than what is public. Whether it did."""
    before, after = event.approved, event.latest
    if before is None or after.state != State.SUBMITTED or is_withdrawn(event):
        return False
    if not only_wording(differences(before, after)):
        return False
    changed = ", ".join(dict.fromkeys(change.question for change in changes(before, after)))
    reason = _("Only wording was changed: %(what)s", what=changed) if changed else _("Nothing was changed")
    move(after, Action.APPROVE, by=THE_WORDING_RULE, at=at, reason=reason)
    publish(event)
    return True


ASKED_ANEW = {"booking_by", "access_ask_by", "campaign_id", "festival_id", "unfinished", "version", "sections_done"}


def copy(event: Event, key: str, organiser: Organiser | None, week_id: int | None, at: datetime) -> Event:
    """A new event with a draft that says what this one says, but for its dates. The same key gives the same copy."""
    if known := db.session.scalars(select(Event).where(Event.submission_key == key)).first():
        return known
    source = event.approved or event.latest
    draft = Revision(
        number=1,
        state=State.DRAFT,
        created_at=at,
        saved_at=at,
        sections_done=[code for code in source.sections_done if code != "when"],
        campaign_id=week_id,
        sessions=[],
        places=[EventPlace(**copied(row, EventPlace, {"id", "revision_id"})) for row in source.places],
        **copied(source, Revision, NOT_COPIED | ASKED_ANEW),
    )
    private = event.private_contact
    made = Event(
        uid=str(uuid4()),
        reference=free_reference(),
        submission_key=key,
        created_at=at,
        copied_from_id=event.id,
        revisions=[draft],
        decisions=[],
        organisers=[organiser] if organiser else [],
        private_contact=PrivateContact(**copied(private, PrivateContact, {"event_id"})) if private else None,
    )
    db.session.add(made)
    return made
