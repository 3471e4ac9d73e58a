"""What the public may see of one event, as plain data. The one place where private things are left out."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, cast

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from app.catalogue.markdown import to_html
from app.extensions import db
from app.geography.postcodes import outward_of, without_doors
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.picture import dimensions
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.vocabularies.kinds import EventKind, Happening
from app.registry.vocabularies.together import NOT_PUBLIC


class SessionDocument(TypedDict):
    """One date and time. Dates are ``YYYY-MM-DD``, times ``HH:MM`` on the wall clock of ``timezone``."""

    uid: str
    label: str
    timing: str
    starts_on: str
    start_time: str | None
    ends_on: str
    end_time: str | None
    doors_time: str | None
    drop_in: bool
    timezone: str


class PlaceDocument(TypedDict):
    """A venue, or only an area (``area_only``: no venue, address or full postcode, and a point of the area)."""

    venue: str
    address: str
    town: str
    postcode: str
    area_only: bool
    latitude: float | None
    longitude: float | None
    nation: str | None
    region: str | None
    council: str


class ImageDocument(TypedDict):
    """A picture, by its key under ``/pictures/``, with words for people who cannot see it. Pixels."""

    key: str
    alt: str
    width: int
    height: int


class Document(TypedDict):
    """Everything an event's page, its calendar entry and its data show. Codes are those of the vocabularies.

    ``parts`` are the UIDs of the VEVENTs that are part of a festival.
    """

    title: str
    title_cy: str
    summary: str
    summary_cy: str
    description: str
    description_html: str
    description_cy: str
    description_cy_html: str
    kind: str
    origin: str
    source_url: str
    reference: str
    slug: str
    happening: str
    happening_reason: str
    languages: list[str]
    audience: list[str]
    audience_note: str
    website: str
    image: ImageDocument | None
    format: str
    sessions: list[SessionDocument]
    place: PlaceDocument | None
    online_how: str
    online_url: str
    phone_in: str
    access: dict[str, dict[str, str]]
    access_note: str
    access_checked_how: str
    access_checked_on: str | None
    access_contact: dict[str, str]
    access_ask_by: str | None
    together: dict[str, Any]
    cost: str
    cost_note: str
    booking: str
    booking_url: str
    booking_phone: str
    booking_email: str
    booking_by: str | None
    capacity: int | None
    organisation: dict[str, str]
    contact: dict[str, str]
    week: dict[str, str] | None
    festival: dict[str, str] | None
    parts: list[str]


# Copied as they are from the revision: none of them is private.
OPEN_FIELDS = (
    "title",
    "summary",
    "description",
    "title_cy",
    "summary_cy",
    "description_cy",
    "languages",
    "audience",
    "audience_note",
    "website",
    "format",
    "online_how",
    "phone_in",
    "access",
    "access_note",
    "access_checked_how",
    "access_contact",
    "cost",
    "cost_note",
    "booking",
    "booking_url",
    "booking_phone",
    "booking_email",
    "capacity",
)


def document(event: Event, revision: Revision) -> Document:
    """The public document of an event, from what one revision says. Publishing adds its ``parts``."""
    fields: dict[str, Any] = {name: getattr(revision, name) for name in OPEN_FIELDS}
    fields |= {
        "kind": revision.kind,
        "origin": event.origin,
        "source_url": event.source_url,
        "reference": event.reference,
        "slug": event.slug,
        "happening": event.happening,
        "happening_reason": event.happening_reason,
        "description_html": to_html(revision.description),
        "description_cy_html": to_html(revision.description_cy),
        "image": image(revision),
        "sessions": sessions(revision.sessions),
        "place": place(revision.place),
        "online_url": revision.online_url if revision.online_url_public else "",
        "together": {code: said for code, said in revision.together.items() if code not in NOT_PUBLIC},
        "access_checked_on": day(revision.access_checked_on),
        "access_ask_by": day(revision.access_ask_by),
        "booking_by": day(revision.booking_by),
        "organisation": organisation(event, revision),
        "contact": contact(revision),
        "week": week(revision),
        "festival": festival(event, revision),
        "parts": [],
    }
    return cast(Document, fields)


def day(value: date | None) -> str | None:
    """A date as ``YYYY-MM-DD``."""
    return value.isoformat() if value else None


def image(revision: Revision) -> ImageDocument | None:
    """The picture, where it has a description and everyone in it agreed."""
    return described(revision.image, revision.image_alt) if revision.image_consent else None


def described(key: str, alt: str) -> ImageDocument | None:
    """A picture that has a description; a logo needs no more."""
    if not (key and alt):
        return None
    width, height = dimensions(key)
    return ImageDocument(key=key, alt=alt, width=width, height=height)


def sessions(rows: Sequence[EventSession]) -> list[SessionDocument]:
    """Dates and times, in the organiser's order."""
    return [
        SessionDocument(
            uid=row.uid,
            label=row.label,
            timing=row.timing,
            starts_on=row.starts_on.isoformat(),
            start_time=row.start_time.strftime("%H:%M") if row.start_time else None,
            ends_on=row.ends_on.isoformat(),
            end_time=row.end_time.strftime("%H:%M") if row.end_time else None,
            doors_time=row.doors_time.strftime("%H:%M") if row.doors_time else None,
            drop_in=bool(row.drop_in),
            timezone=row.timezone,
        )
        for row in rows
    ]


