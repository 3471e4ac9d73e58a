"""Whose event this is. What a stranger asks for and what does not exist look the same."""

from flask import abort
from sqlalchemy import select

from app.accounts.organiser_session import may_edit, signed_in_organiser
from app.extensions import db
from app.registry.event import Event
from app.registry.organiser import Organiser, organisation_organiser
from app.submission.bulk.holding import is_from_own_upload
from app.submission.on_behalf.vouching import entered_for_somebody
from app.submission.queries import event_with

FORGOTTEN = "@forgotten.invalid"  # the end of what stands for the address of somebody whose details were deleted
LEFT = "left"  # the action in the log when somebody manages an event no more


def own_event(reference: str) -> Event:
    """An event this browser may edit: it was begun or uploaded here, its organiser is signed in here, or a
    moderator is who entered it for somebody. Else 404."""
    event = event_with(reference)
    if event is None:
        abort(404)
    organiser = signed_in()
    held = begun_here(event) or is_from_own_upload(event) or entered_for_somebody(event)
    if not held and not (organiser is not None and manages(organiser, event)):
        abort(404)
    return event


def begun_here(event: Event) -> bool:
    """Whether this browser began the event or used a link to it, and nobody has left the event since.

    What a browser remembers cannot be taken from it, so that of somebody who has left it counts no more.
    """
    return may_edit(event.reference) and not any(one.action == LEFT for one in event.decisions)


def manages(organiser: Organiser, event: Event) -> bool:
    """Whether the event is theirs, or of an organisation all of whose events they manage."""
    if organiser in event.organisers:
        return True
    if event.organisation_id is None:
        return False
    holds = organisation_organiser.c
    found = select(holds.organiser_id).where(
        holds.organisation_id == event.organisation_id, holds.organiser_id == organiser.id
    )
    return db.session.scalar(found) is not None


def signed_in() -> Organiser | None:
    """The organiser who used an emailed link in this browser."""
    organiser_id = signed_in_organiser()
    organiser = db.session.get(Organiser, organiser_id) if organiser_id is not None else None
    return None if organiser is not None and organiser.email.endswith(FORGOTTEN) else organiser
