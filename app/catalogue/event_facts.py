"""Facts of an event's page, by name: (name, words). A fact that is not known is empty, and is left out."""

from datetime import date
from urllib.parse import urlsplit

from flask_babel import gettext as _
from markupsafe import Markup

from app.catalogue.document import Document
from app.catalogue.wording import long_day
from app.registry.vocabularies.joining import AUDIENCES, BOOKINGS, COSTS
from app.registry.vocabularies.kinds import FORMATS, LANGUAGES, Format

Fact = tuple[str, str]

OPENED = {"http", "https", "mailto"}


def joining(document: Document) -> list[Fact]:
    """Cost and booking: "Not known yet" is said too, because people plan by it."""
    cost, email = str(COSTS[document["cost"]]), document["booking_email"]
    return [
        (_("Cost"), f"{cost}. {document['cost_note']}" if document["cost_note"] else cost),
        (_("Booking"), str(BOOKINGS[document["booking"]])),
        (_("Book online"), link(document["booking_url"])),
        (_("Book by phone"), document["booking_phone"]),
        (_("Book by email"), link(f"mailto:{email}", email) if email else ""),
        (_("Book by"), long_day(date.fromisoformat(document["booking_by"])) if document["booking_by"] else ""),
        (_("Places"), str(document["capacity"]) if document["capacity"] else ""),
    ]


def taking_part(document: Document) -> list[Fact]:
    """How people take part, who it is for, in which language."""
    known = document["format"] != Format.NOT_STATED
    names = [str(AUDIENCES[code]) for code in document["audience"] if code in AUDIENCES]
    languages = [str(LANGUAGES[code]) for code in document["languages"] if code in LANGUAGES]
    return [
        (_("How you take part"), str(FORMATS[document["format"]]) if known else ""),
        (_("Joining online"), document["online_how"]),
        (_("Link to join"), link(document["online_url"])),
        (_("Joining by phone"), document["phone_in"]),
        (_("For"), ". ".join(part for part in (", ".join(names), document["audience_note"]) if part)),
        (_("Language"), ", ".join(languages)),
    ]


def belongs(document: Document) -> list[Fact]:
    """What it is part of, and where to read more."""
    festival, week = document["festival"], document["week"]
    return [
        (_("Part of"), ours(f"/festivals/{festival['slug']}", festival["title"]) if festival else ""),
        (_("Week"), ours(f"/weeks/{week['slug']}", week["name"]) if week else ""),
        (_("Website"), link(document["website"])),
    ]


def link(address: str, words: str = "") -> str:
    """A link elsewhere, by its own words or by its address without the scheme. Other schemes stay plain text."""
    if not address:
        return ""
    shown = words or address.removeprefix("https://").removeprefix("http://").rstrip("/")
    if scheme(address) not in OPENED:
        return shown
    return Markup('<a href="{}" rel="nofollow noopener">{}</a>').format(address, shown)


def ours(path: str, words: str) -> str:
    """A link to one of our own pages."""
    return Markup('<a href="{}">{}</a>').format(path, words)


def scheme(address: str) -> str:
    """The scheme of an address; empty where it cannot be read."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""
