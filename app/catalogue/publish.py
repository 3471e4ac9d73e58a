"""The only writer of the catalogue, always in the transaction of the decision that caused it."""

import json
from collections.abc import Iterator
from typing import Any

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import delete, exists, insert, select, update

from app.catalogue import history, search
from app.catalogue.addresses import page_address
from app.catalogue.document import Document, document, sessions
from app.catalogue.models import (
    CatalogueState,
    Publication,
    PublicationFacet,
    PublishedOrganisation,
    PublishedWeek,
)
from app.catalogue.vevent import vevents
from app.catalogue.wording import when, where
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.event import Event
from app.registry.organisation import Organisation
from app.registry.vocabularies.kinds import Format, Happening
from app.registry.vocabularies.together import facets_of, pays_costs
from app.shared.clock import now


def publish(event: Event) -> Publication | None:
    """Make an event's public row from its revisions and decisions, or remove it where nothing is approved.

    The event needs its slug and organisation. The festival's children are made again, as they name it.
    """
    db.session.flush()
    bump()  # first, as it locks the counter's row: of two at once the second reads what the first decided
    db.session.expire(event, ["decisions", "happening", "happening_reason"])
    past = history.read(event)
    if past is None:
        unpublish(event.id)
        return None
    row = write(event, past)
    for child in db.session.scalars(select(Event).where(Event.agreed_festival_id == event.id).order_by(Event.id)):
        if (its_past := history.read(child)) is not None:
            write(child, its_past)
    return row


def write(event: Event, past: history.History) -> Publication:
    """Put one event's row, facets and words into the catalogue."""
    with force_locale("en"):  # not the language of whoever's request it is: a rebuild must make the same
        return write_row(event, past)


def write_row(event: Event, past: history.History) -> Publication:
    """The same, in the language of now."""
    doc = document(event, past.revision)
    url = current_app.config["SITE_URL"] + page_address(doc["kind"], doc["slug"])
    row = db.session.get(Publication, event.id)
    named_before = row.organisation if row else None
    row = row or Publication(event_id=event.id)
    for name, value in columns(event, past, doc, url).items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    if named_before is not None:
        search.forget(event.id)
        db.session.execute(delete(PublicationFacet).where(PublicationFacet.event_id == event.id))
    if values := [{"event_id": event.id, "facet": facet, "value": value} for facet, value in facets(doc)]:
        db.session.execute(insert(PublicationFacet), values)
    search.index(event.id, row.search_text)
    if event.organisation is not None and event.happening != Happening.WITHDRAWN:
        publish_organisation(event.organisation)
    if named_before is not None:
        forget_if_empty(named_before)
    return row


def columns(event: Event, past: history.History, doc: Document, url: str) -> dict[str, Any]:
    """Every column of the row."""
    place = doc["place"]
    shown_when, shown_where = when(doc["sessions"]), where(doc)
    return {
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
        "nation": place["nation"] if place else None,
        "region": place["region"] if place else None,
        "council": place["council"] if place else "",
        "latitude": place["latitude"] if place else None,
        "longitude": place["longitude"] if place else None,
        "starts_at": min(s.starts_at for s in past.revision.sessions),
        "ends_at": max(s.ends_at or s.starts_at for s in past.revision.sessions),
        "search_text": words(doc),
        "card": card(doc, shown_when, shown_where),
        "document": doc,
        "vevents": vevents(
            doc,
            gone=sessions(past.gone),
            sequence=past.sequence,
            created=past.first_published_at,
            changed=past.changed_at,
            url=url,
        ),
        "feature": feature(event.uid, doc, url, shown_when, shown_where),
        "sequence": past.sequence,
        "first_published_at": past.first_published_at,
        "changed_at": past.changed_at,
    }


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


def unpublish(event_id: int) -> None:
    """Take an event's row out."""
    named = db.session.scalar(select(Publication.organisation).where(Publication.event_id == event_id))
    search.forget(event_id)
    db.session.execute(delete(PublicationFacet).where(PublicationFacet.event_id == event_id))
    db.session.execute(delete(Publication).where(Publication.event_id == event_id))
    if named is not None:
        forget_if_empty(named)


def publish_organisation(row: Organisation) -> None:
    """Put an organisation's public facts into the catalogue."""
    facts = {"name": row.name, "kind": row.kind, "website": row.website, "summary": row.summary}
    facts |= {"logo": row.logo, "logo_alt": row.logo_alt}
    db.session.merge(PublishedOrganisation(slug=row.slug, name=row.name, document=facts))


def forget_if_empty(slug: str) -> None:
    """Take an organisation out that no public event names any more."""
    named = exists().where(Publication.organisation == slug, Publication.happening != Happening.WITHDRAWN)
    db.session.execute(
        delete(PublishedOrganisation)
        .where(PublishedOrganisation.slug == slug, ~named)
        .execution_options(synchronize_session=False)
    )


def publish_week(row: Campaign) -> None:
    """Put a campaign's public facts into the catalogue."""
    facts = {
        "name": row.name,
        "name_cy": row.name_cy,
        "host": row.host,
        "year": row.year,
        "theme": row.theme,
        "hashtag": row.hashtag,
        "website": row.website,
        "note": row.note,
    }
    first = row.first_day.isoformat() if row.first_day else None
    last = row.last_day.isoformat() if row.last_day else None
    db.session.merge(PublishedWeek(slug=row.slug, nation=row.nation, first_day=first, last_day=last, document=facts))
    bump()


def bump(made_for: str | None = None) -> None:
    """Raise the catalogue's counter, so that every kept answer and ETag is out of date."""
    values: dict[str, Any] = {"version": CatalogueState.version + 1, "changed_at": now()}
    if made_for is not None:
        values["made_for"] = made_for
    found = db.session.execute(
        update(CatalogueState)
        .values(values)
        .returning(CatalogueState.id)
        .execution_options(synchronize_session=False)
    ).first()
    if found is None:
        db.session.add(CatalogueState(id=1, version=1, changed_at=now(), made_for=made_for or ""))
        db.session.flush()


def rebuild(made_for: str | None = None) -> Iterator[int]:
    """Make the whole catalogue again from revisions and decisions, yielding each event's id as it is done."""
    for model in (PublicationFacet, Publication, PublishedOrganisation, PublishedWeek):
        db.session.execute(delete(model))
    for campaign in db.session.scalars(select(Campaign).order_by(Campaign.id)):
        publish_week(campaign)
    for event_id in db.session.scalars(select(Event.id).where(Event.slug.is_not(None)).order_by(Event.id)).all():
        event = db.session.get_one(Event, event_id)
        search.forget(event_id)
        if (past := history.read(event)) is not None:
            write(event, past)
        yield event_id
        db.session.flush()
        db.session.expunge_all()
    bump(made_for)
