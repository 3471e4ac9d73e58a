"""Whose event this is. What a stranger asks for and what does not exist look the same."""

from flask import abort

from app.accounts.organiser_session import may_edit, signed_in_organiser
from app.extensions import db
from app.registry.event import Event
from app.registry.organiser import Organiser
from app.submission.queries import event_with


def own_event(reference: str) -> Event:
    """An event this browser may edit: it was begun here, or its organiser is signed in here. Else 404."""
    event = event_with(reference)
    if event is None:
        abort(404)
    organiser = signed_in()
    if not may_edit(event.reference) and organiser not in event.organisers:
        abort(404)
    return event


def signed_in() -> Organiser | None:
    """The organiser who used an emailed link in this browser."""
    organiser_id = signed_in_organiser()
    return db.session.get(Organiser, organiser_id) if organiser_id is not None else None
