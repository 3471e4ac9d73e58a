"""Keeps the promises of the privacy page: private contacts go half a year after the event, and letters with them."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, func, select, union

from app.extensions import db
from app.notifications.forgetting import forget_done
from app.notifications.worker import Job, add_job
from app.registry.calendar_source import CalendarSource, Following
from app.registry.organiser import Organiser, PrivateContact, event_organiser, organisation_organiser
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.shared.clock import now

PRIVATE_CONTACT_KEPT = timedelta(days=183)


def open_retention(app: Flask) -> None:
    """Run it daily in the worker."""
    add_job(app, Job("retention", timedelta(days=1), forget_long_past))


def forget_long_past(_stopping: Callable[[], bool]) -> int:
    """Delete private contacts, and organisers with nothing else, whose events all ended half a year ago.

    An event with a draft or an edit since then has its newest date counted. Returns how many contacts went.
    """
    last_end = func.max(func.coalesce(EventSession.ends_at, EventSession.starts_at))
    long_past = (
        select(Revision.event_id)
        .join(EventSession, EventSession.revision_id == Revision.id)
        .group_by(Revision.event_id)
        .having(last_end < now() - PRIVATE_CONTACT_KEPT, func.max(Revision.saved_at) < now() - PRIVATE_CONTACT_KEPT)
    )
    gone = db.session.scalars(
        delete(PrivateContact)
        .where(PrivateContact.event_id.in_(long_past))
        .returning(PrivateContact.event_id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.execute(delete(event_organiser).where(event_organiser.c.event_id.in_(gone)))
    manages = union(
        select(event_organiser.c.organiser_id),
        select(organisation_organiser.c.organiser_id),
        select(CalendarSource.organiser_id).where(
            CalendarSource.organiser_id.is_not(None), CalendarSource.following == Following.FOLLOWED
        ),
    )
    lately = now() - PRIVATE_CONTACT_KEPT
    db.session.execute(
        delete(Organiser)
        .where(Organiser.id.not_in(manages), Organiser.confirmed_at < lately)
        .execution_options(synchronize_session=False)
    )
    forget_done(PRIVATE_CONTACT_KEPT, PRIVATE_CONTACT_KEPT)
    db.session.commit()
    return len(gone)
