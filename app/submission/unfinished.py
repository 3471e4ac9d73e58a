"""What was typed in a page that is not right yet, kept as typed so that the page is shown again with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from app.registry.event import Event
from app.registry.revision import Revision
from app.shared.characters import clean
from app.shared.choice_fields import ChoiceField
from app.shared.forms import leaves, names_of
from app.submission.sections import Section

MOST_CHARACTERS = 200_000
Raw = dict[str, list[str]]


def as_left(event: Event, section: Section, how: Mapping[str, Any] | None = None) -> Any:
    """The form of a page as its organiser left it: with what is unfinished, else with what the draft says.

    ``how`` are further arguments of the form, instead of ``event``: a worker has no browser with places of its own.
    """
    others = {"event": event} if how is None else how
    kept = event.latest.unfinished.get(section.code)
    if kept is None:
        return section.form(formdata=None, data=section.form.said(event, event.latest), **others)
    typed: MultiDict[str, str] = MultiDict([(name, value) for name, values in kept.items() for value in values])
    return section.form(formdata=typed, **others)


def keep(revision: Revision, section: Section, form: Any, sent: MultiDict[str, str], at: datetime) -> bool:
    """Put what was sent for a page into the draft, right or not. False when it is more than anybody types."""
    raw = raw_of(form, sent)
    if sum(len(value) for values in raw.values() for value in values) > MOST_CHARACTERS:
        return False
    revision.unfinished = {**revision.unfinished, section.code: raw}
    revision.version += 1
    revision.saved_at = at
    return True


def raw_of(form: Any, sent: MultiDict[str, str]) -> Raw:
    """What was sent for the fields of a form, without what no field asks for and no database takes."""
    names = sorted({name for field in leaves(form) for name in names_of(field)} - {"csrf_token"})
    return {name: [clean(value)[0] for value in sent.getlist(name)] for name in names if name in sent}


def is_untouched(form: Any, shown: Any) -> bool:
    """Whether a sent form says what the page said before anybody typed."""
    return answers_in(form) == answers_in(shown)


def answers_in(form: Any) -> dict[str, Any]:
    """What each field of a form says, as typed or chosen; nothing for those people do not see."""
    found = {}
    for field in leaves(form):
        if getattr(field, "component", "hidden") != "hidden":
            # "Choose an answer" is sent as an empty answer, and is none.
            chosen = [one for one in field.chosen if one] if isinstance(field, ChoiceField) else None
            found[str(field.name)] = getattr(field, "typed", None) if chosen is None else chosen
    return found
