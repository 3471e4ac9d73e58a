"""One event's page in words: everything in the public document, grouped as people ask."""

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.catalogue.access_answers import AccessAnswers
from app.catalogue.addresses import page_address
from app.catalogue.cards import EventCard
from app.catalogue.contacts import still_shown
from app.catalogue.document import Document, SessionDocument
from app.catalogue.event_facts import Fact, belongs, joining, taking_part
from app.catalogue.models import Publication
from app.catalogue.reading import as_listed
from app.catalogue.together_lines import more_words, together_lines
from app.catalogue.wording import place_name, when, when_one, where
from app.registry.vocabularies.kinds import HAPPENINGS, Format, Happening, Origin
from app.shared.time_of_day import format_time


@dataclass(frozen=True)
class Sitting:
    """One date and time: words for people, and for machines what a ``datetime`` attribute holds."""

    when: str
    machine: str
    label: str
    doors: str


class EventPage:
    """What the page of an event shows. ``today`` is the date in London; a preview has no address yet."""

    def __init__(self, publication: Publication, today: date, *, is_preview: bool = False) -> None:
        self.publication = publication
        self.today = today
        self.is_preview = is_preview
        self.document = still_shown(cast(Document, publication.document), ended=publication.ends_at, today=today)
        self.url = page_address(publication.kind, publication.slug)
        self.card = EventCard(as_listed(publication), today)

    @property
    def tags(self) -> list[Any]:
        """What it is: festival or activity, how to take part, free."""
        return [*self.card.state_tags(), *self.card.kind_tags()]

    @cached_property
    def when(self) -> str:
        """All dates in one line."""
        return when(self.document["sessions"], from_archive=self.is_archive)

    @property
    def sittings(self) -> list[Sitting]:
        """Every date and time."""
        return [sitting(one, from_archive=self.is_archive) for one in self.document["sessions"]]

    @property
    def where_lines(self) -> list[str]:
        """The place as on an envelope; one line where there is no door to go to."""
        place, happening = self.document["place"], self.document["happening"]
        gone_online = happening == Happening.MOVED_ONLINE or self.document["format"] == Format.ONLINE
        if place is None or place["area_only"] or gone_online or not place_name(place):
            return [where(self.document)]
        town = f"{place['town'] or place['council']} {place['postcode']}".strip()
        also = str(_("and online")) if self.document["format"] == Format.HYBRID else ""
        return [line for line in (place["venue"], place["address"], town, also) if line]

    @property
    def is_area_only(self) -> bool:
        """Whether only the area is shown, not the door."""
        place = self.document["place"]
        return bool(place and place["area_only"])

    @property
    def map_address(self) -> str:
        """It alone on the map, by its reference; nothing where it has no public point."""
        if self.is_preview or not self.card.is_placed:
            return ""
        asked = {"q": self.document["reference"]}
        if self.card.is_past:
            asked["from"] = min(one["starts_on"] for one in self.document["sessions"])
        return "/map?" + urlencode(sorted(asked.items()))

    @property
    def joining(self) -> list[Fact]:
        """Cost and booking."""
        return joining(self.document)

    @property
    def taking_part(self) -> list[Fact]:
        """How people take part, who it is for, in which language."""
        return taking_part(self.document)

    @property
    def belongs(self) -> list[Fact]:
        """What it is part of, and where to read more."""
        return belongs(self.document)

    @cached_property
    def access(self) -> AccessAnswers:
        """What was said about access."""
        return AccessAnswers(self.document)

    @property
    def together(self) -> list[tuple[str, str]]:
        """How it is co-produced, as five lines."""
        return together_lines(self.document["together"])

    @property
    def together_more(self) -> list[tuple[str, str]]:
        """What the organiser said about it in their own words."""
        return more_words(self.document["together"])

    @property
    def state(self) -> str:
        """The heading of the banner about a change: "Cancelled"."""
        return str(HAPPENINGS[self.document["happening"]]) if self.card.changed else ""

    @property
    def state_words(self) -> str:
        """What the change means for somebody who wanted to come."""
        words: dict[str, str] = {
            Happening.CANCELLED: _("This event will not take place."),
            Happening.POSTPONED: _("It will take place later. The date shown is the old one."),
            Happening.MOVED_ONLINE: _("Nobody needs to travel: take part online."),
        }
        return words.get(self.document["happening"], "")

    @property
    def is_example(self) -> bool:
        """Whether it shows what a listing looks like, and is not real."""
        return self.document["origin"] == Origin.EXAMPLE

    @property
    def is_archive(self) -> bool:
        """Whether it was taken from public pages."""
        return self.document["origin"] == Origin.ARCHIVE


def sitting(session: SessionDocument, *, from_archive: bool = False) -> Sitting:
    """One session in words."""
    doors = session["doors_time"]
    at = f"T{session['start_time']}" if session["start_time"] else ""
    return Sitting(
        when=when_one(session, from_archive=from_archive),
        machine=session["starts_on"] + at,
        label=session["label"],
        doors=_("Doors open at %(time)s", time=format_time(time.fromisoformat(doors))) if doors else "",
    )
