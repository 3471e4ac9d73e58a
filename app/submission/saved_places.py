"""Places given before that may be used again."""

from sqlalchemy import ColumnElement, or_, select

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organisation import Organisation, folded
from app.registry.organiser import event_organiser
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.submission.ownership import signed_in

MOST_READ, MOST_SHOWN = 60, 8


def places_given_before(event: Event) -> list[EventPlace]:
    """Places of public events, newest first, each once: of this organiser's events, and of the organisation named.

    Anybody may name an organisation, so of its places only those are offered whose door is public anyway.
    """
    organiser = signed_in()
    name = event.latest.organisation_name
    whose: list[ColumnElement[bool]] = []
    if organiser is not None:
        own = select(event_organiser.c.event_id).where(event_organiser.c.organiser_id == organiser.id)
        whose.append(Revision.event_id.in_(own))
    if name:
        of_name = select(Event.id).join(Organisation).where(Organisation.folded_name == folded(name))
        whose.append(Revision.event_id.in_(of_name) & EventPlace.area_only.is_(False))
    if not whose:
        return []
    query = (
        select(EventPlace)
        .join(Revision, Revision.id == EventPlace.revision_id)
        .where(Revision.state == State.APPROVED, Revision.event_id != event.id, EventPlace.venue != "", or_(*whose))
        .order_by(EventPlace.id.desc())
        .limit(MOST_READ)
    )
    different: dict[tuple[str, str], EventPlace] = {}
    for place in db.session.scalars(query):
        different.setdefault((place.venue.casefold(), place.postcode), place)
    return list(different.values())[:MOST_SHOWN]


def described(place: EventPlace) -> str:
    """A place as an answer to choose."""
    town = f"{place.town} {place.postcode}".strip()
    return ", ".join(part for part in (place.venue, place.address, town) if part)
