"""What else is on, for an organiser about to send: events near by on the same days, and likely doubles."""

from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.organiser_session import editable_events
from app.catalogue import reading
from app.catalogue.cards import EventCard
from app.catalogue.query import EventQuery
from app.catalogue.reading import Listed
from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organisation import folded
from app.registry.times import local
from app.submission.ownership import signed_in
from app.submission.queries import events_of

MILES = 25
MOST_NEARBY, MOST_DOUBLES, MOST_READ = 5, 5, 60
MOST_WORDS = 200


@dataclass(frozen=True)
class Double:
    """An event that may be the same: its title, where it is, and when it is or where it stands."""

    title: str
    address: str
    words: str


class Beside:
    """Two short lists beside the draft. ``day`` is today in London."""

    def __init__(self, event: Event, day: date) -> None:
        self.event = event
        self.day = day
        self.miles = MILES
        revision = event.latest
        self.days = [(one.starts_on, one.ends_on) for one in revision.sessions]
        first, last = min((one[0] for one in self.days), default=day), max((one[1] for one in self.days), default=day)
        self.query = EventQuery(day_from=first, day_to=last)
        self.title = folded(revision.title)
        self.organisation = folded(revision.organisation_name) if revision.organisation_name else ""

    @property
    def nearby(self) -> list[EventCard]:
        """Public events on the same days within 25 miles, the nearest first. None where the point is not known."""
        place = self.event.latest.place
        if place is None or place.latitude is None or place.longitude is None:
            return []
        point = (place.latitude, place.longitude)
        found = self.read(replace(self.query, near="here", point=point, within=MILES))
        return [EventCard(one, self.day, point) for one in found if self.same_day(one)][:MOST_NEARBY]

    @property
    def doubles(self) -> list[Double]:
        """Public events, and this organiser's own, with the same name, or the same organisation on the same day."""
        asked = [replace(self.query, day_to=None, q=self.event.latest.title[:MOST_WORDS])]
        if self.organisation:
            asked.append(replace(self.query, q=self.event.latest.organisation_name[:MOST_WORDS]))
        public = {one.slug: one for query in asked for one in self.read(query) if self.is_double(one)}
        cards = [EventCard(one, self.day) for one in public.values()]
        found = [Double(card.title, card.url, f"{card.when}, {card.where}") for card in cards]
        return [*found, *self.own()][:MOST_DOUBLES]

    def read(self, query: EventQuery) -> list[Listed]:
        """Some public events of a query, but not this one."""
        return [one for one in reading.page(query, self.day, MOST_READ).events if one.slug != self.event.slug]

    def is_double(self, one: Listed) -> bool:
        """Whether a public event looks like this one."""
        same_host = self.organisation == folded(one.card["organisation"]) if self.organisation else False
        return folded(one.card["title"]) == self.title or (same_host and self.same_day(one))

    def same_day(self, one: Listed) -> bool:
        """Whether it is on during one of the draft's days."""
        first, last = local(one.starts_at).date(), local(one.ends_at).date()
        return any(starts <= last and first <= ends for starts, ends in self.days)

    def own(self) -> list[Double]:
        """This organiser's events that are not public yet, with the same name."""
        organiser = signed_in()
        begun = select(Event).where(Event.reference.in_(editable_events())).order_by(Event.id)
        mine = {one.id: one for one in (*db.session.scalars(begun), *(events_of(organiser) if organiser else ()))}
        gone = {State.APPROVED, State.WITHDRAWN, State.REJECTED}
        return [
            Double(
                one.latest.title,
                url_for("submission.overview", reference=one.reference),
                _("one of your own, %(reference)s", reference=one.reference),
            )
            for one in mine.values()
            if one.id != self.event.id and one.latest.state not in gone and folded(one.latest.title) == self.title
        ]
