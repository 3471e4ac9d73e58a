"""What a query finds, grouped as people need it: the list, what is a little further, and what is online."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.catalogue import reading
from app.catalogue.cards import EventCard
from app.catalogue.query import EventQuery
from app.catalogue.reading import PER_PAGE, Page
from app.registry.vocabularies.kinds import Format

FURTHER_MILES = 100
SHOWN_FURTHER = 6
SHOWN_ONLINE = 6
PLACE = ("near", "within", "point", "near_name", "sort")


@dataclass(frozen=True)
class Group:
    """Some cards, how many there are in all, and the query that shows them all."""

    cards: list[EventCard]
    total: int
    query: EventQuery


class Listing:
    """One page of a query's events, in at most six SELECTs whatever the number of events."""

    def __init__(self, query: EventQuery, today: date, per_page: int = PER_PAGE) -> None:
        self.query = query
        self.today = today
        self.page: Page = reading.page(query, today, per_page)
        self.number, self.pages, self.total = self.page.number, self.page.pages, self.page.total
        self.cards = [EventCard(one, today, query.point) for one in self.page.events]
        self.online = self.online_group()
        self.further = self.further_group()

    def online_group(self) -> Group | None:
        """Online events are near everybody: whoever looks near a place sees them too, in a group of their own."""
        if self.query.point is None or self.query.format not in {"", Format.ONLINE} or self.number > 1:
            return None
        wanted = replace(self.query.without(*PLACE, "nation", "region", "council"), format=Format.ONLINE)
        return self.group(wanted, SHOWN_ONLINE)

    def further_group(self) -> Group | None:
        """When nothing is near: what is a little further."""
        if self.query.point is None or self.total or self.query.within >= FURTHER_MILES:
            return None
        return self.group(replace(self.query, within=FURTHER_MILES, page=1), SHOWN_FURTHER)

    def group(self, query: EventQuery, shown: int) -> Group | None:
        """The first events of another query. None when it finds nothing."""
        found = reading.page(query, self.today, shown)
        cards = [EventCard(one, self.today, query.point) for one in found.events]
        return Group(cards, found.total, query) if cards else None

    @property
    def count(self) -> str:
        """How many there are and in which order, in words."""
        if self.total == 0:
            return str(_("No events"))
        counted = ngettext("%(num)s event", "%(num)s events", self.total)
        if self.total == 1:
            return str(counted)
        if self.query.point and self.query.sort != "date":
            return str(_("%(events)s, nearest first. Distances are in a straight line.", events=counted))
        if self.query.newest_first(self.today):
            return str(_("%(events)s, newest first", events=counted))
        return str(_("%(events)s, soonest first", events=counted))

    @property
    def nothing(self) -> str:
        """What to say when there is nothing."""
        if self.query.point is None:
            return str(_("Nothing found yet."))
        name = self.query.near_name or self.query.near
        if self.further:
            return str(_("Nothing found near %(place)s yet. Here is what is a little further.", place=name))
        return str(_("Nothing found near %(place)s yet.", place=name))


def face(path: str, query: EventQuery) -> str:
    """The address of a query's first page on one of its faces."""
    canonical = query.on_page(1).canonical()
    return f"{path}?{canonical}" if canonical else path


def numbered(path: str, query: EventQuery, number: int) -> str:
    """The address of one page of a query's list."""
    canonical = query.on_page(number).canonical()
    return f"{path}?{canonical}" if canonical else path
