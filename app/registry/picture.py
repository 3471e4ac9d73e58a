"""A picture an organiser gave, as we keep it: re-encoded, without metadata."""

import re
from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime

KEY = re.compile(r"[0-9a-f]{40}-(?P<width>[1-9][0-9]{0,3})x(?P<height>[1-9][0-9]{0,3})\.jpg")


class Picture(Base):
    """``key`` names it in the storage (a digest of its bytes and their size). Sizes are pixels and bytes."""

    __tablename__ = "picture"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0 AND size > 0", name="has_a_size"),)

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


def picture_key(digest: str, width: int, height: int) -> str:
    """The key of a picture: 40 hexadecimal digits, then its size in pixels, ``…-1280x853.jpg``."""
    return f"{digest}-{width}x{height}.jpg"


def is_picture_key(text: str) -> bool:
    """Whether a text has the shape of a key."""
    return KEY.fullmatch(text) is not None


def dimensions(key: str) -> tuple[int, int]:
    """Width and height in pixels, which the key itself says, so that a page need not ask the database."""
    match = KEY.fullmatch(key)
    if match is None:
        raise ValueError("not the key of a picture")
    return int(match["width"]), int(match["height"])
