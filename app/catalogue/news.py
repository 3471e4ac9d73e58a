"""One event as an entry of a news feed (Atom, RFC 4287 §4.1.2), finished when it is published.

``updated`` is when what is public of the event last changed (§4.2.15), never when somebody asked.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import gettext as _
from markupsafe import Markup

from app.catalogue.calendar_text import CHANGES
from app.catalogue.ical_values import clean, web_address
from app.catalogue.record import EventRecord
from app.registry.vocabularies.access import FEATURES, AccessState
from app.registry.vocabularies.joining import COSTS, Cost
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, Format, Happening, Origin

NOT_XML = str.maketrans("", "", "\ufffe\uffff")  # what clean() leaves that XML 1.0 §2.2 does not allow


def entry(event: EventRecord) -> bytes:
    """The entry element, for a feed whose namespace is Atom's. No contact: a news reader keeps it for ever."""
    element = Element("entry")
    add(element, "id", f"urn:uuid:{event['id']}")
    add(element, "title", title(event))
    add(element, "updated", event["changed_at"])
    add(element, "published", event["first_published_at"])
    SubElement(element, "link", rel="alternate", type="text/html", href=event["url"])
    SubElement(element, "link", rel="alternate", type="text/calendar", href=event["calendar"])
    author = SubElement(element, "author")
    add(author, "name", event["organisation"]["name"] or event["title"])
    if website := web_address(event["organisation"]["website"]):
        add(author, "uri", website)
    for term, label in categories(event):
        SubElement(element, "category", term=term, label=xml_text(label))
    summary = state(event) or event["summary"] or event["when"]
    add(element, "summary", summary)
    add(element, "content", "".join(paragraphs(event))).set("type", "html")
    return bytes(tostring(element, encoding="utf-8")) + b"\n"


def title(event: EventRecord) -> str:
    """What it is called, after what people must know first."""
    words = {
        Happening.CANCELLED: _("Cancelled: %(title)s", title=event["title"]),
        Happening.POSTPONED: _("Postponed: %(title)s", title=event["title"]),
        Happening.MOVED_ONLINE: _("Moved online: %(title)s", title=event["title"]),
        Happening.WITHDRAWN: _("Withdrawn: %(title)s", title=event["title"]),
    }
    said = str(words.get(event["happening"], event["title"]))
    return _("Example: %(title)s", title=said) if event["origin"] == Origin.EXAMPLE else said


def state(event: EventRecord) -> str:
    """That it does not go ahead as planned, and why. Empty where it does."""
    said = CHANGES.get(event["happening"])
    return f"{said} {event['happening_reason']}".strip() if said else ""


def categories(event: EventRecord) -> Iterator[tuple[str, str]]:
    """Kind, way to take part, Week: (term, label)."""
    yield event["kind"], str(EVENT_KINDS[event["kind"]])
    if event["format"] != Format.NOT_STATED:
        yield event["format"], str(FORMATS[event["format"]])
    if event["week"]:
        yield event["week"]["slug"], event["week"]["name"]


def paragraphs(event: EventRecord) -> Iterator[str]:
    """What a news reader shows, as HTML. Of a withdrawn event only that it is off."""
    if said := state(event):
        yield Markup("<p><strong>{}</strong></p>").format(said)
    if event["happening"] == Happening.WITHDRAWN:
        return
    if event["summary"]:
        yield Markup("<p>{}</p>").format(event["summary"])
    sure = [str(FEATURES[code].label) for code, one in event["access"].items() if one["state"] == AccessState.YES]
    facts = (
        (_("When"), event["when"]),
        (_("Where"), event["where"]),
        (_("Cost"), str(COSTS[event["cost"]]) if event["cost"] != Cost.NOT_STATED else ""),
        (_("Access that the organiser is sure of"), ", ".join(sure)),
    )
    yield Markup("<ul>{}</ul>").format(
        Markup("").join(Markup("<li>{}: {}</li>").format(name, words) for name, words in facts if words)
    )
    yield Markup('<p><a href="{}">{}</a></p>').format(event["url"], _("More, and any changes"))


def add(parent: Element, tag: str, words: str) -> Element:
    """A child with text."""
    child = SubElement(parent, tag)
    child.text = xml_text(words)
    return child


def xml_text(words: str) -> str:
    """Text that XML 1.0 can hold (§2.2)."""
    return clean(str(words)).translate(NOT_XML)
