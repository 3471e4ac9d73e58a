"""What the catalogue holds of one event: columns, card, map feature, facets and words, all from its document."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from flask import current_app

from app.catalogue import history, search, well_formed
from app.catalogue.addresses import page_address, picture_address
from app.catalogue.document import Document, document, parts, sessions
from app.catalogue.faces import CALENDAR, DATA, MAP, Faces
from app.catalogue.finished import finished
from app.catalogue.vevent import vevents
from app.catalogue.wording import when, where
from app.registry.event import Event
from app.registry.session import EventSession
from app.registry.vocabularies.kinds import Format, Happening, Origin
from app.registry.vocabularies.together import facets_of, pays_costs

# What ``finished`` makes; empty where it cannot.
DATA_COLUMNS = ("record", "record_contacts", "sheet_rows", "sheet_contacts", "news_entry", "vevents_kept")


class Entry(NamedTuple):
    """What one event puts into the catalogue."""

    row: dict[str, Any]
    vevents: dict[str, Any]
    facets: list[dict[str, Any]]


def entry(event: Event, faces: Faces) -> Entry | None:
    """An event's row and facets; None where nothing of it was ever approved."""
    past = history.read(event)
    if past is None:
        return None
    row = {"event_id": event.id, **columns(event, past, faces)}
    entries = {"event_id": event.id, "vevents": row.pop("vevents")}
    found = [{"event_id": event.id, "facet": facet, "value": value} for facet, value in facets(row["document"])]
    return Entry(row, entries, found)


def columns(event: Event, past: history.History, faces: Faces) -> dict[str, Any]:
    """Every column of the row and its VEVENTs. What cannot be made for a face is empty, and noted there."""
    doc: Document = {**document(event, past.revision), "parts": parts(event)}
    url = current_app.config["SITE_URL"] + page_address(doc["kind"], doc["slug"])
    shown_when, shown_where = when(doc["sessions"], from_archive=event.origin == Origin.ARCHIVE), where(doc)
    replanned_at = past.replanned_at.astimezone(UTC).isoformat(timespec="seconds")
    row: dict[str, Any] = {
        "uid": event.uid,
        "reference": event.reference,
        "slug": event.slug,
        "kind": doc["kind"],
        "origin": event.origin,
        "happening": event.happening,
        "format": doc["format"],
        "cost": doc["cost"],
        "week": doc["week"]["slug"] if doc["week"] else None,
        "organisation": doc["organisation"]["slug"],
        "festival": doc["festival"]["slug"] if doc["festival"] else None,
        **area(doc["place"]),
        "starts_at": min(s.starts_at for s in past.revision.sessions),
        "ends_at": last_end(past.revision.sessions),
        "entries_end_at": last_end([*past.revision.sessions, *past.gone]),
        "search_text": words(doc),
        "card": card(doc, shown_when, shown_where) | {"replanned_at": replanned_at},
        "document": doc,
        "vevents": faces.make(CALENDAR, lambda: calendar_entries(doc, past), well_formed.vevents) or b"",
        "feature": faces.make(
            MAP, lambda: feature(event.uid, doc, url, shown_when, shown_where), well_formed.feature
        ),
        "sequence": past.sequence,
        "first_published_at": past.first_published_at,
        "changed_at": past.changed_at,
    }
    site, gone = current_app.config["SITE_URL"], sessions(past.gone)
    return row | (faces.make(DATA, lambda: finished(row, site, url, gone)) or dict.fromkeys(DATA_COLUMNS))


def last_end(dates: Iterable[EventSession]) -> datetime:
    """When the last of some dates ends, in UTC; where no end is known, when it starts."""
    return max(one.ends_at or one.starts_at for one in dates)


def calendar_entries(doc: Document, past: history.History) -> bytes:
    """The VEVENTs of the event, among them those of dates taken out."""
    site = current_app.config["SITE_URL"]
    return vevents(
        doc,
        gone=sessions(past.gone),
        sequence=past.sequence,
        created=past.first_published_at,
        changed=past.changed_at,
        url=site + page_address(doc["kind"], doc["slug"]),
        picture=site + picture_address(doc["image"]["key"]) if doc["image"] else "",
    )


def area(place: Mapping[str, object] | None) -> dict[str, object]:
    """Where it is, as far as the public may know."""
    nowhere = {"nation": None, "region": None, "council": "", "latitude": None, "longitude": None}
    return {name: (place or nowhere)[name] for name in nowhere}


def card(doc: Document, shown_when: str, shown_where: str) -> dict[str, Any]:
    """What a list shows of an event."""
    sure = [code for code, answer in doc["access"].items() if answer["state"] == "yes"]
    return {
        "title": doc["title"],
        "title_cy": doc["title_cy"],
        "summary": doc["summary"],
        "summary_cy": doc["summary_cy"],
        "when": shown_when,
        "where": shown_where,
        "organisation": doc["organisation"]["name"],
        "festival": doc["festival"]["title"] if doc["festival"] else "",
        "access": sure,
        "languages": doc["languages"],
    }


def feature(uid: str, doc: Document, url: str, shown_when: str, shown_where: str) -> bytes:
    """The event's GeoJSON feature (RFC 7946 §3.2): longitude first; no geometry where there is no public point."""
    place = doc["place"]
    point = None
    if place and place["latitude"] is not None and doc["happening"] != Happening.MOVED_ONLINE:
        point = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
    properties = {
        "title": doc["title"],
        "url": url,
        "when": shown_when,
        "where": shown_where,
        "summary": doc["summary"],
        "kind": doc["kind"],
        "format": doc["format"],
        "happening": doc["happening"],
        "area_only": bool(place and place["area_only"]),
    }
    value = {"type": "Feature", "id": uid, "geometry": point, "properties": properties}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def facets(doc: Document) -> Iterator[tuple[str, str]]:
    """The values of the facets an event can have many of."""
    for code, answer in sorted(doc["access"].items()):
        if answer["state"] == "yes":
            yield "access", code
        elif answer["state"] == "on_request":
            yield "on_request", code
    if doc["format"] in {Format.ONLINE, Format.HYBRID} or doc["happening"] == Happening.MOVED_ONLINE:
        yield "access", "online_or_hybrid"
    if pays_costs(doc["together"]):
        yield "access", "costs_paid"
    for code in facets_of(doc["together"]):
        yield "together", code
    for code in sorted(set(doc["audience"])):
        yield "audience", code
    for code in sorted(set(doc["languages"])):
        yield "language", code


def words(doc: Document) -> str:
    """The words people find an event by, without accents."""
    parts = [doc["title"], doc["title_cy"], doc["summary"], doc["summary_cy"], doc["description"]]
    parts += [doc["description_cy"], doc["organisation"]["name"], doc["audience_note"], doc["reference"]]
    if place := doc["place"]:
        parts += [place["venue"], place["address"], place["town"], place["postcode"], place["council"]]
    parts.append(doc["week"]["name"] if doc["week"] else "")
    parts.append(doc["festival"]["title"] if doc["festival"] else "")
    return search.plain("\n".join(part for part in parts if part))
