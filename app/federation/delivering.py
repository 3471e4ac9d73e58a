"""Sending what waits: one inbox at a time, in order, each thing until it is taken or cannot be.

An inbox is leased, so that two workers never send to it at once and nothing overtakes what came before it. A worker
killed between "202" and our note sends the same activity again, in the same bytes: others know it by its id.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import aliased

from app.extensions import db
from app.federation import addresses
from app.federation.models import Activity, Delivery, Follower, Inbox, Kind
from app.federation.queueing import catch_up, forget, forget_inbox
from app.federation.sending import send
from app.fetching.troubles import NoAnswer
from app.shared.clock import now

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))
GIVE_UP_AFTER = timedelta(days=14)  # of nothing but failures
LEASE = timedelta(minutes=2)  # longer than one request may take
SECONDS_A_ROUND = 5.0  # mail is delivered by the same worker, and shall not wait for slow servers
GONE = 410
LATER = {401, 403, 408, 421, 425, 429}


def deliver(stopping: Callable[[], bool], seconds: float = SECONDS_A_ROUND) -> int:
    """Send what is due, for about so many seconds; how much was taken. Commits as it goes."""
    holder, end, taken = uuid4().hex, time.monotonic() + seconds, 0
    while not stopping() and time.monotonic() < end:
        url = claim(holder) if anything_due() else None
        if url is None:
            break
        taken += empty_queue(url, holder, lambda: stopping() or time.monotonic() >= end)
    return taken


def is_due(inbox: type[Inbox]) -> ColumnElement[bool]:
    """Something waits for it, its time has come, and nobody holds it."""
    is_free = or_(inbox.claimed_until.is_(None), inbox.claimed_until < now())
    return and_(inbox.next_attempt_at <= now(), is_free, exists().where(Delivery.inbox == inbox.url))


def anything_due() -> bool:
    """A read, so that an idle worker takes no lock."""
    with db.engine.connect() as connection:
        return connection.scalar(select(Inbox.url).where(is_due(Inbox)).limit(1)) is not None


def claim(holder: str) -> str | None:
    """Lease the inbox that has waited longest; None when another worker was faster. Commits."""
    other = aliased(Inbox)
    oldest = select(other.url).where(is_due(other)).order_by(other.next_attempt_at, other.url).limit(1)
    chosen = oldest.with_for_update(skip_locked=True).scalar_subquery()
    taking = (
        update(Inbox)
        .where(Inbox.url == chosen, is_due(Inbox))
        .values(claimed_by=holder, claimed_until=now() + LEASE)
        .returning(Inbox.url)
    )
    with db.engine.begin() as connection:
        return connection.scalar(taking)


def empty_queue(url: str, holder: str, enough: Callable[[], bool]) -> int:
    """Send one inbox what waits for it until it is empty, fails, or it is enough for now; how much was taken."""
    taken = 0
    while not enough() and hold(url, holder):
        activity = next_for(url)
        if activity is None or not deliver_one(url, activity):
            break
        taken += 1
    note(url, holder, claimed_by=None, claimed_until=None)
    return taken


def hold(url: str, holder: str) -> bool:
    """Renew the lease. False when the inbox is gone or somebody else's."""
    return note(url, holder, claimed_until=now() + LEASE)


def note(url: str, holder: str, **values: object) -> bool:
    """Write something down about an inbox that we hold. Commits."""
    noting = update(Inbox).where(Inbox.url == url, Inbox.claimed_by == holder).values(**values).returning(Inbox.url)
    with db.engine.begin() as connection:
        return connection.scalar(noting) is not None


def next_for(url: str) -> Activity | None:
    """What was queued for an inbox first."""
    waiting = select(Activity).join(Delivery, Delivery.activity_id == Activity.id).where(Delivery.inbox == url)
    found = db.session.scalars(waiting.order_by(Activity.id).limit(1)).first()
    if found is not None:
        db.session.expunge(found)
    db.session.rollback()  # nothing is held while others are asked
    return found


def deliver_one(url: str, activity: Activity) -> bool:
    """Send one thing; whether the next may follow. Commits what came of it."""
    try:
        answer = send("POST", url, activity.week, activity.body.encode())
        status, reason = answer.status, f"answered {answer.status}"
    except NoAnswer as trouble:
        status, reason = 0, str(trouble)
    if 200 <= status < 300:
        taken(url, activity)
    elif status == GONE:
        lost(url, reason)
        return False
    elif 400 <= status < 500 and status not in LATER:
        refused(url, activity, reason)
    else:
        return later(url, reason)
    return True


def taken(url: str, activity: Activity) -> None:
    """It is there. Who has taken our Accept is sent what happened since they asked."""
    unqueue(url, activity)
    change(url, failures=0, failing_since=None, next_attempt_at=now(), last_error="")
    follower = db.session.get(Follower, activity.follower_id) if activity.kind == Kind.ACCEPT else None
    if follower is not None and follower.accepted_at is None:
        catch_up(follower)
        follower.accepted_at = now()
    db.session.commit()


def refused(url: str, activity: Activity, reason: str) -> None:
    """It was read and not wanted (Gancio says so to what it does not trust yet). Nothing behind it has to wait."""
    unqueue(url, activity)
    if activity.kind == Kind.ACCEPT and (follower := db.session.get(Follower, activity.follower_id)) is not None:
        forget(follower)
    change(url, last_error=reason[:300])
    if (row := db.session.get(Inbox, url)) is not None:
        row.failing_since = row.failing_since or now()
        if is_hopeless(row.failing_since):
            lost(url, reason)
    db.session.commit()


def later(url: str, reason: str) -> bool:
    """Wait longer than the last time; after two weeks of failures forget who was reached there. Always False."""
    change(url, last_error=reason[:300])  # a write first: SQLite lets nobody else write in between
    if (row := db.session.get(Inbox, url)) is not None:
        row.failing_since = row.failing_since or now()
        row.next_attempt_at = now() + WAITS[min(row.failures, len(WAITS) - 1)]
        row.failures += 1
        if is_hopeless(row.failing_since):
            lost(url, reason)
    db.session.commit()
    return False


def is_hopeless(failing_since: datetime) -> bool:
    """Whether it has failed for so long that nobody is there any more."""
    return now() - failing_since > GIVE_UP_AFTER


def lost(url: str, reason: str) -> None:
    """Nobody is there any more. Commits."""
    gone = forget_inbox(url)
    db.session.commit()
    log.info("%d followers behind %s are forgotten: it %s", gone, addresses.host_of(url), reason)


def unqueue(url: str, activity: Activity) -> None:
    """It need not be sent again."""
    one = delete(Delivery).where(Delivery.inbox == url, Delivery.activity_id == activity.id)
    db.session.execute(one.execution_options(synchronize_session=False))


def change(url: str, **values: object) -> None:
    """Change the row of an inbox."""
    changing = update(Inbox).where(Inbox.url == url).values(**values)
    db.session.execute(changing.execution_options(synchronize_session=False))
