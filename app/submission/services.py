"""What an organiser does: begin, save a page, send, confirm. Routes commit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update

from app.accounts.models import Moderator
from app.extensions import db
from app.notifications.languages import ENGLISH
from app.registry.event import Event, new_reference
from app.registry.lifecycle import Action, State
from app.registry.organiser import Organiser
from app.registry.place import EventPlace
from app.registry.review import move
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.vocabularies.kinds import Origin
from app.submission.letters_in import adopt
from app.submission.sections import SECTIONS, Section

THE_ORGANISER = "the organiser"
FOR_SOMEBODY = "{name} (for somebody on the phone)"


class Incomplete(Exception):
    """Pages that are still to be answered, in order."""

    def __init__(self, missing: list[Section]) -> None:
        super().__init__("some pages are not answered")
        self.missing = missing


class NotADraft(Exception):
    """The revision has been sent: it never changes again."""


@dataclass(frozen=True)
class Provenance:
    """Where a listing comes from. Archive and example listings keep one identity, so that loading repeats."""

    origin: str = Origin.SUBMITTED
    source_url: str = ""
    uid: str | None = None
    reference: str | None = None


def begin(key: str | None, at: datetime, provenance: Provenance | None = None) -> Event:
    """A new event with an empty draft. The same key gives the same event, however often the button is pressed."""
    if key and (known := db.session.scalars(select(Event).where(Event.submission_key == key)).first()):
        return known
    source = provenance or Provenance()
    event = Event(
        uid=source.uid or str(uuid4()),
        reference=source.reference or free_reference(),
        submission_key=key,
        origin=source.origin,
        source_url=source.source_url,
        created_at=at,
        revisions=[first_draft(at)],
        decisions=[],
        organisers=[],
        private_contact=None,
    )
    db.session.add(event)
    return event


def first_draft(at: datetime) -> Revision:
    """An empty draft."""
    empty: dict[str, Any] = {"sections_done": [], "version": 0, "unfinished": {}, "sessions": [], "places": []}
    return Revision(number=1, state=State.DRAFT, created_at=at, saved_at=at, **empty)


def free_reference() -> str:
    """A reference nobody has."""
    while True:
        reference = new_reference()
        if db.session.scalars(select(Event.id).where(Event.reference == reference)).first() is None:
            return reference


def hold(event: Event, at: datetime) -> None:
    """Keep the draft to this request until it commits, as it is now. Raises NotADraft when it has been sent.

    Of two presses at once the second waits for the first and then writes over what the first wrote, so that dates are
    never doubled; and nothing is written into a draft while it is being sent.
    """
    held = db.session.execute(
        update(Revision)
        .where(Revision.id == event.latest.id, Revision.state == State.DRAFT)
        .values(saved_at=at)
        .returning(Revision.id)
        .execution_options(synchronize_session=False)
    ).first()
    if held is None:
        raise NotADraft
    db.session.refresh(event.latest)
    db.session.refresh(event)


def save(event: Event, section: Section, form: Any, at: datetime) -> Revision:
    """Write a valid page into the draft. Raises NotADraft when it has been sent meanwhile."""
    revision = event.latest
    if revision.state != State.DRAFT:
        raise NotADraft
    form.save(event, revision)
    if section.code not in revision.sections_done:
        revision.sections_done = [*revision.sections_done, section.code]
    revision.unfinished = {code: typed for code, typed in revision.unfinished.items() if code != section.code}
    revision.version += 1
    revision.saved_at = at
    return revision


def missing(revision: Revision) -> list[Section]:
    """Pages that are still to be answered, or that hold something typed that is not right yet."""
    done = [code for code in revision.sections_done if code not in revision.unfinished]
    return [section for section in SECTIONS if section.code not in done]


def send(
    event: Event, at: datetime, *, confirmed: Organiser | None = None, vouched: Moderator | None = None
) -> Revision:
    """Send the draft: to the queue when this browser's organiser is the one named in it, else to be confirmed.

    ``vouched`` is the moderator who enters it for somebody: no address needs confirming.
    Raises Incomplete, NotADraft, or AlreadyDecided when another press was first.
    """
    revision = event.latest
    if revision.state != State.DRAFT:
        raise NotADraft
    if unanswered := missing(revision):
        raise Incomplete(unanswered)
    assert event.private_contact is not None
    if vouched is not None:
        by = FOR_SOMEBODY.format(name=vouched.name)
        move(revision, Action.SUBMIT, by=by, at=at, moderator_id=vouched.id)
        return revision
    address = event.private_contact.email.lower()
    colleague = confirmed in event.organisers and confirmed_contact(event) is not None
    known = confirmed is not None and (confirmed.email == address or colleague)
    move(revision, Action.SUBMIT if known else Action.SEND, by=THE_ORGANISER, at=at)
    if known and confirmed is not None and confirmed not in event.organisers:
        event.organisers.append(confirmed)
    if known and confirmed is not None:
        adopt(confirmed, event)
    return revision


def confirm(event: Event, email: str, at: datetime) -> Organiser:
    """The organiser's address is theirs: remember it, and put what they sent with it into the queue."""
    organiser = take_on(event, email, at)
    contact = event.private_contact
    if event.latest.state == State.UNCONFIRMED and contact is not None and contact.email.lower() == organiser.email:
        move(event.latest, Action.CONFIRM, by=THE_ORGANISER, at=at)
    return organiser


def take_on(event: Event, email: str, at: datetime) -> Organiser:
    """Somebody used a link about this event that went to their address: they manage it."""
    organiser = remember(email, at)
    if organiser not in event.organisers:
        event.organisers.append(organiser)
    adopt(organiser, event)
    return organiser


def confirmed_contact(event: Event) -> Organiser | None:
    """The organiser behind the private contact, where that address was confirmed for this event."""
    address = event.private_contact.email.lower() if event.private_contact else ""
    return next((organiser for organiser in event.organisers if organiser.email == address), None)


def remember(email: str, at: datetime, language: str = ENGLISH) -> Organiser:
    """The organiser with this address, made now if they are new, to be written to in this language."""
    address = email.strip().lower()
    organiser = db.session.scalars(select(Organiser).where(Organiser.email == address)).first()
    if organiser is None:
        organiser = Organiser(email=address, language=language, created_at=at, confirmed_at=at)
        db.session.add(organiser)
    return organiser


NOT_COPIED = {"id", "event_id", "number", "state", "created_at", "saved_at", "sent_at", "submitted_at"}


def reopen(event: Event, at: datetime, source: Revision | None = None) -> Revision:
    """A new draft that says what the last revision (or ``source``) said, to be changed and sent again."""
    last = event.latest
    if last.state == State.DRAFT:
        return last
    said = source or last
    draft = Revision(
        number=last.number + 1, state=State.DRAFT, created_at=at, saved_at=at, **copied(said, Revision, NOT_COPIED)
    )
    of_revision = {"id", "revision_id"}
    draft.sessions = [EventSession(**copied(row, EventSession, of_revision)) for row in said.sessions]
    draft.places = [EventPlace(**copied(row, EventPlace, of_revision)) for row in said.places]
    event.revisions.append(draft)
    return draft


def copied(row: Any, model: Any, left_out: set[str]) -> dict[str, Any]:
    """A row's columns as they are, but for some."""
    return {column.key: getattr(row, column.key) for column in model.__table__.columns if column.key not in left_out}