def place(row: EventPlace | None) -> PlaceDocument | None:
    """The place. Of an area-only place: the town, the outward code and a point rounded to about 7 miles."""
    if row is None:
        return None
    whole = not row.area_only
    digits = 5 if whole else 1
    return PlaceDocument(
        venue=row.venue if whole else "",
        address=row.address if whole else "",
        town=row.town if whole else without_doors(row.town),
        postcode=row.postcode if whole else outward_of(row.postcode),
        area_only=row.area_only,
        latitude=None if row.latitude is None else round(row.latitude, digits),
        longitude=None if row.longitude is None else round(row.longitude, digits),
        nation=row.nation,
        region=row.region,
        council=row.council,
    )


def organisation(event: Event, revision: Revision) -> dict[str, str]:
    """Who holds it: the organisation's own row, or before approval what the revision says (no slug yet)."""
    if event.organisation is None:
        return {
            "slug": "",
            "name": revision.organisation_name,
            "kind": revision.organisation_kind,
            "website": revision.organisation_website,
        }
    row = event.organisation
    return {"slug": row.slug, "name": row.name, "kind": row.kind, "website": row.website}


def contact(revision: Revision) -> dict[str, str]:
    """The public contact: only the details whose showing was agreed to, one by one."""
    names = ("role", "email", "phone", "text_relay")
    details = {name: str(getattr(revision, f"contact_{name}")) for name in names}
    return {name: value for name, value in details.items() if value and (name in revision.contact_shown)}


def week(revision: Revision) -> dict[str, str] | None:
    """The Week it is part of."""
    return {"slug": revision.campaign.slug, "name": revision.campaign.name} if revision.campaign else None


def festival(event: Event, revision: Revision) -> dict[str, str] | None:
    """The public festival it belongs to, once its host has agreed.

    ``uid`` is that of a VEVENT, the festival's first session, for RELATED-TO.
    """
    parent = revision.festival
    if parent is None or parent.approved is None or event.agreed_festival_id != parent.id:
        return None
    if parent.happening == Happening.WITHDRAWN or not parent.approved.sessions:
        return None
    return {"slug": str(parent.slug), "title": parent.approved.title, "uid": parent.approved.sessions[0].uid}


def parts(event: Event) -> list[str]:
    """The UIDs of the dates of all public events whose place in this festival was agreed, for RELATED-TO."""
    if event.happening == Happening.WITHDRAWN or all(row.kind != EventKind.FESTIVAL for row in event.revisions):
        return []
    newer = aliased(Revision)
    superseded = exists().where(
        newer.event_id == Revision.event_id, newer.state == State.APPROVED, newer.number > Revision.number
    )
    query = (
        select(EventSession.uid)
        .join(Revision, Revision.id == EventSession.revision_id)
        .join(Event, Event.id == Revision.event_id)
        .where(Event.agreed_festival_id == event.id, Event.happening != Happening.WITHDRAWN)
        .where(Revision.state == State.APPROVED, Revision.festival_id == event.id, ~superseded)
        .order_by(Event.id, EventSession.position, EventSession.id)
    )
    return list(db.session.scalars(query))
