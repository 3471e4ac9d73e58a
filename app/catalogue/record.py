"""One event as ``/events.json`` gives it: every public fact, finished when it is published."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, TypedDict, cast
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app.catalogue.described import Means, codes
from app.catalogue.document import Document, SessionDocument
from app.catalogue.openactive import information, support
from app.catalogue.record_parts import (
    INSTANT,
    AccessAnswer,
    ContactRecord,
    ContactsRecord,
    FestivalRecord,
    ImageRecord,
    OpenActiveRecord,
    OrganisationRecord,
    PlaceRecord,
    SessionRecord,
    TogetherRecord,
    WeekRecord,
)
from app.registry.session import Timing
from app.registry.times import instant
from app.registry.vocabularies.access import FEATURES, SHORT_CODES, AccessState, CheckedHow
from app.registry.vocabularies.joining import Audience, Booking, Cost
from app.registry.vocabularies.kinds import EventKind, Format, Happening, Language, Origin
from app.registry.vocabularies.together import FACETS, facets_of

COPIED = (
    *("reference", "kind", "origin", "title", "title_cy", "summary", "summary_cy", "description", "description_cy"),
    *("happening", "happening_reason", "format", "languages", "audience", "audience_note", "website"),
    *("online_how", "online_url", "phone_in", "access_note", "access_checked_how", "access_checked_on"),
    *("access_ask_by", "cost", "cost_note", "booking", "booking_url", "booking_by", "capacity"),
)


class EventRecord(TypedDict):
    """One event, festival or activity: every public fact."""

    id: Annotated[str, Means(_("Never changes, however the event is edited, moved or renamed"), format="uuid")]
    reference: Annotated[str, Means(_("A short code that people can say on the phone"))]
    url: Annotated[str, Means(_("Its page"), format="uri")]
    calendar: Annotated[str, Means(_("Its calendar file"), format="uri")]
    kind: Annotated[EventKind, Means(_("What it is"))]
    origin: Annotated[
        Origin, Means(_("Who told us: its organiser, or public pages (archive). Examples are not real"))
    ]
    title: Annotated[str, Means(_("What it is called"))]
    title_cy: Annotated[str, Means(_("The same in Welsh"))]
    summary: Annotated[str, Means(_("What it is, in a sentence or two"))]
    summary_cy: Annotated[str, Means(_("The same in Welsh"))]
    description: Annotated[str, Means(_("More about it, with simple Markdown"))]
    description_cy: Annotated[str, Means(_("The same in Welsh"))]
    happening: Annotated[Happening, Means(_("Whether it goes ahead. Please show it before anything else"))]
    happening_reason: Annotated[str, Means(_("Why not, in the organiser’s words"))]
    when: Annotated[str, Means(_("All dates and times in words"))]
    sessions: Annotated[list[SessionRecord], Means(_("All dates and times"))]
    where: Annotated[str, Means(_("Where, in words"))]
    place: Annotated[PlaceRecord | None, Means(_("Where it is; null where there is no place"))]
    format: Annotated[Format, Means(_("How people take part"))]
    online_how: Annotated[str, Means(_("How to join online"))]
    online_url: Annotated[str, Means(_("A link to join, where that is public"))]
    phone_in: Annotated[str, Means(_("A number to join by phone"))]
    languages: Annotated[list[str], Means(_("Languages it is held in (BCP 47)"), codes=codes(Language))]
    audience: Annotated[list[str], Means(_("Who it is for"), codes=codes(Audience))]
    audience_note: Annotated[str, Means(_("Who it is for, in the organiser’s words"))]
    access: Annotated[
        dict[str, AccessAnswer],
        Means(
            _("Answers about access. A feature that is not there is not known yet, never no"), keys=codes(FEATURES)
        ),
    ]
    access_note: Annotated[str, Means(_("More about access"))]
    access_guide: Annotated[str, Means(_("The venue’s own access guide"))]
    access_checked_how: Annotated[str, Means(_("How the answers were checked"), codes=("", *codes(CheckedHow)))]
    access_checked_on: Annotated[str | None, Means(_("When they were checked"), format="date")]
    access_ask_by: Annotated[str | None, Means(_("Last day to ask for what is on request"), format="date")]
    openactive: Annotated[OpenActiveRecord, Means(_("The same in the words of OpenActive"))]
    together: Annotated[TogetherRecord, Means(_("How it is co-produced"))]
    together_facets: Annotated[list[str], Means(_("Values of the parameter “together” it has"), codes=codes(FACETS))]
    cost: Annotated[Cost, Means(_("What it costs to come"))]
    cost_note: Annotated[str, Means(_("More about the cost"))]
    booking: Annotated[Booking, Means(_("Whether people book"))]
    booking_url: Annotated[str, Means(_("Where to book online"))]
    booking_by: Annotated[str | None, Means(_("Last day to book"), format="date")]
    capacity: Annotated[int | None, Means(_("How many places there are"))]
    website: Annotated[str, Means(_("Its own website"))]
    image: Annotated[ImageRecord | None, Means(_("Its picture; null where there is none"))]
    organisation: Annotated[OrganisationRecord, Means(_("Who holds it"))]
    week: Annotated[WeekRecord | None, Means(_("The Week it is part of"))]
    festival: Annotated[FestivalRecord | None, Means(_("The festival it is part of"))]
    first_published_at: Annotated[str, Means(_("When it first appeared (UTC)"), pattern=INSTANT)]
    changed_at: Annotated[str, Means(_("When what is public of it last changed (UTC)"), pattern=INSTANT)]
    sequence: Annotated[int, Means(_("Rises with each change of time, place or state"))]
    contacts: Annotated[ContactsRecord | None, Means(_("Whom to ask; null once the event is a month past"))]


def record(row: Mapping[str, Any], site: str, url: str) -> EventRecord:
    """The record of a publication's columns, without contacts. ``url`` is its page; ``site`` ends without a slash."""
    doc: Document = row["document"]
    facts: dict[str, Any] = {name: doc[name] for name in COPIED}  # type: ignore[literal-required]
    facts |= {
        "id": row["uid"],
        "url": url,
        "calendar": f"{url}.ics",
        "when": row["card"]["when"],
        "where": row["card"]["where"],
        "sessions": [session(one) for one in doc["sessions"]],
        "place": place(doc),
        "access": access(doc),
        "access_guide": doc["access_contact"].get("guide", ""),
        "openactive": {"accessibilitySupport": support(doc), "accessibilityInformation": information(doc)},
        "together": answered(doc["together"], TogetherRecord),
        "together_facets": facets_of(doc["together"]),
        "image": image(doc, site),
        "organisation": organisation(doc, site),
        "week": belongs(doc["week"], f"{site}/weeks", WeekRecord),
        "festival": belongs(doc["festival"], f"{site}/festivals", FestivalRecord),
        "first_published_at": utc(row["first_published_at"]),
        "changed_at": utc(row["changed_at"]),
        "sequence": row["sequence"],
        "contacts": None,
    }
    return cast(EventRecord, {name: facts[name] for name in EventRecord.__annotations__})


