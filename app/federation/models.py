"""What federating keeps: what was announced, who follows, and what still waits to be sent. Instants are UTC."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.columns import one_of
from app.registry.times import UTCDateTime

LIVE = text("gone_at IS NULL")
ADDRESS = String(500)
NUMBERS_ONCE = {"sqlite_autoincrement": True}  # PostgreSQL never gives a number again anyway


class Kind(StrEnum):
    """What an activity does (ActivityStreams 2.0 §2.4)."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    ACCEPT = "accept"


class FederationState(Base):
    """One row: the key we sign with, and the catalogue's state that was last compared with what was announced."""

    __tablename__ = "federation_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    private_key: Mapped[str] = mapped_column(Text)
    public_key: Mapped[str] = mapped_column(Text)
    compared: Mapped[str] = mapped_column(String(80), default="")


class Announcement(Base):
    """One event as others know it. ``key`` names it for ever; an event that moves to another Week gets a new one.

    ``fingerprint`` is the version of the event that was last announced, ``updates`` how many changes were.
    """

    __tablename__ = "federation_announcement"
    __table_args__ = (
        Index("ix_federation_announcement_live", "event_uid", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index(None, "week", "made_at"),
    )

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    event_uid: Mapped[str] = mapped_column(String(36))
    week: Mapped[str] = mapped_column(String(80))
    fingerprint: Mapped[str] = mapped_column(String(500))
    updates: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    gone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Follower(Base):
    """Somebody elsewhere who follows a Week: their addresses, and nothing else about them.

    ``accepted_at`` is set when their server has taken our Accept; only then are they sent anything more. ``since`` is
    the last activity made before they followed.
    """

    __tablename__ = "federation_follower"
    __table_args__ = (
        UniqueConstraint("week", "actor"),
        Index(None, "inbox"),
        Index(None, "shared_inbox"),
        NUMBERS_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(String(80))
    actor: Mapped[str] = mapped_column(ADDRESS, index=True)
    inbox: Mapped[str] = mapped_column(ADDRESS)
    shared_inbox: Mapped[str] = mapped_column(ADDRESS)
    follow: Mapped[str] = mapped_column(ADDRESS)
    since: Mapped[int] = mapped_column(default=0)
    followed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def target(self) -> str:
        """Where activities for them are sent: the inbox they share with others on their server, if there is one."""
        return self.shared_inbox or self.inbox


class Activity(Base):
    """Something to send, in its finished bytes, which stay the same however often it is tried. Numbered in order."""

    __tablename__ = "federation_activity"
    __table_args__ = (
        one_of("kind", Kind),
        CheckConstraint("(kind = 'accept') = (follower_id IS NOT NULL)", name="accept_is_for_somebody"),
        Index(None, "week", "id"),
        NUMBERS_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    announcement: Mapped[str | None] = mapped_column(
        ForeignKey("federation_announcement.key", ondelete="CASCADE"), index=True
    )
    follower_id: Mapped[int | None] = mapped_column(
        ForeignKey("federation_follower.id", ondelete="CASCADE"), index=True
    )
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Inbox(Base):
    """One place things are sent to: held by one worker at a time, waited for longer after each failure."""

    __tablename__ = "federation_inbox"
    __table_args__ = (Index(None, "next_attempt_at"),)

    url: Mapped[str] = mapped_column(ADDRESS, primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(UTCDateTime)
    next_attempt_at: Mapped[datetime] = mapped_column(UTCDateTime)
    claimed_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    last_error: Mapped[str] = mapped_column(String(300), default="")


class Delivery(Base):
    """One activity that one inbox has not taken yet. The row goes when it has."""

    __tablename__ = "federation_delivery"

    inbox: Mapped[str] = mapped_column(ForeignKey("federation_inbox.url", ondelete="CASCADE"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("federation_activity.id", ondelete="CASCADE"), primary_key=True, index=True, autoincrement=False
    )


class Peer(Base):
    """Somebody elsewhere whose signature we checked: their key, and where to write to them."""

    __tablename__ = "federation_peer"

    actor: Mapped[str] = mapped_column(ADDRESS, primary_key=True)
    key_id: Mapped[str] = mapped_column(ADDRESS, unique=True)
    public_key: Mapped[str] = mapped_column(Text)
    inbox: Mapped[str] = mapped_column(ADDRESS)
    shared_inbox: Mapped[str] = mapped_column(ADDRESS)
    fetched_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SeenSignature(Base):
    """A signed request that was acted on, and is not acted on twice. ``digest`` is SHA-256 of its signature."""

    __tablename__ = "federation_seen"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class BlockedDomain(Base):
    """A server we have nothing to do with, nor with those under it."""

    __tablename__ = "federation_blocked"

    domain: Mapped[str] = mapped_column(String(253), primary_key=True)
    blocked_at: Mapped[datetime] = mapped_column(UTCDateTime)
