"""What the organiser's pages show: tasks, answers to check, notices, and where an event stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList

from app.catalogue.document import sessions
from app.catalogue.wording import when_one
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.session import EventSession
from app.registry.times import Oddity, oddity, today
from app.registry.vocabularies.access import ACCESS_STATES, FEATURES, SHORT_CODES, AccessState
from app.shared.choice_fields import ChoiceField, DateField
from app.shared.clock import now
from app.shared.time_of_day import format_time
from app.submission.forms.options import NO_ANSWER
from app.submission.meeting_links import meeting_link
from app.submission.sections import SECTIONS, Section


@dataclass(frozen=True)
class Answered:
    """One answer to check: the question, the answer in words, and where to change it."""

    question: str
    answer: str
    address: str


@dataclass(frozen=True)
class Part:
    """One page's answers."""

    title: str
    address: str
    rows: list[Answered]


STANDING = {
    State.DRAFT: _l("Not sent yet"),
    State.UNCONFIRMED: _l("Waiting for you to confirm your email address"),
    State.SUBMITTED: _l("Waiting for a moderator to look at it"),
    State.CHANGES_REQUESTED: _l("We have asked you to change something"),
    State.APPROVED: _l("Public"),
    State.REJECTED: _l("We did not publish it"),
    State.WITHDRAWN: _l("Withdrawn"),
}


def standing(event: Event) -> str:
    """Where an event stands, in plain words."""
    return str(STANDING[State(event.latest.state)])


def address_of(event: Event, section: Section) -> str:
    """Where a page of the form is."""
    return url_for("submission.section", reference=event.reference, code=section.code)


def task_list(event: Event) -> list[dict[str, Any]]:
    """Every page, and whether it is answered, begun, or neither."""
    revision = event.latest
    tasks = []
    for section in SECTIONS:
        begun = section.code in revision.unfinished
        done = section.code in revision.sections_done and not begun
        tasks.append({"title": section.title, "address": address_of(event, section), "done": done, "begun": begun})
    return tasks


def summary(event: Event) -> list[Part]:
    """Every answer of the draft, page by page."""
    parts = []
    for section in SECTIONS:
        form = section.form(formdata=None, data=section.form.said(event, event.latest), event=event)
        address = address_of(event, section)
        rows = [
            Answered(question, answer, f"{address}#{target}")
            for question, answer, target in answers(form, event)
            if question and answer
        ]
        parts.append(Part(str(section.title), address, rows + pictures(event, section)))
    return parts


def pictures(event: Event, section: Section) -> list[Answered]:
    """The picture or logo a page has, as its description."""
    draft = event.latest
    shown = {
        "about": (_("A picture of your event"), draft.image_alt),
        "contacts": (_("Your organisation’s logo"), draft.organisation_logo_alt),
    }
    question, words = shown.get(section.code, ("", ""))
    address = url_for("submission.picture", reference=event.reference, code=section.code) if words else ""
    return [Answered(question, words, address)] if words else []


def answers(form: Any, event: Event) -> list[tuple[str, str, str]]:
    """Question, answer in words, and the id of the field; for dates and access, in their own words."""
    found = []
    for field in form:
        if isinstance(field, FieldList):
            rows = sessions(event.latest.sessions)
            found += [(_("Date %(number)s", number=n), when_one(row), "main") for n, row in enumerate(rows, 1)]
        elif field.name in FEATURES:
            if said := feature(form, field):
                found.append((str(field.label.text), said, field.id))
        elif not field.name.endswith("_note") or field.name in {"audience_note", "access_note", "cost_note"}:
            found.append((question(field), worded(field), getattr(field, "error_target", field.id)))
    return found


def question(field: Any) -> str:
    """What was asked, without "(optional)". Nothing for fields people do not see."""
    if getattr(field, "component", "hidden") == "hidden":
        return ""
    return str(field.label.text).removesuffix(str(_(" (optional)")))


def worded(field: Any) -> str:
    """An answer in words."""
    if isinstance(field, ChoiceField):
        chosen = [
            str(option.text)
            for option in field.options
            if option.value in field.chosen and option.text is not NO_ANSWER
        ]
        return ", ".join(chosen)
    if isinstance(field, DateField):
        return format_date(field.data, "EEEE d MMMM y") if isinstance(field.data, date) else ""
    return str(getattr(field, "typed", "") or "")


def feature(form: Any, field: Any) -> str:
    """An access answer and its note. Of the many features only those of the short set say that they are not known."""
    note = form[f"{field.name}_note"].typed
    is_unknown = field.chosen in ([], [AccessState.UNKNOWN])
    if is_unknown and not note and field.name not in SHORT_CODES:
        return ""
    state = str(ACCESS_STATES[AccessState.UNKNOWN]) if is_unknown else worded(field)
    return f"{state}: {note}" if note else state


def said_twice(row: EventSession) -> list[datetime]:
    """The wall-clock times of a session that the clock shows twice that night."""
    times = [(row.starts_on, row.start_time), (row.ends_on, row.end_time)]
    return [datetime.combine(day, at) for day, at in times if at and oddity(day, at) == Oddity.REPEATED]


WORDS = (
    "summary",
    "description",
    "summary_cy",
    "description_cy",
    "online_how",
    "website",
    "cost_note",
    "booking_url",
)


def notices(event: Event) -> list[str]:
    """What an organiser should know before sending."""
    revision = event.latest
    told = []
    if any(row.ends_on < today(now()) for row in revision.sessions):
        told.append(_("A date you gave has passed. We will list it as a past event."))
    for night in sorted({moment for row in revision.sessions for moment in said_twice(row)}):
        day, at = format_date(night.date(), "d MMMM y"), format_time(night.time())
        told.append(_("The clocks go back on %(day)s, so %(at)s comes twice. We mean the first.", day=day, at=at))
    place = revision.place
    if place and not place.found and (sought := place.postcode or place.town):
        told.append(_("We could not find “%(place)s” on the map. You can still send it.", place=sought))
    if any(meeting_link(getattr(revision, name)) for name in WORDS):
        told.append(
            _(
                "A link to an online meeting is in your words, so everybody will see it and can walk in. "
                "To keep it private, give it under “Where” instead."
            )
        )
    if not revision.access_contact.get("role"):
        told.append(_("You name nobody to ask about access. Many people stay at home when there is nobody to ask."))
    return told
