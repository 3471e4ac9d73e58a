"""A proposed change as questions: what the event says, what the calendar says now, and who changed it last."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from json import dumps
from typing import Any

from flask_babel import lazy_gettext as _
from markupsafe import Markup

from app.catalogue.differences import marked
from app.catalogue.document import sessions
from app.catalogue.wording import when_one
from app.registry.calendar_source import CalendarEntry
from app.registry.event import Event
from app.registry.times import today
from app.shared.characters import clean, many_lines, one_line
from app.shared.choice_fields import ChoiceField, DateField
from app.shared.forms import leaves
from app.shared.web_address import parse_web_address
from app.submission.answers import sent_form
from app.submission.calendars.facts import CELLS, PLACE, Facts, changed, dates_to_come
from app.submission.forms.when import session_of
from app.submission.forms.where import written
from app.submission.sections import BY_CODE
from app.submission.unfinished import Raw, as_left

ASKED = {
    "title": _("Name"),
    "summary": _("Summary"),
    "description": _("Description"),
    "website": _("Web page"),
    "online_url": _("Link to join"),
    "place": _("Place"),
    "when": _("Dates and times"),
}
PAGE_OF = dict.fromkeys(("title", "summary", "description", "website"), "about") | {
    "online_url": "where",
    "place": "where",
    "when": "when",
}
OF_A_DATE = ("timing", "start_time", "end_time")
BOXES = ("day", "month", "year")


@dataclass(frozen=True)
class Question:
    """One answer that differs. ``is_own``: the organiser has changed it here since it was taken from the calendar."""

    name: str
    question: str
    here: str
    there: str
    is_own: bool

    def marked(self) -> Markup:
        """Both as one text: what would go, what would come."""
        return marked(self.here, self.there)


def questions(entry: CalendarEntry, event: Event, at: datetime) -> list[Question]:
    """What the calendar says differently since it was last asked, and the event does not say yet."""
    day = today(at)
    here, taken, found = said_here(event), entry.taken, entry.found
    names = changed(taken, found, day).names
    listed = []
    for name in (one for one in ASKED if one in names):
        mine, theirs = words(here, found, name, day), words(found, taken, name, day)
        if mine != theirs:
            is_own = is_changed_here(here, taken, found, name, day)
            listed.append(Question(name, str(ASKED[name]), mine, theirs, is_own))
    return listed


def is_changed_here(here: Facts, taken: Facts, found: Facts, name: str, day: date) -> bool:
    """Whether the event says something else than the calendar did. A town we found for a postcode is no change."""
    if name == "place":
        parts = [part for part in PLACE if taken.get("cells", {}).get(part)]
        return any(plain(here, part) != plain(taken, part) for part in parts)
    return words(here, found, name, day) != words(taken, found, name, day)


def words(facts: Mapping[str, Any], other: Mapping[str, Any], name: str, day: date) -> str:
    """One answer in words, the same for the same answer."""
    if name == "when":
        return "\n".join(dict.fromkeys(dates_in_words(dates_to_come(facts, other, day))))
    if name == "place":
        return ", ".join(text for part in PLACE if (text := plain(facts, part)))
    return plain(facts, name)


def plain(facts: Mapping[str, Any], name: str) -> str:
    """A cell as the form would keep it."""
    text = clean(str(facts.get("cells", {}).get(name, "")))[0]
    if name == "description":
        return many_lines(text)
    text = one_line(text)
    if name == "postcode":
        return written(text)
    if name in ("website", "online_url") and text:
        with suppress(ValueError):
            return parse_web_address(text)
    return text


def dates_in_words(dates: list[dict[str, str]]) -> list[str]:
    """Dates as people read them, in order; as they were typed where they are none yet."""
    sent = {f"sessions-{n}-{name}": value for n, boxes in enumerate(dates) for name, value in boxes.items()}
    form = sent_form(BY_CODE["when"], sent)
    if not dates:
        return []
    if not form.validate():
        return [" ".join(value for value in boxes.values() if value) for boxes in dates]
    rows = sorted(
        (session_of(one.form, n) for n, one in enumerate(form.sessions.entries)), key=lambda row: row.starts_at
    )
    return [str(when_one(one)) for one in sessions(rows)]


def said_here(event: Event) -> Facts:
    """What the event says here, as its organiser left it: in a draft, in the queue, or in public."""
    about, where, when = (shown(event, code) for code in ("about", "where", "when"))
    cells = {name: first(about.get(name) or where.get(name)) for name in CELLS}
    dates = []
    for number in dict.fromkeys(name.split("-")[1] for name in when if name.startswith("sessions-")):
        start = f"sessions-{number}-"
        one = {name.removeprefix(start): first(values) for name, values in when.items() if name.startswith(start)}
        if all(one.get(f"starts_on-{box}", "").isdecimal() for box in BOXES):
            dates.append(plain_date(one))
    return {"cells": {name: text for name, text in cells.items() if text}, "sessions": dates, "until": ""}


def plain_date(one: Mapping[str, str]) -> dict[str, str]:
    """A date with what a calendar knows of it."""
    kept = [*OF_A_DATE, *(f"{name}-{box}" for name in ("starts_on", "ends_on") for box in BOXES)]
    return {name: one[name] for name in kept if one.get(name)}


def first(values: list[str] | None) -> str:
    """A box's text."""
    return values[0] if values else ""


def shown(event: Event, code: str) -> Raw:
    """A page of the form as a browser would send it, if nobody changed anything on it."""
    raw: Raw = {}
    how: dict[str, Any] = {"meta": {"csrf": False}}
    if code == "about":
        how["event"] = event
    for field in leaves(as_left(event, BY_CODE[code], how)):
        if field.name == "csrf_token":
            continue
        if isinstance(field, DateField):
            raw |= {f"{field.name}-{box}": [typed] for box, typed in field.typed.items()}
        elif isinstance(field, ChoiceField):
            raw[str(field.name)] = [one for one in field.chosen if one]
        else:
            raw[str(field.name)] = [str(getattr(field, "typed", "") or "")]
    return raw


def fingerprint(entry: CalendarEntry, event: Event) -> str:
    """Changes whenever either side does, so that nobody accepts what they have not seen."""
    said = [event.latest.id, event.latest.version, str(event.latest.state), entry.taken, entry.found, entry.proposal]
    return sha256(dumps(said, sort_keys=True, default=str).encode("utf-8", "replace")).hexdigest()[:20]
