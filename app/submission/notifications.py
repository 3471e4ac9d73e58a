"""What organisers are mailed by this stage."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.notifications.addresses import absolute
from app.notifications.letters import letter
from app.notifications.outbox import queue
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import Organiser, PrivateContact
from app.submission import queries

CONFIRM_WITHIN = timedelta(days=7)
LINK_LIVES = timedelta(hours=2)
LINKS_PER_HOUR = 5
LINKS_WITHIN = timedelta(hours=1)


def mail_sent(event: Event) -> None:
    """After "Send": ask to confirm the address, or, where it is known, say that the event is in the queue."""
    if event.latest.state == State.UNCONFIRMED:
        mail_confirmation(event)
    else:
        mail_received(event)


def mail_confirmation(event: Event) -> None:
    """The link that shows that the address is the organiser's."""
    contact = contact_of(event)
    token = issue_link(Purpose.CONFIRM_ADDRESS, event.reference, CONFIRM_WITHIN, email=contact.email.lower())
    write(event, "confirm", address=absolute("submission.confirm", token=token), days=CONFIRM_WITHIN.days)


def mail_received(event: Event) -> None:
    """The event is in the queue."""
    write(event, "received", waiting=queries.waiting_count(), address=absolute("submission.my_events"))


def mail_own_list(email: str) -> None:
    """A link to one's own events, where this address has any; nothing where it has none."""
    address = email.strip().lower()
    known = db.session.scalars(select(Organiser).where(Organiser.email == address)).first()
    if known is None and not queries.events_sent_with(address):
        return
    token = issue_link(Purpose.ORGANISER_SIGN_IN, str(known.id) if known else "new", LINK_LIVES, email=address)
    words = letter("submission/mail/own_list.txt", address=absolute("submission.use_own_link", token=token))
    queue(email, words.subject, words.text, html=words.html, kind="own-list")


def write(event: Event, name: str, **facts: object) -> None:
    """Queue one letter to the private contact, in their language."""
    contact = contact_of(event)
    if not contact.email:  # somebody on the phone: a moderator tells them
        return
    words = letter(
        f"submission/mail/{name}.txt",
        contact.language,
        name=contact.name,
        title=event.latest.title,
        reference=event.reference,
        **facts,
    )
    queue(
        contact.email,
        words.subject,
        words.text,
        html=words.html,
        kind=name,
        language=contact.language,
        event_reference=event.reference,
    )


def contact_of(event: Event) -> PrivateContact:
    """Whom we write to; every sent event has one."""
    assert event.private_contact is not None
    return event.private_contact
