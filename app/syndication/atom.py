"""A news feed (Atom, RFC 4287) around finished entries. The same catalogue and query, the same bytes."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import current_app
from flask_babel import gettext as _

from app.catalogue.heading import heading
from app.catalogue.listing import face
from app.catalogue.news import add
from app.catalogue.query import EventQuery
from app.catalogue.reading_data import Entries
from app.catalogue.record import utc

NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
START, END = b'<?xml version="1.0" encoding="utf-8"?>\n', b"</feed>"
# A feed has to say when it changed (§4.1.1). Of one in which nothing has happened yet no other moment stays the same.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def feed(query: EventQuery, entries: Entries) -> bytes:
    """The whole feed."""
    empty = bytes(tostring(head(query, entries), encoding="utf-8", short_empty_elements=False))
    opening = empty.partition(b"\n")[2] if empty.startswith(b"<?xml") else empty
    return START + opening.removesuffix(END) + b"\n" + b"".join(entries.chunks) + END + b"\n"


def head(query: EventQuery, entries: Entries) -> Element:
    """The feed element without its entries. Its id is made from its address, so each query has its own for ever."""
    settings = current_app.config
    here = settings["SITE_URL"] + face("/events.atom", query)
    element = Element("feed", xmlns=NAMESPACE)
    element.set(LANGUAGE, "en-GB")
    add(element, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, here)}")
    add(element, "title", f"{settings['SITE_NAME']}: {heading(query)}")
    add(element, "subtitle", subtitle(query))
    add(element, "updated", utc(entries.updated or NEVER))
    SubElement(element, "link", rel="self", type="application/atom+xml", href=here)
    page = settings["SITE_URL"] + face("/events", query)
    SubElement(element, "link", rel="alternate", type="text/html", href=page)
    SubElement(element, "link", rel="license", href=settings["LICENCE_URL"])
    add(element, "rights", f"{settings['LICENCE_NAME']}, {settings['LICENCE_URL']}")
    add(element, "icon", f"{settings['SITE_URL']}/static/icon-32.png")
    return element


def subtitle(query: EventQuery) -> str:
    """What the feed has; and first, what of its address could not be used."""
    about = _("The latest 100 changes, newest first: new events, and what is cancelled, moved or postponed.")
    return " ".join([*(one.message for one in query.problems), about])
