"""A picture an organiser gave, as we keep it: re-encoded, without metadata."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime


class Picture(Base):
    """``key`` names its bytes in the storage (a digest of them and an ending). Sizes are pixels and bytes."""

    __tablename__ = "picture"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0 AND size > 0", name="has_a_size"),)

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
