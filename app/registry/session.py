"""One date and time of an event."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.columns import one_of
from app.registry.times import UTCDateTime


class Timing(StrEnum):
    """How exactly the time is known."""

    TIMED = "timed"
    ALL_DAY = "all_day"
    TIME_TBC = "time_tbc"
    DATE_TBC = "date_tbc"


class EventSession(Base):
    """What the organiser meant (wall clock and zone) and the instants it comes to (UTC, ends exclusive).

    ``uid`` never changes across revisions: it is the VEVENT's UID (RFC 7986 §5.3).
    ``drop_in`` means that people come at any time between start and end.
    ``ends_at`` is None only for a timed session whose end is not known.
    """

    __tablename__ = "event_session"
    __table_args__ = (
        one_of("timing", Timing),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("ends_on >= starts_on", name="last_day_after_first"),
        CheckConstraint("timing <> 'timed' OR start_time IS NOT NULL", name="timed_has_a_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    uid: Mapped[str] = mapped_column(String(36), default=lambda: str(uuid4()))
    label: Mapped[str] = mapped_column(String(120), default="")
    timing: Mapped[str] = mapped_column(String(10))
    starts_on: Mapped[date]
    start_time: Mapped[time | None]
    ends_on: Mapped[date]
    end_time: Mapped[time | None]
    doors_time: Mapped[time | None]
    drop_in: Mapped[bool] = mapped_column(default=False)
    timezone: Mapped[str] = mapped_column(String(40), default="Europe/London")
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
