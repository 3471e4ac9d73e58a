"""Who asked for a letter a week: an address, what it asks for, and nothing else about anybody."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime

LONGEST_QUERY = 1500  # characters of a canonical query string; PostgreSQL's index takes no row above 2,700 bytes


class Digest(Base):
    """One confirmed wish for a weekly letter. ``email`` is lower case, ``query`` a canonical query string.

    ``key`` is the secret part of the address that ends it. It is kept as it is, because every letter carries it, and
    all it opens is this row's end. ``told_at`` is when we last looked for news (UTC), at first when it was confirmed.
    """

    __tablename__ = "digest"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        UniqueConstraint("email", "query"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY))
    told_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
