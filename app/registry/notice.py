"""What has been mailed by the clock, so that it is mailed once."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime


class Notice(Base):
    """One reminder about one event: its kind ("draft-ending", "tomorrow") and the day it is about."""

    __tablename__ = "notice"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    about: Mapped[date] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
