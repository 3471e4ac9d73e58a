"""Calendars that events were brought from: where each is, and which event became of which entry there."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.registry.columns import one_of
from app.registry.event import Event
from app.registry.organiser import Organiser
from app.registry.times import UTCDateTime


class Following(StrEnum):
    """Whether we look again by ourselves. ``paused``: we did, and could not read it several times in a row."""

    ONCE = "once"
    FOLLOWED = "followed"
    PAUSED = "paused"


class Proposal(StrEnum):
    """What an entry proposes for its event until somebody accepts or declines it."""

    NONE = "none"
    CHANGE = "change"
    CANCEL = "cancel"


class CalendarSource(Base):
    """A calendar of an organiser's, of the moderators' (``moderator_id`` brought it), or of nobody known yet.

    ``address`` is empty for a file. ``sender`` is what empty cells mean and whom we write to, kept only as long as
    the calendar is followed. ``notes`` are what was left out at the last look, in words.
    """

    __tablename__ = "calendar_source"
    __table_args__ = (
        one_of("following", Following),
        CheckConstraint("following <> 'followed' OR next_look_at IS NOT NULL", name="followed_has_a_next_look"),
        CheckConstraint("following = 'once' OR address <> ''", name="followed_has_an_address"),
        CheckConstraint(
            "following = 'once' OR organiser_id IS NOT NULL OR moderator_id IS NOT NULL", name="followed_has_an_owner"
        ),
        Index(None, "following", "next_look_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    address: Mapped[str] = mapped_column(String(2000), default="")
    name: Mapped[str] = mapped_column(String(200), default="")
    organiser_id: Mapped[int | None] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"), index=True)
    moderator_id: Mapped[int | None]
    following: Mapped[str] = mapped_column(String(10), default=Following.ONCE)
    sender: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    etag: Mapped[str] = mapped_column(String(200), default="")
    last_modified: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    looked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    next_look_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(500), default="")
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    found: Mapped[int] = mapped_column(default=0)

    organiser: Mapped[Organiser | None] = relationship()
    entries: Mapped[list["CalendarEntry"]] = relationship(
        order_by="CalendarEntry.id", back_populates="source", cascade="all, delete-orphan", passive_deletes=True
    )


class CalendarEntry(Base):
    """One UID of a calendar (as SHA-256: calendars have them of any length) and the event that became of it.

    ``taken`` is what the calendar said when that was last put into the event or declined; ``found`` what it says
    now. ``event_id`` is None where no draft was wanted, or where it was deleted: then none is made again.
    ``missed`` counts the looks since it was last there.
    """

    __tablename__ = "calendar_entry"
    __table_args__ = (UniqueConstraint("source_id", "uid"), one_of("proposal", Proposal))

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("calendar_source.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(64), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(160), default="")
    taken: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    last_day: Mapped[date | None]
    proposal: Mapped[str] = mapped_column(String(10), default=Proposal.NONE)
    proposed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    missed: Mapped[int] = mapped_column(default=0)
    kept_anyway: Mapped[bool] = mapped_column(default=False)

    source: Mapped[CalendarSource] = relationship(back_populates="entries")
    event: Mapped[Event | None] = relationship()
