"""Differences between two revisions in words people read: what was asked, what it said, what it says now."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from app.catalogue import document, wording
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.differences import Difference, Kind, differences
from app.registry.event import Event
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.vocabularies import together as of_together
from app.registry.vocabularies.access import ACCESS_STATES, CHECKED_HOW, FEATURES, AccessState
from app.registry.vocabularies.joining import AUDIENCES, BOOKINGS, COSTS
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, LANGUAGES, ORGANISATION_KINDS
from app.registry.vocabularies.pages import PAGES
from app.shared.time_of_day import format_time

Words = Mapping[str, LazyString]


@dataclass(frozen=True)
class Change:
    """One difference in words. ``section`` is the code of its page, ``page`` its title."""

    section: str
    page: str
    question: str
    before: str
    after: str
    kind: Kind

    @property
    def needs_review(self) -> bool:
        """Whether a moderator reads it first."""
        return self.kind is Kind.REVIEW

    def marked(self) -> Markup:
        """Before and after as one text: what was taken out, what came in."""
        return marked(self.before, self.after)


CODES: dict[str, Words] = {
    "kind": EVENT_KINDS,
    "languages": LANGUAGES,
    "audience": AUDIENCES,
    "format": FORMATS,
    "access_checked_how": CHECKED_HOW,
    "cost": COSTS,
    "booking": BOOKINGS,
    "organisation_kind": ORGANISATION_KINDS,
    "contact_shown": {
        "role": _l("Who to ask"),
        "email": _l("Email address"),
        "phone": _l("Phone number"),
        "text_relay": _l("Text relay"),
    },
}
QUESTIONS: dict[str, LazyString] = {
    "kind": _l("What it is"),
    "title": _l("Name"),
    "summary": _l("Summary"),
    "description": _l("Description"),
    "campaign_id": _l("Week"),
    "festival_id": _l("Festival"),
    "languages": _l("Languages"),
    "audience": _l("Who it is for"),
    "audience_note": _l("More about who it is for"),
    "website": _l("Web page"),
    "title_cy": _l("Name in Welsh"),
    "summary_cy": _l("Summary in Welsh"),
    "description_cy": _l("Description in Welsh"),
    "image": _l("Picture"),
    "image_alt": _l("What the picture shows"),
    "image_consent": _l("Everyone in the picture agreed"),
    "session": _l("Date and time"),
    "place": _l("Place"),
    "format": _l("How people take part"),
    "online_how": _l("How to join online"),
    "online_url": _l("Link to join"),
    "online_url_public": _l("Show the link to everyone"),
    "phone_in": _l("Phone number to join"),
    "access_note": _l("More about access"),
    "access_checked_how": _l("How access was checked"),
    "access_checked_on": _l("When access was checked"),
    "access_contact": _l("Who to ask about access"),
    "access_ask_by": _l("Last day to ask about access"),
    "together": _l("Working together"),
    "cost": _l("Cost"),
    "cost_note": _l("More about the cost"),
    "booking": _l("Booking"),
    "booking_url": _l("Web page for booking"),
    "booking_phone": _l("Phone number for booking"),
    "booking_email": _l("Email address for booking"),
    "booking_by": _l("Book by"),
    "capacity": _l("Number of places"),
    "organisation_name": _l("Organisation"),
    "organisation_kind": _l("Kind of organisation"),
    "organisation_website": _l("Website of the organisation"),
    "organisation_summary": _l("About the organisation"),
    "organisation_logo": _l("Logo"),
    "organisation_logo_alt": _l("What the logo shows"),
    "contact_role": _l("Who the public can ask"),
    "contact_email": _l("Email address for the public"),
    "contact_phone": _l("Phone number for the public"),
    "contact_text_relay": _l("Text relay for the public"),
    "contact_shown": _l("Contact details shown"),
}


def changes(before: Revision, after: Revision) -> list[Change]:
    """Everything that differs, in words."""
    return [in_words(one) for one in differences(before, after)]


def in_words(one: Difference) -> Change:
    """One difference."""
    said = (value_in_words(one, one.before), value_in_words(one, one.after))
    if said[0] == said[1]:  # the words hide what differs (a pin that was moved): say so
        said = (said[0], _("%(answer)s (changed)", answer=said[1] or _("Not answered")))
    return Change(one.section, str(PAGES[one.section]), question(one), *said, one.kind)


def question(one: Difference) -> str:
    """What was asked."""
    if one.field == "access" and one.key in FEATURES:
        return str(FEATURES[one.key].label)
    if one.field in ("access", "together", "access_contact") and one.key:
        words = one.key.replace("_", " ")
        return f"{QUESTIONS[one.field]}: {words}" if one.field in QUESTIONS else words.capitalize()
    return str(QUESTIONS.get(one.field, one.field.replace("_", " ").capitalize()))


def value_in_words(one: Difference, value: Any) -> str:
    """One side of a difference."""
    if one.field == "access":
        return feature(value)
    if one.field == "together":
        return coded(getattr(of_together, one.key.upper(), {}), value)
    if isinstance(value, EventSession):
        return session(value)
    if isinstance(value, EventPlace):
        return place(value)
    if one.field in NAMED and value is not None:
        return NAMED[one.field](value)
    return coded(CODES.get(one.field, {}), value)


def feature(answer: Any) -> str:
    """One access answer with its note."""
    said = answer or {}
    state = str(ACCESS_STATES.get(said.get("state", AccessState.UNKNOWN), ""))
    return f"{state}: {said['note']}" if said.get("note") else state


def coded(words: Any, value: Any) -> str:
    """Codes in the words of their vocabulary, yes and no, dates, and text as it is."""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, date):
        return wording.long_day(value)
    if isinstance(value, list | tuple):
        return ", ".join(coded(words, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(str(item) for item in value.values() if item)
    if value is None:
        return ""
    known = words if isinstance(words, Mapping) else {}
    return str(known.get(value, value))


def session(row: EventSession) -> str:
    """A date, its label, doors and drop-in."""
    parts = [row.label, wording.when_one(document.sessions([row])[0])]
    parts.append(_("doors %(time)s", time=format_time(row.doors_time)) if row.doors_time else "")
    parts.append(_("drop in at any time") if row.drop_in else "")
    return ", ".join(part for part in parts if part)


def place(row: EventPlace) -> str:
    """The envelope, and whether the door is shown. For organisers and moderators: the public never sees this."""
    town = f"{row.town} {row.postcode}".strip()
    parts = [row.venue, row.address, town, _("only the area is shown") if row.area_only else ""]
    return ", ".join(part for part in parts if part)


def week_name(key: int) -> str:
    """What a Week is called."""
    row = db.session.get(Campaign, key)
    return row.name if row else ""


def festival_name(key: int) -> str:
    """What a festival is called."""
    row = db.session.get(Event, key)
    return (row.approved or row.latest).title if row else ""


NAMED = {"campaign_id": week_name, "festival_id": festival_name}
PIECES = re.compile(r"\S+\s*|\s+")  # a word with the space behind it: a new sentence is one mark, not one a word
MOST_PIECES = 6000
ELEMENTS = {"del": Markup("<del>{}</del>"), "ins": Markup("<ins>{}</ins>")}


def marked(before: str, after: str) -> Markup:
    """Both texts as one, word by word. Screen readers hear what was taken out and what came in."""
    was, now = PIECES.findall(before), PIECES.findall(after)
    if len(was) > MOST_PIECES or len(now) > MOST_PIECES:
        return taken_out(was) + came_in(now)
    result = Markup()
    for what, i, j, k, m in SequenceMatcher(None, was, now).get_opcodes():
        if what == "equal":
            result += escape("".join(was[i:j]))
        else:
            result += taken_out(was[i:j]) + came_in(now[k:m])
    return result


def taken_out(pieces: Sequence[str]) -> Markup:
    """Words that are not there any more."""
    return mark("del", _("[taken out:"), "".join(pieces), "]")


def came_in(pieces: Sequence[str]) -> Markup:
    """Words that are new."""
    return mark("ins", _("[new:"), "".join(pieces), "]")


def mark(tag: str, opening: str, text: str, closing: str) -> Markup:
    """Marked words with a sign before and after them that is read out but not seen. Nothing for white space."""
    if not text.strip():
        return escape(text if tag == "ins" else "")
    hidden = Markup('<span class="govuk-visually-hidden">{}</span>')
    inside = hidden.format(f"{opening} ") + text + hidden.format(closing)
    return Markup(" ") + ELEMENTS[tag].format(inside) + Markup(" ")
