"""Ways to reach people, which are public only until a month after the event, on every face."""

from datetime import date, datetime, timedelta

from app.catalogue.document import Document
from app.registry.times import start_of

CONTACTS_SHOWN_DAYS = 30  # after the event, as the privacy page says


def contacts_since(today: date) -> datetime:
    """Contacts are shown of events that end after this instant (UTC)."""
    return start_of(today - timedelta(days=CONTACTS_SHOWN_DAYS))


def still_shown(document: Document, *, ended: datetime, today: date) -> Document:
    """The document, without the ways to reach people once the event (over at a UTC instant) is a month past."""
    return document if ended > contacts_since(today) else without_contacts(document)


def without_contacts(document: Document) -> Document:
    """The document without the ways to reach people."""
    nobody: Document = {**document, "contact": {}, "access_contact": {}, "booking_phone": "", "booking_email": ""}
    return nobody
