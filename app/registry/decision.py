"""Who decided what, when, from what, to what, and why. Never changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.registry.times import UTCDateTime

if TYPE_CHECKING:
    from app.registry.event import Event


# A moderator began it for somebody on the phone; ``reason`` says how to tell them the outcome.
ENTERED = "on_behalf"


class Decision(Base):
    """One step in an event's life. ``revision_id`` is None when the step is about whether the event happens.

    ``notes`` are a moderator's words about single pages of the form: {section code: text}.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "action NOT IN ('request_changes', 'reject') OR length(trim(reason)) > 0", name="refusal_has_a_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"), index=True)
    action: Mapped[str] = mapped_column(String(20))
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    decided_by: Mapped[str] = mapped_column(String(160))
    moderator_id: Mapped[int | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime)

    event: Mapped["Event"] = relationship(back_populates="decisions")
