"""An event for search engines: schema.org Event as JSON-LD, only what the page itself says."""

import json
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from app.browse.schema_org_access import amenities, openactive
from app.catalogue.addresses import page_address
from app.catalogue.document import Document, PlaceDocument, SessionDocument
from app.catalogue.models import Publication
from app.registry.times import instant, local
from app.registry.vocabularies.joining import Cost
from app.registry.vocabularies.kinds import EventKind, Format, Happening, Origin

STATUS = {
    Happening.GOING_AHEAD: "EventScheduled",
    Happening.POSTPONED: "EventPostponed",
    Happening.MOVED_ONLINE: "EventMovedOnline",
    Happening.CANCELLED: "EventCancelled",
}
ATTENDANCE = {Format.IN_PERSON: "Offline", Format.ONLINE: "Online", Format.HYBRID: "Mixed"}
SCHEMA = "https://schema.org/"


def structured(publication: Publication, url: str) -> Markup | None:
    """The text of a JSON-LD script element. None for an example: it is not a real event."""
    document: Any = publication.document
    if publication.origin == Origin.EXAMPLE:
        return None
    text = json.dumps(event_data(document, url), ensure_ascii=False, sort_keys=True)
    # Nothing an organiser writes may end the element or open a comment in it (HTML §4.12.1.3).
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def event_data(document: Document, url: str) -> dict[str, Any]:
    """The properties of one event. Facts that are not known are left out.

    There is no ``previousStartDate``: a postponed event keeps its old date until a new one is approved, and what is
    approved is public as it stands, without the date that it had before.
    """
    sessions = document["sessions"]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Festival" if document["kind"] == EventKind.FESTIVAL else "Event",
        "name": document["title"],
        "description": document["summary"],
        "url": url,
        "identifier": document["reference"],
        "eventStatus": SCHEMA + STATUS[Happening(document["happening"])],
        "inLanguage": document["languages"],
        "organizer": organizer(document),
        "location": locations(document, url),
        "startDate": min((starts(one) for one in sessions), default=None),
        "endDate": max((ends(one) for one in sessions), default=None),
        "maximumAttendeeCapacity": document["capacity"],
        **openactive(document),
    }
    if document["format"] in ATTENDANCE or document["happening"] == Happening.MOVED_ONLINE:
        moved = document["happening"] == Happening.MOVED_ONLINE
        how = "Online" if moved else ATTENDANCE[Format(document["format"])]
        data["eventAttendanceMode"] = f"{SCHEMA}{how}EventAttendanceMode"
    data |= costs(document, url)
    if len(sessions) > 1:
        data["subEvent"] = [part(document, one) for one in sessions]
    if festival := document["festival"]:
        site = url.rsplit("/", 2)[0]
        address = site + page_address(EventKind.FESTIVAL, festival["slug"])
        data["superEvent"] = {"@type": "Festival", "name": festival["title"], "url": address}
    return {name: value for name, value in data.items() if value not in (None, [], "")}


def costs(document: Document, url: str) -> dict[str, Any]:
    """What it costs, as far as that is known: a price only where it is nothing."""
    if document["cost"] == Cost.FREE:
        offer = {"@type": "Offer", "price": 0, "priceCurrency": "GBP", "url": document["booking_url"] or url}
        return {"isAccessibleForFree": True, "offers": offer}
    said: dict[str, Any] = {"isAccessibleForFree": False} if document["cost"] == Cost.PAID else {}
    if document["booking_url"]:
        said["offers"] = {"@type": "Offer", "url": document["booking_url"]}
    return said


def organizer(document: Document) -> dict[str, str]:
    """Who holds it."""
    facts = {"name": document["organisation"]["name"], "url": document["organisation"]["website"]}
    return {"@type": "Organization"} | {name: value for name, value in facts.items() if value}


def part(document: Document, session: SessionDocument) -> dict[str, str]:
    """One of several dates."""
    name = f"{document['title']}: {session['label']}" if session["label"] else document["title"]
    return {"@type": "Event", "name": name, "startDate": starts(session), "endDate": ends(session)}


def starts(session: SessionDocument) -> str:
    """ISO 8601 with the offset of that day; a date alone where there is no time."""
    return moment(session["starts_on"], session["start_time"], session["timezone"])


def ends(session: SessionDocument) -> str:
    """The end; where it is not known, the last day."""
    return moment(session["ends_on"], session["end_time"], session["timezone"])


def moment(day: str, at: str | None, timezone: str) -> str:
    """A wall-clock time as ISO 8601."""
    if at is None:
        return day
    zone = ZoneInfo(timezone)
    return local(instant(date.fromisoformat(day), time.fromisoformat(at), zone), zone).isoformat()


def locations(document: Document, url: str) -> list[dict[str, Any]]:
    """A place, a link to join, or both. A private link is not told: the page is where to ask for it."""
    moved = document["happening"] == Happening.MOVED_ONLINE
    found: list[dict[str, Any]] = []
    if document["place"] and not moved:
        found.append(venue(document["place"]) | known_amenities(document))
    if moved or document["format"] in (Format.ONLINE, Format.HYBRID):
        found.append({"@type": "VirtualLocation", "url": document["online_url"] or url})
    return found


def known_amenities(document: Document) -> dict[str, Any]:
    """What the place has or lacks for access, where that is known."""
    found = amenities(document)
    return {"amenityFeature": found} if found else {}


def venue(place: PlaceDocument) -> dict[str, Any]:
    """A place with its address; its point only where the door may be shown."""
    address = {
        "streetAddress": place["address"],
        "addressLocality": place["town"],
        "postalCode": place["postcode"],
        "addressCountry": "GB" if place["nation"] else "",
    }
    said = {name: value for name, value in address.items() if value}
    data: dict[str, Any] = {"@type": "Place", "name": place["venue"] or place["town"] or place["postcode"]}
    data["address"] = {"@type": "PostalAddress", **said}
    if not place["area_only"] and place["latitude"] is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place["latitude"],
            "longitude": place["longitude"],
        }
    return data
