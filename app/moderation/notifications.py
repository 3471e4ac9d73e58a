"""What is mailed about a decision: in its transaction, to the private contact, in their language."""

from datetime import timedelta

from flask import current_app
from flask_babel.speaklater import LazyString

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.moderation.notes import in_full
from app.notifications.letters import letter
from app.notifications.models import OutboxMessage
from app.notifications.outbox import queue
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.vocabularies.kinds import HAPPENINGS, Origin

RETURN_LIFETIME = timedelta(days=14)


def mail_published(event: Event, revision: Revision, decision: Decision) -> OutboxMessage | None:
    """It is public: where, how to share it, and how to tell us of changes."""
    site = current_app.config["SITE_URL"]
    return tell(
        event,
        "published",
        title=revision.title,
        address=f"{site}/events/{event.slug}",
        calendar=f"{site}/events/{event.slug}.ics",
        words=decision.reason,
    )


def mail_changes_wanted(event: Event, decision: Decision) -> OutboxMessage | None:
    """What needs to change, and a link back to it that works once."""
    if not somebody_to_tell(event):
        return None
    token = issue_link(Purpose.RETURN_TO_EVENT, event.reference, RETURN_LIFETIME)
    return tell(
        event,
        "changes-wanted",
        title=title_of(event, decision),
        words=LazyString(in_full, decision),
        address=f"{current_app.config['SITE_URL']}/return/{token}",
        days=RETURN_LIFETIME.days,
    )


def mail_declined(event: Event, decision: Decision) -> OutboxMessage | None:
    """Why it will not be public."""
    return tell(event, "declined", title=title_of(event, decision), words=decision.reason)


def mail_festival_asks(event: Event, revision: Revision) -> list[OutboxMessage]:
    """Ask every organiser of the festival it names whether it may join, with a link that signs them in."""
    festival = revision.festival
    if festival is None or festival.approved is None or event.origin != Origin.SUBMITTED:
        return []
    site, asked = current_app.config["SITE_URL"], []
    for organiser in festival.organisers:
        page = f"/my-events/{festival.reference}/joining"
        token = issue_link(
            Purpose.ORGANISER_SIGN_IN, str(organiser.id), RETURN_LIFETIME, email=organiser.email, next=page
        )
        words = letter(
            "moderation/mail/festival_asks.txt",
            organiser.language,
            title=revision.title,
            organisation=revision.organisation_name,
            event=f"{site}/events/{event.slug}",
            festival=festival.approved.title,
            reference=festival.reference,
            address=f"{site}/my-events/{token}",
            days=RETURN_LIFETIME.days,
        )
        message = queue(
            organiser.email,
            words.subject,
            words.text,
            html=words.html,
            kind="festival-asks",
            language=words.language,
            event_reference=festival.reference,
        )
        asked.append(message)
    return asked


def mail_happening(event: Event) -> OutboxMessage | None:
    """Confirm what a moderator has said about it for them. The same letter as when they say it themselves."""
    contact = event.private_contact
    if contact is None or not contact.email or not somebody_to_tell(event) or event.approved is None:
        return None
    words = letter(
        "submission/mail/happening.txt",
        contact.language,
        name=contact.name,
        title=event.approved.title,
        reference=event.reference,
        state=HAPPENINGS[event.happening],
        reason=event.happening_reason,
        address=f"{current_app.config['SITE_URL']}/my-events",
    )
    return queue(
        contact.email,
        words.subject,
        words.text,
        html=words.html,
        kind="happening",
        language=words.language,
        event_reference=event.reference,
    )


def title_of(event: Event, decision: Decision) -> str:
    """The title of the revision that was decided."""
    return next(revision.title for revision in event.revisions if revision.id == decision.revision_id)


def somebody_to_tell(event: Event) -> bool:
    """Whether an organiser waits for an answer. Nobody sent us the past and example events."""
    contact = event.private_contact
    return event.origin == Origin.SUBMITTED and contact is not None and bool(contact.email)


def tell(event: Event, kind: str, **facts: object) -> OutboxMessage | None:
    """Queue one letter about an event."""
    contact = event.private_contact
    if contact is None or not somebody_to_tell(event):
        return None
    template = f"moderation/mail/{kind.replace('-', '_')}.txt"
    wrote = letter(template, contact.language, name=contact.name, reference=event.reference, **facts)
    return queue(
        contact.email,
        wrote.subject,
        wrote.text,
        html=wrote.html,
        kind=kind,
        language=wrote.language,
        event_reference=event.reference,
    )
