"""Which events this browser may manage after they were sent. Another's event and none at all look the same."""

from typing import NoReturn

from flask import abort, redirect, request, url_for

from app.accounts.organiser_session import may_edit
from app.registry.event import Event
from app.registry.organiser import Organiser
from app.submission.ownership import manages, signed_in
from app.submission.queries import event_with


def managed_event(reference: str) -> Event:
    """An event that the organiser signed in here manages; or, before anybody confirmed it, that was begun here.

    Else 404; somebody who is signed out and only looks is asked for their address, whatever the reference.
    """
    event = event_with(reference)
    organiser = signed_in()
    if event is not None:
        if organiser is not None and manages(organiser, event):
            return event
        if not event.organisers and may_edit(event.reference):
            return event
    return nothing_here(organiser)


def colleague_of(reference: str) -> tuple[Event, Organiser]:
    """An event and its organiser signed in here, for what only a known person may do. Else as above."""
    event = managed_event(reference)
    organiser = signed_in()
    if organiser is None or not manages(organiser, event):
        nothing_here(organiser)
    return event, organiser


def nothing_here(organiser: Organiser | None) -> NoReturn:
    """404, or the page that mails a link."""
    if organiser is None and request.method in ("GET", "HEAD"):
        abort(redirect(url_for("submission.my_events")))
    abort(404)
