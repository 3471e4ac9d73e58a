"""What the clock does: warn about drafts that end, delete them, and ask the day before an event."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from flask import Flask
from flask_babel.speaklater import LazyString
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.catalogue.document import sessions
from app.catalogue.wording import when_one
from app.extensions import db
from app.notifications.worker import Job, add_job
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.notice import Notice
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.times import today
from app.registry.vocabularies.kinds import Happening, Origin
from app.shared.clock import now
from app.submission import drafts
from app.submission.bulk.services import forget_old_uploads
from app.submission.notifications import mail_draft_ending, mail_tomorrow

TOMORROW = "tomorrow"
EVERY = timedelta(hours=1)  # each letter goes once, so asking often only means that none is late
GOES_ON = (Happening.GOING_AHEAD, Happening.MOVED_ONLINE)


def open_submission_jobs(app: Flask) -> None:
    """Add them to the worker's jobs."""
    add_job(app, Job("drafts", EVERY, tend_drafts))
    add_job(app, Job("tomorrow", EVERY, ask_about_tomorrow))
    add_job(app, Job("uploads", timedelta(days=1), forget_uploads))


def forget_uploads(_stopping: Callable[[], bool]) -> None:
    """Delete uploads that are done with: their rows hold private contacts."""
    forget_old_uploads(now())
    db.session.commit()


def tend_drafts(stopping: Callable[[], bool]) -> None:
    """Delete drafts whose time is over, and warn about those that end within a week."""
    at = now()
    for event_id in drafts.ending(at):
        if stopping():
            return
        once(event_id, lambda event: tend(event, at))


def tend(event: Event, at: datetime) -> None:
    """Delete one draft, or warn about it, or neither."""
    contact = event.private_contact
    if event.latest.state != State.DRAFT:
        return
    if drafts.is_over(event, at):
        drafts.forget(event)
    elif contact is not None and contact.email and not drafts.warned_at(event):
        warn(event, at)


def warn(event: Event, at: datetime) -> None:
    """Say when a draft ends. One that should have ended by now has a week from today."""
    day = drafts.last_day(event.latest)
    add_notice(event, drafts.ENDING, day, at)
    mail_draft_ending(event, max(day, today(at + drafts.WARNED_BEFORE)))


def ask_about_tomorrow(stopping: Callable[[], bool]) -> None:
    """Ask the organisers of tomorrow's events, in London's time, whether everything is still right."""
    at = now()
    for event_id in events_on(today(at) + timedelta(days=1)):
        if stopping():
            return
        once(event_id, lambda event: ask(event, at))


def ask(event: Event, at: datetime) -> None:
    """Ask about one event, where what is public says that it is tomorrow."""
    day, contact = today(at) + timedelta(days=1), event.private_contact
    rows = [row for row in event.approved.sessions if row.starts_on == day] if event.approved else []
    if not rows or contact is None:
        return
    add_notice(event, TOMORROW, day, at)
    mail_tomorrow(event, [LazyString(when_one, row) for row in sessions(rows)])


def events_on(day: date) -> list[int]:
    """The ids of public events that people sent us, that go on, and whose organiser was not asked about that day."""
    asked = select(Notice.event_id).where(Notice.kind == TOMORROW, Notice.about == day)
    query = (
        select(Event.id)
        .join(Revision, Revision.event_id == Event.id)
        .join(EventSession, EventSession.revision_id == Revision.id)
        .where(Revision.state == State.APPROVED, EventSession.starts_on == day)
        .where(Event.origin == Origin.SUBMITTED, Event.happening.in_(GOES_ON), Event.id.not_in(asked))
        .order_by(Event.id)
        .distinct()
    )
    return list(db.session.scalars(query))


def add_notice(event: Event, kind: str, about: date, at: datetime) -> None:
    """Note that a letter went."""
    db.session.add(Notice(event_id=event.id, kind=kind, about=about, sent_at=at))


def once(event_id: int, step: Callable[[Event], None]) -> None:
    """Do one event's step and save it. Where another worker did the same a moment ago, it is done."""
    try:
        step(db.session.get_one(Event, event_id))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
