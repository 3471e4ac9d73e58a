"""What is mailed about events that were sent already."""

from datetime import timedelta

from flask_babel.speaklater import LazyString
from sqlalchemy import select

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.notifications.addresses import absolute
from app.notifications.letters import letter
from app.notifications.outbox import queue
from app.registry.event import Event
from app.registry.organiser import Organiser
from app.registry.vocabularies.kinds import HAPPENINGS
from app.submission.afterwards.presenters import title_of

INVITED_FOR = timedelta(days=7)


def mail_happening(event: Event) -> None:
    """Confirm what people see now: cancelled, postponed, moved online, going ahead again, withdrawn."""
    tell(
        event,
        "happening",
        state=HAPPENINGS[event.happening],
        reason=event.happening_reason,
        address=absolute("submission.my_events"),
    )


def mail_wording_published(event: Event) -> None:
    """The change is public already."""
    tell(event, "wording_published", address=absolute("events.event", slug=str(event.slug)))


def mail_invitation(event: Event, inviter: Organiser, email: str, name: str, what: str) -> None:
    """Ask somebody to manage an event: in their own language where we know it, else in that of whoever asks."""
    address = email.strip().lower()
    known = db.session.scalars(select(Organiser).where(Organiser.email == address)).first()
    language = (known or inviter).language
    facts = {"email": address, "name": name, "what": what, "by": inviter.id, "language": language}
    token = issue_link(Purpose.MANAGE_EVENT, event.reference, INVITED_FOR, **facts)
    words = letter(
        "submission/mail/invitation.txt",
        language,
        name=name,
        title=LazyString(title_of, event),
        reference=event.reference,
        inviter=inviter.email,
        what=what,
        organisation=event.organisation.name if event.organisation else "",
        address=absolute("submission.take_on", token=token),
        days=INVITED_FOR.days,
    )
    queue(
        address,
        words.subject,
        words.text,
        html=words.html,
        kind="invitation",
        language=words.language,
        event_reference=event.reference,
    )


def mail_taken_on(event: Event, inviter: Organiser, what: str, new: Organiser) -> None:
    """Tell whoever invited that it was accepted."""
    words = letter(
        "submission/mail/handed_over.txt",
        inviter.language,
        title=LazyString(title_of, event),
        reference=event.reference,
        email=new.email,
        what=what,
        address=absolute("submission.my_events"),
    )
    queue(
        inviter.email,
        words.subject,
        words.text,
        html=words.html,
        kind="handed-over",
        language=words.language,
        event_reference=event.reference,
    )


def mail_festival_answer(event: Event, festival: Event, *, agrees: bool) -> None:
    """Tell an event's organiser what the host of the festival said."""
    tell(
        event,
        "festival_answer",
        festival=title_of(festival),
        agrees=agrees,
        address=absolute("submission.my_events"),
    )


def tell(event: Event, name: str, **facts: object) -> None:
    """Queue one letter to whom we write about an event, if there is anybody, in their language."""
    contact = event.private_contact
    if contact is None or not contact.email:
        return
    words = letter(
        f"submission/mail/{name}.txt",
        contact.language,
        name=contact.name,
        title=LazyString(title_of, event),
        reference=event.reference,
        **facts,
    )
    queue(
        contact.email,
        words.subject,
        words.text,
        html=words.html,
        kind=name.replace("_", "-"),
        language=words.language,
        event_reference=event.reference,
    )
