"""Feeds made the way publication and the routes make them."""

from datetime import UTC, datetime
from typing import Any

from app.catalogue.document import Document
from app.catalogue.vevent import vevents
from app.feeds.calendar import calendar

PUBLISHED = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def entries(document: Document, **others: Any) -> bytes:
    """The VEVENTs of one published event."""
    page = f"https://weeks.example/events/{document['slug']}"
    return vevents(document, **{"sequence": 0, "created": PUBLISHED, "changed": PUBLISHED, "url": page} | others)


def feed(*documents: Document, **others: Any) -> bytes:
    """A whole calendar of published events."""
    chunks = [entries(document, **others) for document in documents]
    return calendar("Events, all; of them", "Co-production Week", chunks)
