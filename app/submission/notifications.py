"""What organisers are mailed by this stage."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import current_app
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
from app.submission.drafts import LIVES, last_day
from app.submission.letters_in import language_for
from app.submission.waiting import wait_words

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
    address = absolute("submission.my_events")
    write(event, "received", waiting=queries.waiting_count(), wait=wait_words, address=address)


def mail_way_back(event: Event, address: str) -> None:
    """The link that opens a draft in another browser, once, for as long as the draft is kept."""
    token = issue_link(Purpose.RETURN_TO_EVENT, event.reference, LIVES, email=address.lower())
    until = last_day(event.latest)
    way_back = absolute("submission.come_back", token=token)
    write(event, "way-back", to=address, address=way_back, until=until, home=absolute("submission.my_events"))


def mail_draft_ending(event: Event, until: date) -> None:
    """A draft is about to be deleted, and how to keep it."""
    contact = contact_of(event)
    token = issue_link(Purpose.RETURN_TO_EVENT, event.reference, LIVES, email=contact.email.lower())
    write(event, "draft-ending", address=absolute("submission.come_back", token=token), until=until)


def mail_tomorrow(event: Event, sessions: Sequence[object]) -> None:
    """The day before: is everything still right? ``sessions`` are tomorrow's dates and times in words."""
    approved, contact = event.approved, contact_of(event)
    assert approved is not None
    known = db.session.scalars(select(Organiser).where(Organiser.email == contact.email.lower())).first()
    subject = str(known.id) if known else "new"
    email = contact.email.lower()
    token = issue_link(
        Purpose.ORGANISER_SIGN_IN, subject, timedelta(days=2), email=email, next=f"/my-events/{event.reference}"
    )
    write(
        event,
        "tomorrow",
        title=approved.title,
        sessions=sessions,
        place=approved.place,
        format=approved.format,
        page=f"{current_app.config['SITE_URL']}/events/{event.slug}",
        address=absolute("submission.use_own_link", token=token),
    )


def mail_own_list(email: str) -> None:
    """A link to one's own events, where this address has any; nothing where it has none."""
    address = email.strip().lower()
    known = db.session.scalars(select(Organiser).where(Organiser.email == address)).first()
    if known is None and not queries.events_sent_with(address) and not queries.drafts_left_with(address):
        return
    token = issue_link(Purpose.ORGANISER_SIGN_IN, str(known.id) if known else "new", LINK_LIVES, email=address)
    link = absolute("submission.use_own_link", token=token)
    words = letter("submission/mail/own_list.txt", language_for(address, known), address=link)
    queue(email, words.subject, words.text, html=words.html, kind="own-list", language=words.language)


def write(event: Event, kind: str, *, to: str = "", **facts: object) -> None:
    """Queue one letter in the private contact's language, to them or to another address of the organiser's.

    Somebody a moderator entered an event for may have no address: they are told by phone.
    """
    contact = contact_of(event)
    if not (recipient := to or contact.email):
        return
    known = {"name": contact.name, "title": event.latest.title, "reference": event.reference}
    words = letter(f"submission/mail/{kind.replace('-', '_')}.txt", contact.language, **(known | facts))
    queue(
        recipient,
        words.subject,
        words.text,
        html=words.html,
        kind=kind,
        language=words.language,
        event_reference=event.reference,
    )


def contact_of(event: Event) -> PrivateContact:
    """Whom we write to; every sent event has one."""
    assert event.private_contact is not None
    return event.private_contact
