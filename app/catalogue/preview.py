"""An event's page before it is public, made from the same document by the same presenter. Writes nothing."""

from datetime import date

from app.catalogue.document import document
from app.catalogue.event_page import EventPage
from app.catalogue.models import Publication
from app.catalogue.row import card
from app.catalogue.wording import when, where
from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.times import start_of


def preview(event: Event, revision: Revision, today: date) -> EventPage:
    """The page as the public will see what a revision says. ``today`` is the date in London."""
    doc = document(event, revision)
    sessions, place = revision.sessions, doc["place"]
    shown = Publication(
        slug=event.slug or "",
        kind=doc["kind"],
        origin=event.origin,
        happening=event.happening,
        format=doc["format"],
        cost=doc["cost"],
        card=card(doc, when(doc["sessions"]), where(doc)),
        document=doc,
        starts_at=min((one.starts_at for one in sessions), default=start_of(today)),
        ends_at=max((one.ends_at or one.starts_at for one in sessions), default=start_of(today)),
        latitude=place["latitude"] if place else None,
        longitude=place["longitude"] if place else None,
    )
    return EventPage(shown, today, is_preview=True)
