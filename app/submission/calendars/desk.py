"""Who looks at followed calendars: an organiser at their own, a moderator at the moderators'. For others: 404."""

from dataclasses import dataclass

from flask import abort, url_for
from sqlalchemy import select

from app.accounts.models import Moderator
from app.extensions import db
from app.registry.calendar_source import CalendarEntry, CalendarSource
from app.registry.event import Event
from app.registry.organiser import Organiser
from app.submission.calendars.proposals import pending
from app.submission.ownership import manages

MOST_LISTED = 200


@dataclass(frozen=True)
class Desk:
    """One of the two, never both."""

    organiser: Organiser | None
    moderator: Moderator | None

    @property
    def is_moderators(self) -> bool:
        """Whether it is the moderators' desk."""
        return self.moderator is not None

    @property
    def knows_who(self) -> bool:
        """Whether anybody is known; a calendar can be brought by somebody who is not."""
        return bool(self.organiser or self.moderator)

    def address(self, page: str, **values: object) -> str:
        """The address of a page about calendars at this desk: calendars, calendar, look, follow, stop, news."""
        return url_for(f"submission.{'moderated_' if self.is_moderators else ''}{page}", **values)  # type: ignore[arg-type]

    def sources(self) -> list[CalendarSource]:
        """Calendars with an address that were brought here, the newest first."""
        mine = (
            CalendarSource.moderator_id.is_not(None)
            if self.is_moderators
            else CalendarSource.organiser_id == (self.organiser.id if self.organiser else None)
        )
        query = select(CalendarSource).where(mine, CalendarSource.address != "").order_by(CalendarSource.id.desc())
        return list(db.session.scalars(query.limit(MOST_LISTED)))

    def source(self, key: str) -> CalendarSource:
        """One of them. Keys are ours: anything else is not asked of the database."""
        if not key.isascii() or not key.replace("-", "").replace("_", "").isalnum() or len(key) > 64:
            abort(404)
        source = db.session.scalars(select(CalendarSource).where(CalendarSource.key == key)).first()
        if source is None or not source.address or not self.owns(source):
            abort(404)
        return source

    def owns(self, source: CalendarSource) -> bool:
        """Whether a calendar is on this desk."""
        if self.is_moderators:
            return source.moderator_id is not None
        return self.organiser is not None and source.organiser_id == self.organiser.id

    def may_change(self, event: Event) -> bool:
        """Whether an event that came of a calendar is still theirs to change."""
        if self.organiser is not None:
            return manages(self.organiser, event)
        return bool(event.entered_by)

    def asks(self, source: CalendarSource) -> list[CalendarEntry]:
        """What a calendar proposes for events that are still theirs."""
        return [entry for entry in pending(source) if entry.event is not None and self.may_change(entry.event)]

    def entry(self, source: CalendarSource, number: int) -> tuple[CalendarEntry, Event]:
        """One of those, by its number; else 404."""
        entry = next((one for one in self.asks(source) if one.id == number), None)
        if entry is None or entry.event is None:
            abort(404)
        return entry, entry.event
