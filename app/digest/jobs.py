"""What the clock does: one letter a week to each subscription, and forgetting.

A letter is queued in the transaction that notes when its reader was told. So it exists once or not at all, whoever is
killed and however many workers run, and weeks that were missed are told in one letter.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select, update

from app.catalogue.query import EventQuery
from app.digest import services
from app.digest.asked import asked, over
from app.digest.models import Digest
from app.digest.notifications import mail_last, mail_news
from app.digest.queries import due, news
from app.digest.weekly import latest
from app.extensions import db
from app.notifications.worker import Job, add_job
from app.registry.times import today
from app.shared.clock import now

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=1)
AT_ONCE = 200  # a few seconds' work: a link to sign in must not wait for everybody's weekly letter
PATIENCE = timedelta(days=1)  # a service that knows places may be out of reach for a while


def open_digest_jobs(app: Flask) -> None:
    """Add them to the worker's jobs."""
    add_job(app, Job("digest", EVERY, send_due))
    add_job(app, Job("digest addresses", timedelta(hours=1), forget))


def forget(_stopping: Callable[[], bool]) -> None:
    """Forget addresses nobody needs any more."""
    services.tidy()
    db.session.commit()


def send_due(stopping: Callable[[], bool]) -> None:
    """Write this week's letters. One that cannot be written does not hold up the others; it is tried again."""
    at, left = now(), AT_ONCE
    for digest_id in due(latest(at)):
        if stopping() or left == 0:
            return
        try:
            with force_locale("en"):
                tell(digest_id, at)
            db.session.commit()
            left -= 1
        except Exception:
            log.exception("the weekly letter %s could not be written", digest_id)
            db.session.rollback()


def tell(digest_id: int, at: datetime) -> None:
    """One subscription's week. The caller commits."""
    found = claim(digest_id, at)
    if found is None:
        return
    digest, told_at = found
    query, day = asked(digest.query), today(at)
    if query.problems:
        if at < latest(at) + PATIENCE:
            db.session.rollback()
        else:
            end(digest, query, " ".join(problem.message for problem in query.problems))
    elif reason := over(query, day):
        end(digest, query, reason)
    elif told := news(query, told_at, at):
        mail_news(digest, query, told)


def claim(digest_id: int, at: datetime) -> tuple[Digest, datetime] | None:
    """Note that this reader is told now; the subscription, and when they were told before.

    None when another worker was first, or they have left. A second worker waits here for the first one's commit.
    """
    told_at = db.session.scalar(select(Digest.told_at).where(Digest.id == digest_id))
    if told_at is None or told_at >= latest(at):
        return None
    noting = (
        update(Digest)
        .where(Digest.id == digest_id, Digest.told_at == told_at)
        .values(told_at=at)
        .returning(Digest)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    digest = db.session.scalars(noting).one_or_none()
    return (digest, told_at) if digest is not None else None


def end(digest: Digest, query: EventQuery, reason: str) -> None:
    """Nothing can come any more: say so once, and keep nothing."""
    mail_last(digest, query, reason)
    db.session.delete(digest)
