"""One event as lists show it, in words: the same on every face that has a list."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.catalogue.addresses import page_address
from app.catalogue.reading import Listed
from app.geography.distance import Point, distance_miles
from app.registry.times import start_of
from app.registry.vocabularies.access import FEATURES
from app.registry.vocabularies.joining import COSTS, Cost
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, HAPPENINGS, EventKind, Format, Happening, Origin

MOST_ACCESS_TAGS = 4


@dataclass(frozen=True)
class Tag:
    """A word on a card. ``kind`` is "warning", "example", "past", "festival" or nothing; colour only repeats it."""

    words: str
    kind: str = ""


class EventCard:
    """A listed event. ``point`` is where people look from (latitude, longitude), for the distance."""

    def __init__(self, listed: Listed, today: date, point: tuple[float, float] | None = None) -> None:
        self.listed = listed
        self.today = today
        self.point = point
        self.title: str = listed.card["title"]
        self.when: str = listed.card["when"]
        self.where: str = listed.card["where"]
        self.summary: str = listed.card["summary"]
        self.organisation: str = listed.card["organisation"]
        self.festival: str = listed.card["festival"]
        self.reference = listed.reference

    @property
    def url(self) -> str:
        """The address of its page."""
        return page_address(self.listed.kind, self.listed.slug)

    @property
    def changed(self) -> bool:
        """Whether people who planned to come must know something first."""
        return self.listed.happening != Happening.GOING_AHEAD

    @property
    def is_past(self) -> bool:
        """Whether its last day is over."""
        return self.listed.ends_at <= start_of(self.today)

    @property
    def is_placed(self) -> bool:
        """Whether it can be drawn on a map. What has moved online is at no place any more."""
        return self.listed.latitude is not None and self.listed.happening != Happening.MOVED_ONLINE

    @property
    def distance(self) -> str:
        """How far away, in miles, in a straight line. Empty when nobody looks from anywhere."""
        if self.point is None or self.listed.latitude is None or self.listed.longitude is None:
            return ""
        miles = distance_miles(Point(*self.point), Point(self.listed.latitude, self.listed.longitude))
        if miles < 1:
            return str(_("less than a mile away"))
        return str(ngettext("about %(num)s mile away", "about %(num)s miles away", round(miles)))

    @property
    def tags(self) -> list[Tag]:
        """What people choose by: first what changed, then what it is, then access the organiser is sure of."""
        sure = [code for code in FEATURES if code in self.listed.card["access"]]
        tags = [*self.state_tags(), *self.kind_tags()]
        tags += [Tag(str(FEATURES[code].label)) for code in sure[:MOST_ACCESS_TAGS]]
        if len(sure) > MOST_ACCESS_TAGS:
            tags.append(Tag(_("and %(count)s more for access", count=len(sure) - MOST_ACCESS_TAGS)))
        return tags

    def state_tags(self) -> list[Tag]:
        """Cancelled, postponed, moved; example; past."""
        tags = [Tag(str(HAPPENINGS[self.listed.happening]), "warning")] if self.changed else []
        if self.listed.origin == Origin.EXAMPLE:
            tags.append(Tag(_("Example"), "example"))
        return [*tags, Tag(_("Past event"), "past")] if self.is_past else tags

    def kind_tags(self) -> list[Tag]:
        """Festival or activity, how to take part, free."""
        listed = self.listed
        tags = []
        if listed.kind != EventKind.EVENT:
            tags.append(Tag(str(EVENT_KINDS[listed.kind]), "festival"))
        if listed.format in {Format.ONLINE, Format.HYBRID}:
            tags.append(Tag(str(FORMATS[listed.format])))
        return [*tags, Tag(str(COSTS[Cost.FREE]))] if listed.cost == Cost.FREE else tags
