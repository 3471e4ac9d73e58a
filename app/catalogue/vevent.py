"""The VEVENTs of one event (RFC 5545 §3.6.1, RFC 7986): finished bytes, made once, when it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask_babel import force_locale
from flask_babel import gettext as _
from icalendar import Event
from werkzeug.urls import iri_to_uri

from app.catalogue.calendar_text import description
from app.catalogue.document import Document, SessionDocument
from app.catalogue.ical_values import clean, text, web_address
from app.catalogue.wording import location
from app.registry.session import Timing
from app.registry.times import Oddity, instant, local, oddity
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, EventKind, Format, Happening


def vevents(
    document: Document,
    *,
    gone: Sequence[SessionDocument] = (),
    sequence: int,
    created: datetime,
    changed: datetime,
    url: str,
    picture: str = "",
    language: str = "en",
) -> bytes:
    """Every VEVENT of an event, folded, with CRLF, no VCALENDAR around. The same input gives the same bytes.

    One VEVENT per session, its UID the session's, which never changes. ``gone`` are sessions that were public and
    that a later revision left out: they stay, CANCELLED, so that calendars take them out. ``created`` and ``changed``
    are UTC instants (first published, last changed); ``sequence`` never falls (RFC 5545 §3.8.7.4); ``url`` and
    ``picture`` are the whole addresses of the page and of its public picture, if it has one.
    """
    present = {session["uid"] for session in document["sessions"]}
    left = sorted(
        (session for session in gone if session["uid"] not in present),
        key=lambda session: (session["starts_on"], session["start_time"] or "", session["uid"]),
    )
    about = About(sequence, created, changed, url, picture)
    entries = [(session, False) for session in document["sessions"]] + [(session, True) for session in left]
    # The reader's language, not that of whoever's request published it: a rebuild must make the same bytes.
    with force_locale(language):
        return b"".join(vevent(document, session, gone, about).to_ical() for session, gone in entries)


@dataclass(frozen=True)
class About:
    """What every VEVENT of an event says of its publication."""

    sequence: int
    created: datetime
    changed: datetime
    url: str
    picture: str


def vevent(document: Document, session: SessionDocument, gone: bool, about: About) -> Event:
    """One session as a VEVENT."""
    event = Event()
    state = status(document, session, gone)
    event.add("uid", session["uid"])
    event.add("dtstamp", about.changed)
    event.add("created", about.created)
    event.add("last-modified", about.changed)
    event.add("sequence", about.sequence)
    event.add("status", state)
    event.add("summary", text(title(document, session, state)))
    event.add("location", text(location(document)))
    event.add("description", text(description(document, session, about.url, gone=gone)))
    event.add("url", iri_to_uri(about.url))
    event.add("categories", categories(document))
    add_times(event, session, off=state == "CANCELLED")
    add_point(event, document)
    add_conference(event, document)
    add_picture(event, about.picture)
    add_organizer(event, document)
    add_related(event, document, session)
    return event


def status(document: Document, session: SessionDocument, gone: bool) -> str:
    """CONFIRMED, TENTATIVE or CANCELLED (RFC 5545 §3.8.1.11)."""
    if gone or document["happening"] in (Happening.CANCELLED, Happening.WITHDRAWN):
        return "CANCELLED"
    unsure = session["timing"] in (Timing.TIME_TBC, Timing.DATE_TBC)
    return "TENTATIVE" if unsure or document["happening"] == Happening.POSTPONED else "CONFIRMED"


def title(document: Document, session: SessionDocument, state: str) -> str:
    """The title, with the session's label where there are several. Many calendars show no STATUS, so it is said."""
    named = document["title"]
    if session["label"] and (len(document["sessions"]) > 1 or session not in document["sessions"]):
        named = f"{named}: {session['label']}"
    if state == "CANCELLED":
        return str(_("Cancelled: %(title)s", title=named))
    if document["happening"] == Happening.POSTPONED:
        return str(_("Postponed: %(title)s", title=named))
    return named


def categories(document: Document) -> list[str]:
    """Kind, way to take part and Week: one CATEGORIES property."""
    words = [str(EVENT_KINDS[EventKind(document["kind"])])]
    if document["format"] != Format.NOT_STATED:
        words.append(str(FORMATS[Format(document["format"])]))
    if document["week"]:
        words.append(document["week"]["name"])
    return [clean(word) for word in words]


def add_times(event: Event, session: SessionDocument, *, off: bool) -> None:
    """DTSTART and DTEND: London's wall clock, or DATE (its end exclusive). No DTEND where the end is not known."""
    first, last = date.fromisoformat(session["starts_on"]), date.fromisoformat(session["ends_on"])
    days = session["timing"] != Timing.TIMED or session["start_time"] is None
    if days or off:
        # A week-long activity must not make a subscriber look busy all week, nor what is off at all.
        event.add("transp", "TRANSPARENT")
    if days:
        event.add("dtstart", first)
        event.add("dtend", last + timedelta(days=1))
        return
    assert session["start_time"] is not None
    zone = ZoneInfo(session["timezone"])
    event.add("dtstart", london(first, session["start_time"], zone))
    if session["end_time"]:
        event.add("dtend", london(last, session["end_time"], zone))


def london(day: date, at: str, zone: ZoneInfo) -> datetime:
    """A wall-clock time (``HH:MM``) in London, by way of UTC, so that a skipped hour is one that exists.

    The hour that happens twice is left in UTC: RFC 5545 §3.3.5 means its first time, libical and ical.js its second.
    """
    moment = instant(day, time.fromisoformat(at), zone)
    wall = local(moment)
    return moment if oddity(wall.date(), wall.time()) == Oddity.REPEATED else wall


def add_point(event: Event, document: Document) -> None:
    """GEO, only of a door that may be shown and that people still go to."""
    place = document["place"]
    if place is None or place["area_only"] or document["happening"] == Happening.MOVED_ONLINE:
        return
    if place["latitude"] is not None and place["longitude"] is not None:
        event.add("geo", (place["latitude"], place["longitude"]))


def add_conference(event: Event, document: Document) -> None:
    """CONFERENCE (RFC 7986 §5.11) of a public link. One FEATURE: the library quotes two as if they were one."""
    if link := web_address(document["online_url"]):
        about = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": _("Join online")}
        event.add("conference", link, parameters=about)


def add_organizer(event: Event, document: Document) -> None:
    """ORGANIZER, only where the public contact's email may be shown."""
    if email := document["contact"].get("email"):
        named = clean(document["organisation"]["name"]).replace("\n", " ")
        address = "mailto:" + quote(clean(email), safe="@+")
        event.add("organizer", address, parameters={"CN": named} if named else {})


def add_picture(event: Event, address: str) -> None:
    """IMAGE (RFC 7986 §5.10), which the document only has where everyone in it agreed."""
    if address:
        kind = {"VALUE": "URI", "DISPLAY": "BADGE", "FMTTYPE": "image/jpeg"}
        event.add("image", iri_to_uri(address), parameters=kind)


def add_related(event: Event, document: Document, session: SessionDocument) -> None:
    """RELATED-TO (RFC 5545 §3.8.4.5): to the festival it is part of; of a festival's first date, to its parts."""
    if document["festival"]:
        event.add("related-to", document["festival"]["uid"], parameters={"RELTYPE": "PARENT"})
    if session in document["sessions"][:1]:
        for uid in document["parts"]:
            event.add("related-to", uid, parameters={"RELTYPE": "CHILD"})
