"""Everything an organiser said, as names and values: first what becomes public, then what never does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from app.catalogue.document import Document
from app.catalogue.wording import location, when_one
from app.geography.place import Precision, Source
from app.notifications.languages import ENGLISH, NAMES
from app.registry.event import Event
from app.registry.organiser import PrivateContact
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.vocabularies.access import ACCESS_STATES, CHECKED_HOW, FEATURES, SHORT_SET, AccessState
from app.registry.vocabularies.joining import AUDIENCES, BOOKINGS, COSTS
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, HAPPENINGS, LANGUAGES, ORGANISATION_KINDS
from app.registry.vocabularies.places import NATIONS, REGIONS
from app.registry.vocabularies.together import (
    CHECKING,
    COSTS_TOWARDS,
    IDEA,
    PAID_WHEN,
    PLANNING,
    REWARDS,
    ROLES,
    SHAPED_BY,
)

Pairs = list[tuple[str, str]]
Words = Mapping[str, LazyString]


@dataclass(frozen=True)
class AccessAnswer:
    """One access feature as the shared list of answers shows it."""

    label: str
    state: str
    words: str
    note: str


PRECISIONS: dict[str, LazyString] = {
    Precision.ADDRESS: _l("The address"),
    Precision.POSTCODE: _l("The postcode"),
    Precision.OUTWARD: _l("The first half of the postcode"),
    Precision.TOWN: _l("The town"),
    Precision.AREA: _l("The postcode area only"),
}
SOURCES: dict[str, LazyString] = {
    Source.GAZETTEER: _l("Our postcode table"),
    Source.POSTCODES: _l("Our postcode table"),
    Source.TOWNS: _l("Our list of towns"),
    Source.AREAS: _l("Our list of postcode areas"),
    Source.NOMINATIM: _l("Nominatim"),
    Source.PHOTON: _l("Photon"),
}
TOGETHER: dict[str, tuple[LazyString, Words]] = {
    "idea": (_l("Whose idea it was"), IDEA),
    "planning": (_l("Who plans it"), PLANNING),
    "roles": (_l("What people with lived experience do"), ROLES),
    "roles_more": (_l("More about what people do"), {}),
    "shaped_by": (_l("Who has helped shape it"), SHAPED_BY),
    "shaped_by_other": (_l("Other people"), {}),
    "left_out": (_l("Who is often left out"), {}),
    "checking": (_l("How it will be checked"), CHECKING),
    "rewards": (_l("What people get back"), REWARDS),
    "how_much": (_l("How much"), {}),
    "paid_when": (_l("When it is paid"), PAID_WHEN),
    "costs_towards": (_l("Costs paid"), COSTS_TOWARDS),
    "change": (_l("What could change"), {}),
    "who_changes": (_l("Who can make that change"), {}),
}


def named(words: Words, codes: Any) -> str:
    """Codes of a vocabulary in words, or a text as it is."""
    return ", ".join(str(words.get(code, code)) for code in ([codes] if isinstance(codes, str) else codes or []))


def day(value: str | None) -> str:
    """``2027-07-01`` as ``1 July 2027``."""
    if not value:
        return ""
    year, month, number = map(int, value.split("-"))
    return str(format_date(date(year, month, number), "d MMMM y"))


def lines(*parts: str) -> str:
    """Parts that were given, one a line."""
    return Markup("<br>").join(part for part in parts if part)


def about(public: Document) -> Pairs:
    """What it is."""
    return [
        (_("Kind"), named(EVENT_KINDS, public["kind"])),
        (_("Whether it happens"), lines(named(HAPPENINGS, public["happening"]), public["happening_reason"])),
        (_("Week"), public["week"]["name"] if public["week"] else ""),
        (_("Festival"), public["festival"]["title"] if public["festival"] else ""),
        (_("Summary"), public["summary"]),
        (_("Description"), Markup(public["description_html"])),  # noqa: S704 - cleaned by catalogue.markdown
        (_("Name in Welsh"), public["title_cy"]),
        (_("Summary in Welsh"), public["summary_cy"]),
        (_("Languages"), named(LANGUAGES, public["languages"])),
        (_("Who it is for"), lines(named(AUDIENCES, public["audience"]), public["audience_note"])),
        (_("Web page"), public["website"]),
    ]


def when_and_where(public: Document) -> Pairs:
    """Dates, place, and how to take part."""
    return [
        (_("When"), lines(*(session_words(session) for session in public["sessions"]))),
        (_("Taking part"), named(FORMATS, public["format"])),
        (_("Where"), location(public)),
        (_("How to join online"), public["online_how"]),
        (_("Link to join"), public["online_url"]),
        (_("Phone number to join"), public["phone_in"]),
    ]


def session_words(session: Any) -> str:
    """One date, with its name and when doors open."""
    label = f"{session['label']}: " if session["label"] else ""
    doors = " " + _("(doors %(time)s)", time=session["doors_time"]) if session["doors_time"] else ""
    return f"{label}{when_one(session)}{doors}"


def access_answers(public: Document) -> list[AccessAnswer]:
    """Every feature of the short set, the unknown ones too, and the others that were answered."""
    answers = []
    for feature in FEATURES.values():
        if feature not in SHORT_SET and feature.code not in public["access"]:
            continue
        answer = public["access"].get(feature.code, {})
        state = answer.get("state", AccessState.UNKNOWN)
        answers.append(AccessAnswer(str(feature.label), state, str(ACCESS_STATES[state]), answer.get("note", "")))
    return answers


def access_more(public: Document) -> Pairs:
    """How access was checked and whom to ask."""
    contact = public["access_contact"]
    checked = named(CHECKED_HOW, public["access_checked_how"]) if public["access_checked_how"] else ""
    return [
        (_("More about access"), public["access_note"]),
        (_("Checked"), lines(checked, day(public["access_checked_on"]))),
        (_("Who to ask about access"), lines(*contact.values())),
        (_("Ask by"), day(public["access_ask_by"])),
    ]


def together(public: Document) -> Pairs:
    """How it is co-produced: what was answered."""
    said = public["together"]
    return [(str(name), named(words, said.get(code))) for code, (name, words) in TOGETHER.items()]


def joining(public: Document) -> Pairs:
    """Cost, booking, who holds it and whom to ask."""
    holder, contact = public["organisation"], public["contact"]
    booking = (public["booking_url"], public["booking_phone"], public["booking_email"])
    return [
        (_("Cost"), lines(named(COSTS, public["cost"]), public["cost_note"])),
        (_("Booking"), lines(named(BOOKINGS, public["booking"]), *booking)),
        (_("Book by"), day(public["booking_by"])),
        (_("Places"), str(public["capacity"] or "")),
        (_("Organisation"), lines(holder["name"], named(ORGANISATION_KINDS, holder["kind"]), holder["website"])),
        (_("Public contact"), lines(*contact.values())),
    ]


def private(event: Event, revision: Revision) -> Pairs:
    """What only the organiser and moderators see."""
    contact = event.private_contact
    asked = {name: getattr(revision, f"contact_{name}") for name in ("role", "email", "phone", "text_relay")}
    place = revision.place
    unticked = lines(*(value for name, value in asked.items() if name not in revision.contact_shown))
    exact = lines(place.venue, place.address, place.town, place.postcode) if place and place.area_only else ""
    return [
        (_("Who sent it"), lines(contact.name, contact.email, contact.phone, letters_in(contact)) if contact else ""),
        (
            _("Contact details not to be shown"),
            unticked,
        ),
        (_("Link to join, given on booking"), "" if revision.online_url_public else revision.online_url),
        (_("The door (only the area is shown)"), exact),
    ]


def letters_in(contact: PrivateContact) -> str:
    """In which language they read what a moderator writes, where it is not English."""
    return "" if contact.language == ENGLISH else _("Letters in %(language)s", language=NAMES[contact.language])


def place_found(place: EventPlace) -> Pairs:
    """Where we think it is."""
    point = f"{place.latitude:.5f}, {place.longitude:.5f}" if place.found else _("Not found")
    return [
        (_("Point"), point),
        (_("How exactly"), named(PRECISIONS, place.precision) if place.precision else ""),
        (_("Put there by"), _("the organiser") if place.pinned else ""),
        (_("Found in"), named(SOURCES, place.source) if place.source else ""),
        (_("Nation"), named(NATIONS, place.nation or "")),
        (_("Region"), named(REGIONS, place.region or "")),
        (_("Council"), place.council),
    ]
