"""Taking messages out of the outbox: claim, send, note what came of it.

Each step is its own short transaction, because the sending between them cannot be rolled back. A claim is a lease:
while it lasts nobody else takes the message; when its holder was killed, it runs out and the message is tried again.
What that promises: nothing is sent twice, and nothing is lost. A file is written once (a repeat replaces the same
file). A mail server takes a message with the answer to its last line, so ``last_step`` notes that the line is on its
way: a worker killed from then on leaves a message that may have arrived. It is doubtful, and a person decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from app.extensions import db
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.stuck import is_stuck
from app.notifications.transports import LAST_TIMEOUT, InDoubt, NotNow, Refused, Transport
from app.shared.clock import now

WAITS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60, 24 * 60)
)  # nearly three days in all
LEASE = timedelta(minutes=5)  # longer than the slowest exchange: seven steps of 20 s
LAST_STEP = timedelta(seconds=LAST_TIMEOUT, minutes=1)
STOPPED = "the worker stopped while the server was taking it"


@dataclass
class Counts:
    """What came of one round."""

    sent: int = 0
    later: int = 0
    doubtful: int = 0
    failed: int = 0
    unreachable: bool = False

    def __bool__(self) -> bool:
        return bool(self.sent or self.later or self.doubtful or self.failed)


def never() -> bool:
    """Nobody has asked to stop."""
    return False


def deliver_due(transport: Transport, limit: int = 100, stopping: Callable[[], bool] = never) -> Counts:
    """Send up to ``limit`` messages that are due, one at a time, over one connection. Commits as it goes.

    Stops early when ``stopping()`` or when the server cannot be reached; the rest stays due.
    """
    counts = Counts(doubtful=doubt_what_was_left())
    holder = uuid4().hex
    try:
        for _ in range(limit):
            if stopping() or not anything_due():
                break
            row = claim(holder)
            if row is not None:
                deliver(row, transport, counts)
            if counts.unreachable:
                break
    finally:
        transport.close()
    return counts


def deliver(row: OutboxMessage, transport: Transport, counts: Counts) -> None:
    """Send one claimed message and note the outcome."""
    if row.attempts > len(WAITS) + 1:
        counts.failed += note(row, status=DeliveryStatus.FAILED, last_error="stopped in the middle too often")
        return
    try:
        transport.send(row, lambda: last_step(row))
    except InDoubt as doubt:
        counts.unreachable = True
        counts.doubtful += note(row, status=DeliveryStatus.DOUBTFUL, last_error=str(doubt))
    except Refused as refusal:
        counts.failed += note(row, status=DeliveryStatus.FAILED, last_error=str(refusal))
    except NotNow as delay:
        counts.unreachable = delay.unreachable
        postpone(row, str(delay), counts)
    except Exception as error:  # whatever is wrong with this message, the ones behind it must go out
        postpone(row, f"{type(error).__name__}: {error}", counts)
    else:
        counts.sent += note(row, status=DeliveryStatus.SENT, sent_at=now(), last_error=None)


def postpone(row: OutboxMessage, reason: str, counts: Counts) -> None:
    """Try again after the next wait, or give up after the last."""
    if row.attempts > len(WAITS):
        counts.failed += note(row, status=DeliveryStatus.FAILED, last_error=reason)
    else:
        again = now() + WAITS[row.attempts - 1]
        values = {"next_attempt_at": again, "last_error": reason, "handed_over_at": None}
        counts.later += note(row, status=DeliveryStatus.QUEUED, **values)


def last_step(row: OutboxMessage) -> None:
    """Note that a server may have the message from now on. Raises NotNow when somebody else holds it, or nobody."""
    at = now()
    held = (OutboxMessage.id == row.id, OutboxMessage.claimed_by == row.claimed_by)
    noting = update(OutboxMessage).where(*held).values(handed_over_at=at, claimed_until=at + LAST_STEP)
    with db.engine.begin() as connection:
        if connection.scalar(noting.returning(OutboxMessage.id)) is None:
            raise NotNow("taken back, or somebody else's by now")


def doubt_what_was_left() -> int:
    """Mark what a worker left between the last step and its outcome; how many. A read when there is none."""
    left = and_(is_stale(OutboxMessage), OutboxMessage.handed_over_at.is_not(None))
    with db.engine.connect() as connection:
        if connection.scalar(select(OutboxMessage.id).where(left).limit(1)) is None:
            return 0
    values = {"status": DeliveryStatus.DOUBTFUL, "last_error": STOPPED, "claimed_by": None, "claimed_until": None}
    marking = update(OutboxMessage).where(left).values(**values).returning(OutboxMessage.id)
    with db.engine.begin() as connection:
        return len(connection.execute(marking).all())


def is_stale(message: type[OutboxMessage]) -> ColumnElement[bool]:
    """Held by somebody whose lease has run out."""
    return and_(message.status == DeliveryStatus.SENDING, message.claimed_until < now())


def due(message: type[OutboxMessage]) -> ColumnElement[bool]:
    """Waiting and its time has come, or left by somebody who had not taken the last step."""
    waiting = and_(message.status == DeliveryStatus.QUEUED, message.next_attempt_at <= now())
    return or_(waiting, and_(is_stale(message), message.handed_over_at.is_(None)))


def anything_due() -> bool:
    """A read, so that an idle worker never takes SQLite's write lock."""
    with db.engine.connect() as connection:
        return connection.scalar(select(OutboxMessage.id).where(due(OutboxMessage)).limit(1)) is not None


