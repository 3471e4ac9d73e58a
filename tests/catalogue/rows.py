"""The catalogue's rows for tests, made from public documents as publishing would make them."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from app.catalogue import publish, search
from app.catalogue import row as row_of
from app.catalogue.addresses import page_address
from app.catalogue.document import Document, SessionDocument
from app.catalogue.finished import finished
from app.catalogue.models import CalendarEntries, Publication, PublicationFacet, PublishedOrganisation, PublishedWeek
from app.catalogue.vevent import vevents
from app.catalogue.wording import when, where
from app.extensions import db
from app.registry.event import REFERENCE_LETTERS, Event
from app.registry.slugs import slugify
from app.registry.times import end_of, instant
from tests.catalogue.documents import a_document

LONG_AGO = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
SITE = "http://127.0.0.1:5000"


def published(title: str = "Sharing circle", **others: Any) -> Publication:
    """An event in the catalogue, not yet committed. ``others`` replace fields of the document."""
    changed_at = others.pop("changed_at", LONG_AGO)
    # Alone unless the test says so: the document's own festival, Week and organisation are rows of their own.
    others = {"title": title, "title_cy": "", "summary_cy": "", "description_cy": "", "festival": None} | others
    others.setdefault("slug", slugify(title))
    others.setdefault("reference", reference(others["slug"]))
    document = a_document(**others)
    event = Event(
        uid=str(uuid5(NAMESPACE_URL, document["slug"])),
        reference=document["reference"],
        slug=document["slug"],
        origin=document["origin"],
        created_at=LONG_AGO,
    )
    db.session.add(event)
    db.session.flush()
    row = Publication(event_id=event.id, **columns(document, event.uid, changed_at))
    db.session.add(row)
    db.session.flush()
    db.session.add(CalendarEntries(event_id=event.id, vevents=entries(document)))
    db.session.flush()
    for facet, value in row_of.facets(document):
        db.session.add(PublicationFacet(event_id=event.id, facet=facet, value=value))
    search.index({event.id: row.search_text})
    publish.bump()
    return row


def reference(slug: str) -> str:
    """A reference of its own for every slug."""
    number = uuid5(NAMESPACE_URL, slug).int
    letters = []
    for _ in range(6):
        number, left = divmod(number, len(REFERENCE_LETTERS))
        letters.append(REFERENCE_LETTERS[left])
    return "CW-" + "".join(letters)


def columns(document: Document, uid: str, changed_at: datetime = LONG_AGO) -> dict[str, Any]:
    """What publishing writes for a document."""
    url = SITE + page_address(document["kind"], document["slug"])
    place = document["place"]
    said = (when(document["sessions"]), where(document))
    same = ("reference", "slug", "kind", "origin", "happening", "format", "cost")
    row: dict[str, Any] = {name: document[name] for name in same}  # type: ignore[literal-required]
    row |= {
        "uid": uid,
        "week": document["week"]["slug"] if document["week"] else None,
        "organisation": document["organisation"]["slug"],
        "festival": document["festival"]["slug"] if document["festival"] else None,
        "nation": place["nation"] if place else None,
        "region": place["region"] if place else None,
        "council": place["council"] if place else "",
        "latitude": place["latitude"] if place else None,
        "longitude": place["longitude"] if place else None,
        "starts_at": min(starts_at(one) for one in document["sessions"]),
        "ends_at": max(ends_at(one) for one in document["sessions"]),
        "entries_end_at": max(ends_at(one) for one in document["sessions"]),
        "search_text": row_of.words(document),
        "card": row_of.card(document, *said),
        "document": document,
        "feature": row_of.feature(uid, document, url, *said),
        "sequence": 0,
        "first_published_at": LONG_AGO,
        "changed_at": changed_at,
    }
    return row | finished(row | {"vevents": entries(document)}, SITE, url, [])


def entries(document: Document) -> bytes:
    """The VEVENTs of a document."""
    url = SITE + page_address(document["kind"], document["slug"])
    return vevents(document, gone=[], sequence=0, created=LONG_AGO, changed=LONG_AGO, url=url)


def starts_at(session: SessionDocument) -> datetime:
    """When a session begins (UTC)."""
    at = time.fromisoformat(session["start_time"] or "00:00")
    return instant(date.fromisoformat(session["starts_on"]), at, ZoneInfo(session["timezone"]))


def ends_at(session: SessionDocument) -> datetime:
    """When a session is over (UTC); its start where a timed session's end is not known."""
    day = date.fromisoformat(session["ends_on"])
    if session["end_time"]:
        return instant(day, time.fromisoformat(session["end_time"]), ZoneInfo(session["timezone"]))
    return starts_at(session) if session["start_time"] else end_of(day)


def a_week(slug: str = "co-production-week-2027", **others: Any) -> PublishedWeek:
    """The Week of the documents, 5 to 9 July 2027."""
    first, last = others.pop("first_day", "2027-07-05"), others.pop("last_day", "2027-07-09")
    facts = {
        "name": "Co-production Week 2027",
        "name_cy": "",
        "host": "The Circle",
        "year": 2027,
        "theme": "What we make together",
        "hashtag": "#CoProWeek",
        "website": "https://week.example/",
        "note": "",
    }
    row = PublishedWeek(slug=slug, nation=None, first_day=first, last_day=last, document=facts | others)
    db.session.add(row)
    return row


def an_organisation(slug: str = "circle", name: str = "The Circle", **others: Any) -> PublishedOrganisation:
    """Who holds the documents' event."""
    facts = {"name": name, "kind": "user_led", "website": "https://circle.example/", "summary": "We meet."}
    facts |= {"logo": "", "logo_alt": ""}
    row = PublishedOrganisation(slug=slug, name=name, document=facts | others)
    db.session.add(row)
    return row
