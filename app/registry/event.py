"""An event's identity: what stays the same however often it is edited."""

import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.registry.columns import one_of
from app.registry.decision import Decision
from app.registry.lifecycle import State
from app.registry.organisation import Organisation
from app.registry.organiser import Organiser, PrivateContact, event_organiser
from app.registry.revision import Revision
from app.registry.times import UTCDateTime
from app.registry.vocabularies.kinds import Happening, Origin

# No vowels, so no words; no 0 1 5 8 O I S B, so nothing is misheard or misread.
REFERENCE_LETTERS = "CDFGHJKLMNPQRTVWXYZ234679"


class Event(Base):
    """An event, festival or activity. ``slug`` is given at the first publication and never changes.

    ``agreed_festival_id`` is the festival whose host agreed to have it. ``entered_by`` names the moderator who
    entered it on behalf of somebody, empty when its organiser did.
    """

    __tablename__ = "event"
    __table_args__ = (
        one_of("happening", Happening),
        one_of("origin", Origin),
        CheckConstraint("happening = 'going_ahead' OR happening_reason <> ''", name="change_has_a_reason"),
        CheckConstraint("agreed_festival_id IS NULL OR agreed_festival_id <> id", name="not_its_own_festival"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    submission_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    slug: Mapped[str | None] = mapped_column(String(120), unique=True)
    origin: Mapped[str] = mapped_column(String(10), default=Origin.SUBMITTED)
    source_url: Mapped[str] = mapped_column(String(500), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    agreed_festival_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    entered_by: Mapped[str] = mapped_column(String(160), default="")
    happening: Mapped[str] = mapped_column(String(14), default=Happening.GOING_AHEAD)
    happening_reason: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation | None] = relationship()
    organisers: Mapped[list[Organiser]] = relationship(secondary=event_organiser, order_by=Organiser.id)
    private_contact: Mapped[PrivateContact | None] = relationship(cascade="all, delete-orphan")
    revisions: Mapped[list[Revision]] = relationship(
        order_by=Revision.number, back_populates="event", foreign_keys=[Revision.event_id]
    )
    decisions: Mapped[list[Decision]] = relationship(order_by=Decision.id, back_populates="event")

    @property
    def latest(self) -> Revision:
        """The newest revision, whatever its state."""
        return self.revisions[-1]

    @property
    def approved(self) -> Revision | None:
        """The revision that is public: the newest approved one."""
        return next((r for r in reversed(self.revisions) if r.state == State.APPROVED), None)


def new_reference() -> str:
    """A reference people can say on the phone, like ``CW-7KRM4T``. 244 million of them."""
    return "CW-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