def claim(holder: str) -> OutboxMessage | None:
    """Take the message that has been due longest, or None when another worker was faster. Commits the lease."""
    other = aliased(OutboxMessage)
    oldest = select(other.id).where(due(other)).order_by(other.next_attempt_at, other.id).limit(1)
    # "=" and not "IN": PostgreSQL may run the SELECT of an IN more than once, and would then lock more than one row.
    chosen = oldest.with_for_update(skip_locked=True).scalar_subquery()
    taking = (
        update(OutboxMessage)
        .where(OutboxMessage.id == chosen, due(OutboxMessage))
        .values(
            status=DeliveryStatus.SENDING,
            attempts=OutboxMessage.attempts + 1,
            claimed_by=holder,
            claimed_until=now() + LEASE,
        )
        .returning(OutboxMessage)
        .execution_options(synchronize_session=False)
    )
    with Session(db.engine, expire_on_commit=False) as session, session.begin():
        row = session.scalars(taking).one_or_none()
        session.expunge_all()
    return row


def note(row: OutboxMessage, **values: object) -> int:
    """Record the outcome and give up the lease; 0 when the lease had passed to somebody else meanwhile."""
    noting = (
        update(OutboxMessage)
        .where(
            OutboxMessage.id == row.id,
            OutboxMessage.status == DeliveryStatus.SENDING,
            OutboxMessage.claimed_by == row.claimed_by,
        )
        .values(claimed_by=None, claimed_until=None, **values)
        .returning(OutboxMessage.id)
    )
    with db.engine.begin() as connection:
        return len(connection.execute(noting).all())


def retry(message_id: int | None = None) -> int:
    """Put a failed or doubtful message (or, with None, every failed one) back in the queue; how many.

    For a doubtful one this is a person's word that it did not arrive. The caller commits.
    """
    chosen = OutboxMessage.status == DeliveryStatus.FAILED
    if message_id is not None:
        chosen = and_(is_stuck(), OutboxMessage.id == message_id)
    values = {"status": DeliveryStatus.QUEUED, "attempts": 0, "next_attempt_at": now(), "handed_over_at": None}
    again = update(OutboxMessage).where(chosen).values(**values).returning(OutboxMessage.id)
    return len(db.session.execute(again.execution_options(synchronize_session=False)).all())


def count_by_status() -> dict[str, int]:
    """How many messages are where."""
    counted = select(OutboxMessage.status, func.count()).group_by(OutboxMessage.status)
    found = dict(db.session.execute(counted).tuples().all())
    return {status: found.get(status, 0) for status in DeliveryStatus}
