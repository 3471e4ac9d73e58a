"""Who manages an event: colleagues, handing over, leaving, and forgetting somebody. Routes commit."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from app.accounts.models import OneTimeLink
from app.extensions import db
from app.notifications.languages import ENGLISH
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.registry.calendar_source import CalendarSource
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.organiser import Organiser, PrivateContact, event_organiser, organisation_organiser
from app.registry.review import move
from app.registry.revision import Revision
from app.submission.afterwards.services import UNDECIDED
from app.submission.ownership import FORGOTTEN, LEFT, manages
from app.submission.services import THE_ORGANISER, remember

JOINED = "joined"


class NotTheirs(Exception):
    """Whoever invited does not manage it any more, so cannot give it."""


def may_share_organisation(organiser: Organiser, event: Event) -> bool:
    """Whether they may let others manage every event of its organisation.

    Nobody gives what they do not hold: they manage all its public events, or were given them. An organisation is only
    a name that somebody typed, so managing one of its events is not enough.
    """
    if event.organisation_id is None or event.approved is None:
        return False
    of_it = db.session.scalars(select(Event).where(Event.organisation_id == event.organisation_id))
    return all(manages(organiser, one) for one in of_it)


def accept(link: OneTimeLink, event: Event, at: datetime) -> Organiser:
    """Let the person who used an invitation manage the event. Raises NotTheirs."""
    data: dict[str, Any] = link.data
    inviter = db.session.get(Organiser, data["by"])
    if inviter is None or not manages(inviter, event):
        raise NotTheirs
    invited = remember(str(data["email"]), at, str(data.get("language", ENGLISH)))
    db.session.flush()
    if data["what"] == "organisation":
        if not may_share_organisation(inviter, event):
            raise NotTheirs
        for one in (inviter, invited):
            share_organisation(event, one)
    elif invited not in event.organisers:
        event.organisers.append(invited)
        note(event, JOINED, at)
    if data["what"] == "hand_over" and inviter.id != invited.id:
        take_over(event, inviter, invited, str(data.get("name", "")), at)
    return invited


def share_organisation(event: Event, organiser: Organiser) -> None:
    """Let somebody manage every event of an event's organisation."""
    row = {"organisation_id": event.organisation_id, "organiser_id": organiser.id}
    holds = organisation_organiser.c
    known = select(holds.organiser_id).where(
        holds.organisation_id == event.organisation_id, holds.organiser_id == organiser.id
    )
    if db.session.scalar(known) is None:
        db.session.execute(insert(organisation_organiser).values(row))


def take_over(event: Event, old: Organiser, new: Organiser, name: str, at: datetime) -> None:
    """The new one instead of the old one, as the person we write to as well."""
    write_to(event, new, name)
    if old in event.organisers:
        leave(event, old, at)


def write_to(event: Event, organiser: Organiser, name: str = "") -> None:
    """Write about an event to this organiser from now on."""
    contact = event.private_contact or PrivateContact()
    if contact.email and contact.email.lower() == organiser.email:
        return
    contact.name, contact.email, contact.phone, contact.language = name, organiser.email, "", organiser.language
    event.private_contact = contact


def can_leave(event: Event, organiser: Organiser) -> bool:
    """Whether somebody else stays who manages it."""
    return organiser in event.organisers and len(event.organisers) > 1


def leave(event: Event, organiser: Organiser, at: datetime) -> None:
    """Manage it no more. Whoever stays longest is written to instead."""
    event.organisers.remove(organiser)
    contact = event.private_contact
    if contact is not None and contact.email.lower() == organiser.email and event.organisers:
        write_to(event, event.organisers[0])
    note(event, LEFT, at)


def note(event: Event, action: str, at: datetime) -> None:
    """Put into the log that somebody joined or left, without saying who: the log outlives people's details."""
    step = Decision(revision_id=None, action=action, from_state="", to_state="", decided_by=THE_ORGANISER)
    step.decided_at = at
    event.decisions.append(step)


def forget_details(organiser: Organiser, at: datetime) -> None:
    """Delete what we have about somebody: the address, private contacts with it, links and letters to it.

    Public events stay. What only they managed and nobody has decided yet is withdrawn.
    """
    for event in db.session.scalars(select(Event).where(Event.organisers.contains(organiser))):
        if len(event.organisers) > 1:
            leave(event, organiser, at)
            continue
        if event.latest.state in UNDECIDED:
            move(event.latest, Action.WITHDRAW, by=THE_ORGANISER, at=at)
        note(event, LEFT, at)
    db.session.flush()
    email, organiser_id = organiser.email, organiser.id
    unsent = select(Revision.event_id).where(Revision.state == State.DRAFT)
    own = select(PrivateContact.event_id).where(func.lower(PrivateContact.email) == email)
    for event in db.session.scalars(select(Event).where(Event.id.in_(own), Event.id.in_(unsent))):
        if not event.organisers and event.latest.state == State.DRAFT:
            move(event.latest, Action.WITHDRAW, by=THE_ORGANISER, at=at)
    db.session.flush()
    for statement in (
        delete(CalendarSource).where(CalendarSource.organiser_id == organiser_id),
        delete(PrivateContact).where(func.lower(PrivateContact.email) == email),
        delete(OneTimeLink).where(
            OneTimeLink.subject == str(organiser_id), OneTimeLink.purpose == "organiser_sign_in"
        ),
        delete(OneTimeLink).where(OneTimeLink.data["email"].as_string() == email),
        delete(OutboxMessage).where(
            func.lower(OutboxMessage.recipient) == email, OutboxMessage.status != DeliveryStatus.SENDING
        ),
        delete(event_organiser).where(event_organiser.c.organiser_id == organiser_id),
        delete(organisation_organiser).where(organisation_organiser.c.organiser_id == organiser_id),
        # The number stays with no address: a database may give it to the next organiser, and old cookies hold it.
        update(Organiser)
        .where(Organiser.id == organiser_id)
        .values(email=f"{organiser_id}{FORGOTTEN}", language="en"),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    db.session.expire_all()
