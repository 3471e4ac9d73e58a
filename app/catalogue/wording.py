"""When and where, in the words people use. Pure functions of the public document."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from app.catalogue.document import Document, PlaceDocument, SessionDocument
from app.registry.session import Timing
from app.registry.vocabularies.kinds import Format, Happening
from app.shared.time_of_day import format_time

# Zones whose clocks always agree with London's: naming them would only puzzle people.
SAME_CLOCK = {
    "Europe/London",
    "Europe/Dublin",
    "Europe/Belfast",
    "Europe/Isle_of_Man",
    "Europe/Jersey",
    "Europe/Guernsey",
}


def when(sessions: Sequence[SessionDocument], *, from_archive: bool = False) -> str:
    """All the dates and times in one line. Times are on the wall clock of the session's own zone.

    What is not known of an event ``from_archive`` is not going to be confirmed by anybody.
    """
    if not sessions:
        return str(_("Date not known yet"))
    if len(sessions) == 1:
        return when_one(sessions[0], from_archive=from_archive)
    days = sorted({session["starts_on"] for session in sessions})
    if len(days) == 1:
        return str(_("%(day)s, %(count)s times", day=long_day(date.fromisoformat(days[0])), count=len(sessions)))
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    first_day = pattern(first, "EEEE d MMMM" if first.year == last.year else "EEEE d MMMM y")
    return str(_("%(count)s dates from %(first)s to %(last)s", count=len(days), first=first_day, last=long_day(last)))


def when_one(session: SessionDocument, *, from_archive: bool = False) -> str:
    """One date and time: ``Wednesday 7 July 2027, 10am to 11:30am``."""
    first, last = date.fromisoformat(session["starts_on"]), date.fromisoformat(session["ends_on"])
    timing = session["timing"]
    if timing in (Timing.DATE_TBC, Timing.TIME_TBC):
        return not_certain(timing, first, last, from_archive=from_archive)
    days = days_between(first, last, _("to"))
    if timing == Timing.ALL_DAY or session["start_time"] is None:
        return _("%(days)s, all day", days=days) if first == last else days
    dropping_in = " " + _("(drop in at any time)") if session.get("drop_in") else ""
    return timed(session, first, last) + zone_note(session["timezone"]) + dropping_in


def not_certain(timing: str, first: date, last: date, *, from_archive: bool) -> str:
    """A date, or some days, of which the time or the very day is not known."""
    if timing == Timing.TIME_TBC:
        days = days_between(first, last, _("to"))
        words = _("%(days)s, time not known") if from_archive else _("%(days)s, time to be confirmed")
        return str(words) % {"days": days}
    if first == last:
        words = _("%(day)s, or about then") if from_archive else _("%(day)s, date to be confirmed")
        return str(words) % {"day": long_day(first)}
    days = days_between(first, last, _("and"))
    known = _("Between %(days)s, exact day not known")
    return str(known if from_archive else _("Between %(days)s, exact day to be confirmed")) % {"days": days}


def timed(session: SessionDocument, first: date, last: date) -> str:
    """A session whose start is known to the minute, and its end perhaps."""
    assert session["start_time"] is not None
    begins = time.fromisoformat(session["start_time"])
    ends = time.fromisoformat(session["end_time"]) if session["end_time"] else None
    said = {"first": long_day(first), "begins": format_time(begins), "last": long_day(last)}
    if ends is None:
        if first == last:
            return str(_("%(first)s, from %(begins)s", **said))
        return str(_("%(first)s, from %(begins)s, until %(last)s", **said))
    said["ends"] = format_time(ends)
    if first == last:
        return str(_("%(first)s, %(begins)s to %(ends)s", **said))
    if last == first + timedelta(days=1) and ends < begins:
        if ends == time(0):
            return str(_("%(first)s, %(begins)s to midnight", **said))
        return str(_("%(first)s, %(begins)s to %(ends)s the next day", **said))
    return str(_("%(first)s, %(begins)s to %(last)s, %(ends)s", **said))


def zone_note(zone: str) -> str:
    """Whose clock it is, where that is not London's."""
    if zone in SAME_CLOCK:
        return ""
    city = zone.rpartition("/")[2].replace("_", " ")
    return " " + str(_("(%(city)s time)", city=city))


def days_between(first: date, last: date, joined: str) -> str:
    """``Monday 5 to Friday 9 July 2027``: a month or year both days share is said once."""
    if first == last:
        return long_day(first)
    if (first.year, first.month) == (last.year, last.month):
        start = pattern(first, "EEEE d")
    elif first.year == last.year:
        start = pattern(first, "EEEE d MMMM")
    else:
        start = long_day(first)
    return f"{start} {joined} {long_day(last)}"


def long_day(day: date) -> str:
    """``Wednesday 7 July 2027``."""
    return pattern(day, "EEEE d MMMM y")


def pattern(day: date, form: str) -> str:
    """A date by a CLDR pattern in the reader's language; English where nobody is reading."""
    return format_date(day, form, locale=get_locale() or "en")


def where(document: Document) -> str:
    """Where it is, short: ``Leeds Central Library, Leeds LS1 3AB``."""
    return taking_part(document, place_name(document["place"]))


def location(document: Document) -> str:
    """Where it is with the street, as an envelope would have it (a VEVENT's LOCATION)."""
    place = document["place"]
    return taking_part(document, place_name(place, place["address"] if place else ""))


def taking_part(document: Document, place: str) -> str:
    """Put the place and the way to take part together. ``place`` is empty where it is not known."""
    if document["happening"] == Happening.MOVED_ONLINE or document["format"] == Format.ONLINE:
        return str(_("Online"))
    if document["format"] == Format.HYBRID:
        return str(_("%(place)s and online", place=place) if place else _("Online, and a place not known yet"))
    return place or _("Place not known yet")


def place_name(place: PlaceDocument | None, address: str = "") -> str:
    """Venue, address (where given), town and postcode; of an area only ``Leeds area, LS9``. Empty if not known."""
    if place is None:
        return ""
    town, postcode = place["town"] or place["council"], place["postcode"]
    if place["area_only"]:
        return ", ".join(part for part in (_("%(town)s area", town=town) if town else "", postcode) if part)
    line = f"{town} {postcode}".strip()
    return ", ".join(part for part in (place["venue"], address, line) if part)
