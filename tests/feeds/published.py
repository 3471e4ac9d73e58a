"""Feeds made the way publication and the routes make them."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.catalogue.contacts import without_contacts
from app.catalogue.document import Document
from app.catalogue.models import CalendarEntries, CatalogueState, Publication, PublishedOrganisation
from app.catalogue.vevent import vevents
from app.extensions import db
from app.feeds.calendar import calendar
from app.registry.event import Event
from app.registry.times import instant

PUBLISHED = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def entries(document: Document, **others: Any) -> bytes:
    """The VEVENTs of one published event."""
    page = f"https://weeks.example/events/{document['slug']}"
    return vevents(document, **{"sequence": 0, "created": PUBLISHED, "changed": PUBLISHED, "url": page} | others)


def feed(*documents: Document, **others: Any) -> bytes:
    """A whole calendar of published events."""
    chunks = [entries(document, **others) for document in documents]
    return calendar("Events, all; of them", "Co-production Week", chunks)


def publish(number: int, document: Document) -> None:
    """Put one event straight into the catalogue, under a number of its own."""
    uid, slug = str(uuid5(NAMESPACE_URL, str(number))), document["slug"]
    said = {"uid": uid, "reference": f"CW-{number}", "slug": slug, "origin": "submitted"}
    days = sorted(date.fromisoformat(session["starts_on"]) for session in document["sessions"])
    organisation = document["organisation"]
    db.session.add(Event(id=number, created_at=PUBLISHED, happening="going_ahead", happening_reason="", **said))
    db.session.flush()
    db.session.add(
        Publication(
            event_id=number,
            **said,
            kind=document["kind"],
            happening=document["happening"],
            format=document["format"],
            cost=document["cost"],
            week=document["week"]["slug"] if document["week"] else None,
            organisation=organisation["slug"],
            festival=document["festival"]["slug"] if document["festival"] else None,
            council="",
            starts_at=instant(days[0], time(10)),
            ends_at=instant(days[-1], time(11, 30)),
            entries_end_at=instant(days[-1], time(11, 30)),
            search_text="",
            card={},
            document=document,
            vevents_kept=entries(without_contacts(document)),
            sequence=0,
            first_published_at=PUBLISHED,
            changed_at=PUBLISHED,
        )
    )
    db.session.flush()
    db.session.add(CalendarEntries(event_id=number, vevents=entries(document)))
    if document["happening"] != "withdrawn":
        db.session.merge(PublishedOrganisation(slug=organisation["slug"], name=organisation["name"], document={}))
    db.session.merge(CatalogueState(id=1, version=number, changed_at=PUBLISHED, made_for=""))
    db.session.commit()
