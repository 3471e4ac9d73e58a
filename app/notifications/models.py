"""The outbox: one row for one message to one person."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.columns import one_of
from app.registry.times import UTCDateTime
from app.shared.clock import now


class DeliveryStatus(StrEnum):
    """Where a message is on its way."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DOUBTFUL = "doubtful"
    """It may have arrived or not: sent again it could come twice, left it could be lost. A person decides."""
    FAILED = "failed"


class OutboxMessage(Base):
    """A message and how its delivery goes. ``message_id`` is made once (RFC 5322 §3.6.4), so a repeat is recognised.

    ``attempts`` counts claims, not refusals: a worker that dies holding the message has used one.
    ``handed_over_at`` is set just before a server may take it, and taken back when the server says that it did not.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        one_of("status", DeliveryStatus),
        CheckConstraint("status <> 'sending' OR claimed_until IS NOT NULL", name="sending_has_a_lease"),
        CheckConstraint("status <> 'sent' OR sent_at IS NOT NULL", name="sent_has_a_time"),
        CheckConstraint("status <> 'failed' OR last_error IS NOT NULL", name="failed_has_a_reason"),
        CheckConstraint("status <> 'doubtful' OR handed_over_at IS NOT NULL", name="doubtful_was_handed_over"),
        Index(None, "status", "next_attempt_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(500))
    text_body: Mapped[str] = mapped_column(Text)
    html_body: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8), default="en")
    kind: Mapped[str] = mapped_column(String(40))
    event_reference: Mapped[str | None] = mapped_column(String(20), index=True)
    extra_headers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    message_id: Mapped[str] = mapped_column(String(255), unique=True)
    status: Mapped[str] = mapped_column(String(10), default=DeliveryStatus.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    claimed_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    handed_over_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
