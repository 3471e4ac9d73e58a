"""Taking letters out of the outbox for good, because they hold somebody's address. The caller commits."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import and_, delete, or_

from app.extensions import db
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.stuck import is_stuck
from app.shared.clock import now


def take_back(recipient: str, header: str, value: str) -> None:
    """Delete letters to somebody that carry a header, wherever they are on their way.

    One that a worker is handing over at this moment can still arrive; its lease is gone, so it is not tried again.
    """
    chosen = and_(OutboxMessage.recipient == recipient, OutboxMessage.extra_headers[header].as_string() == value)
    db.session.execute(delete(OutboxMessage).where(chosen), execution_options={"synchronize_session": False})


def forget_sent(kinds: Collection[str], recipient: str) -> None:
    """Delete what was sent to somebody, of some kinds."""
    done = and_(OutboxMessage.status == DeliveryStatus.SENT, OutboxMessage.recipient == recipient)
    statement = delete(OutboxMessage).where(done, OutboxMessage.kind.in_(kinds))
    db.session.execute(statement, execution_options={"synchronize_session": False})


def forget_done(sent_kept: timedelta, failed_kept: timedelta, kinds: Collection[str] | None = None) -> None:
    """Delete letters, of some kinds or all, that were sent, or were not or perhaps not delivered, so long ago."""
    sent = and_(OutboxMessage.status == DeliveryStatus.SENT, OutboxMessage.sent_at < now() - sent_kept)
    last_tried = OutboxMessage.next_attempt_at < now() - failed_kept
    failed = and_(is_stuck(), last_tried)
    statement = delete(OutboxMessage).where(or_(sent, failed))
    if kinds is not None:
        statement = statement.where(OutboxMessage.kind.in_(kinds))
    db.session.execute(statement, execution_options={"synchronize_session": False})