def session(one: SessionDocument) -> SessionRecord:
    """A date and time, with its instants where there are any."""
    facts: dict[str, Any] = {"id": one["uid"], **{name: value for name, value in one.items() if name != "uid"}}
    facts["drop_in"] = bool(one.get("drop_in"))
    timed = one["timing"] == Timing.TIMED
    facts["starts_at"] = moment(one["starts_on"], one["start_time"], one["timezone"]) if timed else None
    facts["ends_at"] = moment(one["ends_on"], one["end_time"], one["timezone"]) if timed else None
    return cast(SessionRecord, {name: facts[name] for name in SessionRecord.__annotations__})


def moment(day: str, at: str | None, timezone: str) -> str | None:
    """A wall-clock time as an instant in UTC."""
    return utc(instant(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(timezone))) if at else None


def utc(value: datetime) -> str:
    """``2027-07-05T09:00:00Z`` (RFC 3339), to the second: both databases agree on that much."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def place(doc: Document) -> PlaceRecord | None:
    """The place, as far as it is public."""
    found = doc["place"]
    return cast(PlaceRecord, {name: found.get(name) for name in PlaceRecord.__annotations__}) if found else None


def access(doc: Document) -> dict[str, AccessAnswer]:
    """The short set always, the others where answered, in the vocabulary's order."""
    given = doc["access"]
    return {
        code: AccessAnswer(
            state=AccessState(given.get(code, {}).get("state", AccessState.UNKNOWN)),
            note=given.get(code, {}).get("note", ""),
        )
        for code in FEATURES
        if code in given or code in SHORT_CODES
    }


def image(doc: Document, site: str) -> ImageRecord | None:
    """The picture by its address."""
    found = doc.get("image")
    if not found:
        return None
    url = f"{site}/pictures/{found['key']}"
    return ImageRecord(url=url, alt=found["alt"], width=found["width"], height=found["height"])


def organisation(doc: Document, site: str) -> OrganisationRecord:
    """Who holds it."""
    said = doc["organisation"]
    return OrganisationRecord(
        slug=said["slug"],
        name=said["name"],
        kind=said["kind"],
        website=said["website"],
        url=f"{site}/organisations/{said['slug']}",
    )


def belongs(said: Mapping[str, str] | None, above: str, kind: type) -> dict[str, str] | None:
    """What it is part of, with the address of its page."""
    if not said:
        return None
    facts = {**said, "url": f"{above}/{said['slug']}"}
    return {name: facts[name] for name in kind.__annotations__}


def contacts(doc: Document) -> ContactsRecord | None:
    """Whom to ask, as far as that is public. None where nobody is named."""
    booking = {"phone": doc["booking_phone"], "email": doc["booking_email"]}
    found = ContactsRecord(event=ways(doc["contact"]), access=ways(doc["access_contact"]), booking=ways(booking))
    return found if any(found.values()) else None


def ways(contact: Mapping[str, str]) -> ContactRecord:
    """The ways to reach somebody that are given, in one order."""
    return cast(ContactRecord, answered(contact, ContactRecord))


def answered(said: Mapping[str, Any], kind: type) -> dict[str, Any]:
    """What was said of what may be said, in the order of its kind."""
    return {name: said[name] for name in kind.__annotations__ if said.get(name)}


def compact(value: object) -> bytes:
    """JSON without spaces, in UTF-8, members in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
