"""What an organiser says about an event: complete, numbered, never changed once sent."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.registry.campaign import Campaign
from app.registry.columns import one_of
from app.registry.lifecycle import State
from app.registry.place import EventPlace
from app.registry.session import EventSession
from app.registry.times import UTCDateTime
from app.registry.vocabularies.joining import Booking, Cost
from app.registry.vocabularies.kinds import EventKind, Format, OrganisationKind

if TYPE_CHECKING:
    from app.registry.event import Event

ONE_WAITING = text("state IN ('unconfirmed', 'submitted')")


class Revision(Base):
    """Everything that may become public, and nothing that may not: the private contact is the Organiser's.

    ``unfinished`` is what was typed in a page that is not right yet: {section code: {name: values}}.
    ``version`` rises with each save of the draft, so that a page opened before another's save is noticed.
    ``image`` and ``organisation_logo`` are keys of pictures that are stored apart.
    ``access`` is {feature code: {"state": yes|no|on_request, "note": text}}; a feature left out is not known yet.
    ``together`` is {question: answer code, list of codes or text}; see ``vocabularies/together.py``.
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        one_of("state", State),
        one_of("kind", EventKind),
        one_of("format", Format),
        one_of("cost", Cost),
        one_of("booking", Booking),
        one_of("organisation_kind", OrganisationKind),
        CheckConstraint("state IN ('draft', 'withdrawn') OR length(title) > 0", name="sent_has_a_title"),
        CheckConstraint("state = 'draft' OR state = 'withdrawn' OR sent_at IS NOT NULL", name="sent_has_a_date"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        Index(
            "uq_revision_one_waiting_per_event",
            "event_id",
            unique=True,
            sqlite_where=ONE_WAITING,
            postgresql_where=ONE_WAITING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=State.DRAFT, index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    sections_done: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=0)
    unfinished: Mapped[dict[str, dict[str, list[str]]]] = mapped_column(JSON, default=dict)

    kind: Mapped[str] = mapped_column(String(10), default=EventKind.EVENT)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    festival_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    title: Mapped[str] = mapped_column(String(160), default="")
    summary: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    title_cy: Mapped[str] = mapped_column(String(160), default="")
    summary_cy: Mapped[str] = mapped_column(String(300), default="")
    description_cy: Mapped[str] = mapped_column(Text, default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    audience: Mapped[list[str]] = mapped_column(JSON, default=list)
    audience_note: Mapped[str] = mapped_column(String(300), default="")
    website: Mapped[str] = mapped_column(String(500), default="")
    image: Mapped[str] = mapped_column(String(80), default="")
    image_alt: Mapped[str] = mapped_column(String(300), default="")
    image_consent: Mapped[bool] = mapped_column(default=False)

    format: Mapped[str] = mapped_column(String(12), default=Format.NOT_STATED)
    online_how: Mapped[str] = mapped_column(String(500), default="")
    online_url: Mapped[str] = mapped_column(String(500), default="")
    online_url_public: Mapped[bool] = mapped_column(default=False)
    phone_in: Mapped[str] = mapped_column(String(60), default="")

    access: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    access_note: Mapped[str] = mapped_column(Text, default="")
    access_checked_how: Mapped[str] = mapped_column(String(20), default="")
    access_checked_on: Mapped[date | None]
    access_contact: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    access_ask_by: Mapped[date | None]

    together: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    cost: Mapped[str] = mapped_column(String(12), default=Cost.NOT_STATED)
    cost_note: Mapped[str] = mapped_column(String(300), default="")
    booking: Mapped[str] = mapped_column(String(12), default=Booking.NOT_STATED)
    booking_url: Mapped[str] = mapped_column(String(500), default="")
    booking_phone: Mapped[str] = mapped_column(String(40), default="")
    booking_email: Mapped[str] = mapped_column(String(254), default="")
    booking_by: Mapped[date | None]
    capacity: Mapped[int | None]

    organisation_name: Mapped[str] = mapped_column(String(200), default="")
    organisation_kind: Mapped[str] = mapped_column(String(20), default=OrganisationKind.NOT_STATED)
    organisation_website: Mapped[str] = mapped_column(String(300), default="")
    organisation_summary: Mapped[str] = mapped_column(String(500), default="")
    organisation_logo: Mapped[str] = mapped_column(String(80), default="")
    organisation_logo_alt: Mapped[str] = mapped_column(String(300), default="")
    contact_role: Mapped[str] = mapped_column(String(120), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_text_relay: Mapped[str] = mapped_column(String(80), default="")
    contact_shown: Mapped[list[str]] = mapped_column(JSON, default=list)

    event: Mapped["Event"] = relationship(back_populates="revisions", foreign_keys=[event_id])
    campaign: Mapped[Campaign | None] = relationship()
    festival: Mapped["Event | None"] = relationship(foreign_keys=[festival_id])
    sessions: Mapped[list[EventSession]] = relationship(order_by=EventSession.position, cascade="all, delete-orphan")
    places: Mapped[list[EventPlace]] = relationship(order_by=EventPlace.position, cascade="all, delete-orphan")

    @property
    def place(self) -> EventPlace | None:
        """The first place, where there is one."""
        return self.places[0] if self.places else None
