"""What a calendar entry says about its event, as plain text: it may be all that a subscriber ever reads."""

from datetime import date, time

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.catalogue.document import Document, SessionDocument
from app.catalogue.wording import long_day
from app.registry.vocabularies.access import ACCESS_STATES, SHORT_SET, AccessState
from app.registry.vocabularies.joining import BOOKINGS, COSTS, Booking, Cost
from app.registry.vocabularies.kinds import Happening, Origin
from app.shared.time_of_day import format_time

CHANGES: dict[str, LazyString] = {
    Happening.CANCELLED: _l("This event is cancelled."),
    Happening.POSTPONED: _l("This event is postponed. The date shown is the old one."),
    Happening.MOVED_ONLINE: _l("This event has moved online."),
    Happening.WITHDRAWN: _l("This event was withdrawn."),
}
CONTACT_ORDER = ("role", "name", "email", "phone", "text_relay")


def description(document: Document, session: SessionDocument, url: str, *, gone: bool = False) -> str:
    """The DESCRIPTION of one session. ``url`` is the event's page; ``gone`` that this date was taken out."""
    blocks = (
        _("This date is cancelled.") if gone else happening(document),
        document["summary"],
        joining(document, session),
        access(document),
        booking(document),
        origin(document),
        _("More, and any changes: %(url)s", url=url),
    )
    return "\n\n".join(block for block in blocks if block)


def happening(document: Document) -> str:
    """What has changed, first, because people may already be travelling."""
    said = CHANGES.get(document["happening"])
    return f"{said} {document['happening_reason']}".strip() if said else ""


def joining(document: Document, session: SessionDocument) -> str:
    """Doors, and how to join from elsewhere."""
    lines = []
    if session["doors_time"] and document["happening"] != Happening.MOVED_ONLINE:
        lines.append(_("Doors open: %(time)s", time=format_time(time.fromisoformat(session["doors_time"]))))
    if document["online_url"] or document["online_how"]:
        how = " ".join(part for part in (document["online_how"], document["online_url"]) if part)
        lines.append(_("Join online: %(how)s", how=how))
    if document["phone_in"]:
        lines.append(_("Join by phone: %(phone)s", phone=document["phone_in"]))
    return "\n".join(lines)


def access(document: Document) -> str:
    """The short set in four states, and whom to ask."""
    lines, unknown = [_("Access")], []
    for feature in SHORT_SET:
        answer = document["access"].get(feature.code, {})
        state = AccessState(answer.get("state", AccessState.UNKNOWN))
        if state == AccessState.UNKNOWN:
            unknown.append(str(feature.label))
        else:
            note = f" ({answer['note']})" if answer.get("note") else ""
            lines.append(f"{feature.label}: {ACCESS_STATES[state]}{note}")
    if unknown:
        lines.append(_("Not known yet: %(features)s", features=", ".join(unknown)))
    if document["access_note"]:
        lines.append(document["access_note"])
    if asked := in_order(document["access_contact"]) or in_order(document["contact"]):
        lines.append(_("Ask about access: %(who)s", who=asked))
    if document["access_ask_by"]:
        lines.append(_("Please ask by %(day)s", day=long_day(date.fromisoformat(document["access_ask_by"]))))
    return "\n".join(lines)


def in_order(contact: dict[str, str]) -> str:
    """Contact details on one line, in a fixed order whatever order they were stored in."""
    names = [*CONTACT_ORDER, *sorted(contact.keys() - set(CONTACT_ORDER))]
    return ", ".join(contact[name] for name in names if contact.get(name))


def booking(document: Document) -> str:
    """Booking and cost, where they are known."""
    lines = []
    ways = [document[way] for way in ("booking_url", "booking_phone", "booking_email") if document[way]]
    if document["booking"] != Booking.NOT_STATED or ways:
        lines.append(_("Booking: %(how)s", how=", ".join([str(BOOKINGS[Booking(document["booking"])]), *ways])))
    if document["booking_by"]:
        lines.append(_("Book by %(day)s", day=long_day(date.fromisoformat(document["booking_by"]))))
    if document["cost"] != Cost.NOT_STATED or document["cost_note"]:
        lines.append(
            _("Cost: %(cost)s", cost=f"{COSTS[Cost(document['cost'])]}. {document['cost_note']}".strip(" ."))
        )
    return "\n".join(lines)


def origin(document: Document) -> str:
    """Where the listing came from, if not from the organiser."""
    if document["origin"] == Origin.EXAMPLE:
        return str(_("Example listing: this event is not real."))
    if document["origin"] == Origin.ARCHIVE:
        return str(_("A past event, taken from public pages. It was not sent to us by the organiser."))
    return ""
