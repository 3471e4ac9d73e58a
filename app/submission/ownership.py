"""Whose event this is. What a stranger asks for and what does not exist look the same."""

from flask import abort

from app.accounts.organiser_session import may_edit, signed_in_organiser
from app.extensions import db
from app.registry.event import Event
from app.registry.organiser import Organiser
from app.submission.bulk.holding import is_from_own_upload
from app.submission.on_behalf.vouching import entered_for_somebody
from app.submission.queries import event_with


def own_event(reference: str) -> Event:
    """An event this browser may edit: it was begun or uploaded here, its organiser is signed in here, or a
    moderator is who entered it for somebody. Else 404."""
    event = event_with(reference)
    if event is None:
        abort(404)
    organiser = signed_in()
    held = may_edit(event.reference) or is_from_own_upload(event) or entered_for_somebody(event)
    if not held and organiser not in event.organisers:
        abort(404)
    return event


def signed_in() -> Organiser | None:
    """The organiser who used an emailed link in this browser."""
    organiser_id = signed_in_organiser()
    return db.session.get(Organiser, organiser_id) if organiser_id is not None else None
