"""Moderators, links that work once, and what is counted to keep both safe."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_login import UserMixin
from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime
from app.shared.clock import now


class Moderator(UserMixin, Base):  # type: ignore[misc]
    """Somebody who decides. ``email`` is lower case.

    ``session_number`` is in every signed-in cookie; raising it ends them all. ``last_totp_step`` is the last
    30-second step (RFC 6238 §4.2) whose code was used, so that no code works twice.
    """

    __tablename__ = "moderator"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    active: Mapped[bool] = mapped_column(default=True)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    last_totp_step: Mapped[int | None]
    session_number: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    last_signed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def is_active(self) -> bool:
        """What Flask-Login asks before signing in."""
        return self.active

    def get_id(self) -> str:
        """What the cookie says: who, and in which series of sessions."""
        return f"{self.id}.{self.session_number}"


class Purpose(StrEnum):
    """What a link is for. One for one purpose is nothing for another."""

    MODERATOR_SIGN_IN = "moderator_sign_in"
    CONFIRM_ADDRESS = "confirm_address"
    ORGANISER_SIGN_IN = "organiser_sign_in"
    RETURN_TO_EVENT = "return_to_event"
    MANAGE_EVENT = "manage_event"
    CONFIRM_DIGEST = "confirm_digest"


class OneTimeLink(Base):
    """A link sent by email. Only the token's SHA-256 is kept, so reading the database opens nothing.

    ``subject`` is whom or what it is about, as text (a moderator's id, an event's reference).
    ``codes_tried`` counts one-time codes typed after this link.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="lives_a_while"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    codes_tried: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class LinkRequest(Base):
    """That a link was asked for, kept a day. ``asker`` is a keyed hash of an address or a network."""

    __tablename__ = "link_request"
    __table_args__ = (Index(None, "asker", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asker: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now, index=True)
