"""What the worker does for followed calendars: look, one letter where there is news, one when it gives up."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from app.extensions import db
from app.fetching.refused import Refused
from app.notifications.worker import Job, add_job
from app.registry.calendar_source import CalendarSource
from app.shared.clock import now
from app.submission.bulk.bounds import Unreadable
from app.submission.calendars import following
from app.submission.calendars.looking import News, take_in
from app.submission.calendars.notifications import mail_news, mail_paused
from app.submission.calendars.seeing import see

EVERY = timedelta(minutes=10)
log = logging.getLogger(__name__)


def open_calendar_jobs(app: Flask) -> None:
    """Add the daily looks to the worker's jobs."""
    add_job(app, Job("calendars", EVERY, look_at_due))


def look_at_due(stopping: Callable[[], bool]) -> None:
    """Look at every calendar whose time has come."""
    at = now()
    for source_id in following.due(at):
        if stopping():
            return
        mine = following.claim(source_id, at)
        db.session.commit()
        if mine:
            look(source_id, at, tell=True)


def look(source_id: int, at: datetime, *, tell: bool) -> News | None:
    """Look at one calendar and save what came of it. None when it could not be read; why is in ``last_error``.

    Nothing of the database is held while somebody else's server is waited for. ``tell``: write to its owner.
    """
    source = db.session.get(CalendarSource, source_id)
    if source is None:
        return None
    address, etag, modified = source.address, source.etag, source.last_modified
    db.session.rollback()
    try:
        seen = see(address, etag, modified)
        source = db.session.get_one(CalendarSource, source_id)
        news = take_in(source, seen, following.sender_of(source), at)
    except (Refused, Unreadable) as reason:
        db.session.rollback()
        not_read(source_id, reason, at, tell=tell)
        return None
    following.looked(source, at)
    if news and tell:
        mail_news(source, news)
    db.session.commit()
    return news


def not_read(source_id: int, reason: Refused | Unreadable, at: datetime, *, tell: bool) -> None:
    """Note why, and when to try again."""
    source = db.session.get(CalendarSource, source_id)
    if source is None:
        return
    log.info("a followed calendar was not read: %s", reason)
    if following.failed(source, str(reason), at) and tell:
        mail_paused(source, reason)
    db.session.commit()
