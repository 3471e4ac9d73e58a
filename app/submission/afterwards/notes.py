"""What a moderator wrote about pages and questions, while the organiser answers it; and what sending would do."""

from dataclasses import dataclass
from typing import Any

from app.catalogue.differences import Change, changes
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.vocabularies.pages import in_words, page_of, question_of
from app.shared.forms import BaseForm, leaves
from app.submission.afterwards.services import is_public
from app.submission.blueprint import submission


def request_for_changes(event: Event) -> Decision | None:
    """The request that the newest revision answers or waits with; None when there is none to answer."""
    if event.latest.state not in (State.DRAFT, State.CHANGES_REQUESTED):
        return None
    numbers = {revision.id: revision.number for revision in event.revisions}
    for one in reversed(event.decisions):
        if one.action in (Action.APPROVE, Action.REJECT):
            return None
        if one.action == Action.REQUEST_CHANGES and one.revision_id is not None:
            return one if numbers[one.revision_id] >= event.latest.number - 1 else None
    return None


def notes_on(event: Event, code: str) -> dict[str, str]:
    """What a moderator asked for on one page of the form: {"where": text, "where.postcode": text}."""
    asked = request_for_changes(event)
    return {key: text for key, text in (asked.notes or {}).items() if page_of(key) == code} if asked else {}


def put_beside(form: BaseForm, event: Event, code: str) -> dict[str, str]:
    """Put notes about questions beside their fields (of several dates the first). Those about the whole page."""
    left = {}
    for key, text in notes_on(event, code).items():
        field = next((one for one in leaves(form) if one.short_name == question_of(key)), None)
        if field is None:
            left[key] = text
        else:
            field.asked = text
    return left


@dataclass(frozen=True)
class Sending:
    """What a change of a public event does once it is sent."""

    at_once: list[Change]
    waits: list[Change]


def sending(event: Event) -> Sending | None:
    """What would go live at once and what would wait. None for an event that is not public."""
    if not is_public(event) or event.approved is None or event.approved is event.latest:
        return None
    found = changes(event.approved, event.latest)
    waits = [one for one in found if one.needs_review]
    return Sending([] if waits else found, found if waits else [])


@submission.context_processor
def about_afterwards() -> dict[str, Any]:
    """For the pages of the form, which other modules show."""
    return {
        "notes_on": notes_on,
        "note_title": in_words,
        "request_for_changes": request_for_changes,
        "sending": sending,
    }
