"""Letters that need a person's word: those that could not be delivered, and those that nobody can tell of."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, func, select

from app.extensions import db
from app.notifications.models import DeliveryStatus, OutboxMessage

MOST_SHOWN = 100


def is_stuck() -> ColumnElement[bool]:
    """Failed or doubtful."""
    return OutboxMessage.status.in_((DeliveryStatus.FAILED, DeliveryStatus.DOUBTFUL))


def stuck_letters() -> Sequence[OutboxMessage]:
    """The newest first, as many as one can read."""
    return db.session.scalars(
        select(OutboxMessage).where(is_stuck()).order_by(OutboxMessage.id.desc()).limit(MOST_SHOWN)
    ).all()


def count_stuck() -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(OutboxMessage).where(is_stuck())) or 0


def let_be(message_id: int) -> int:
    """Take a stuck letter off the list, for good; how many. The caller commits."""
    chosen = delete(OutboxMessage).where(and_(is_stuck(), OutboxMessage.id == message_id)).returning(OutboxMessage.id)
    return len(db.session.execute(chosen.execution_options(synchronize_session=False)).all())
