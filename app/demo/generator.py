"""Varied, realistic example events. The same count, seed and Week give the same events."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.demo.path import Identities, our_own_contact
from app.demo.words import ACTIVITIES, FESTIVALS, HOSTS, NOTES, PARAGRAPHS, SUBJECTS, VENUES, Subject, Venue
from app.registry.session import Timing
from app.registry.vocabularies.access import CHECKED_HOW, SHORT_SET, CheckedHow
from app.registry.vocabularies.joining import AUDIENCES, Booking, Cost
from app.registry.vocabularies.kinds import EventKind, Format, Origin
from app.registry.vocabularies.places import Nation
from app.registry.vocabularies.together import CHECKING, COSTS_TOWARDS, IDEA, PLANNING, REWARDS, ROLES
from app.submission.answers import Answers, day_boxes
from app.submission.services import Provenance

FESTIVAL_EVERY = 20
CHILDREN = 3
AROUND = 200  # days before and after the Week, for events outside it


@dataclass(frozen=True)
class WeekDays:
    """The Week that events are put in and around."""

    slug: str
    first_day: date
    last_day: date


def listings(
    count: int, seed: int, week: WeekDays, identities: Identities, *, in_the_week: bool
) -> Iterator[tuple[Provenance, Answers]]:
    """Who each event is and what its organiser answers, a festival always before its children."""
    festival = ""
    for number in range(count):
        chance = Random(f"{seed}/{number}")  # noqa: S311 (nothing secret: the same events every time)
        source = identities.of(Origin.EXAMPLE, f"{seed}/{number}")
        place_in_round = number % FESTIVAL_EVERY
        kind = EventKind.FESTIVAL if place_in_round == 0 else EventKind.EVENT
        if place_in_round == FESTIVAL_EVERY - 1:
            kind = EventKind.ACTIVITY
        parent = festival if 0 < place_in_round <= CHILDREN else ""
        if kind == EventKind.FESTIVAL:
            festival = str(source.reference)
        yield source, Maker(chance, week, kind, in_the_week=in_the_week or bool(parent)).answers(parent)


FORMATS = ((Format.IN_PERSON, 60), (Format.ONLINE, 22), (Format.HYBRID, 15), (Format.NOT_STATED, 3))
ACCESS_CONTACT = {
    "contact_role": "Access team",
    "contact_email": "access@example.org",
    "contact_phone": "01632 960 123",
}


class Maker:
    """Makes the answers of one event, by chance."""

    def __init__(self, chance: Random, week: WeekDays, kind: EventKind, *, in_the_week: bool) -> None:
        self.chance = chance
        self.week = week
        self.kind = kind
        self.venue = chance.choice(VENUES)
        self.format = self.pick(FORMATS)
        if kind == EventKind.ACTIVITY:
            self.format = Format.ONLINE
        self.in_the_week = in_the_week or chance.random() < 0.5

    def pick(self, weighted: tuple[tuple[Any, int], ...]) -> Any:
        """One of several, the heavier the likelier."""
        return self.chance.choices([value for value, _w in weighted], [weight for _v, weight in weighted])[0]

    def some(self, codes: Any, least: int, most: int) -> list[str]:
        """A few different codes."""
        known = list(codes)
        return self.chance.sample(known, self.chance.randint(least, min(most, len(known))))

    def answers(self, parent: str) -> dict[str, dict[str, Any]]:
        """Every page's answers. ``parent`` is the reference of the festival it belongs to."""
        return {
            "about": self.about(parent),
            "when": self.when(),
            "where": self.where(),
            "access": self.access(),
            "together": self.together(),
            "joining": self.joining(),
            "contacts": self.contacts(),
        }

    def about(self, parent: str) -> dict[str, Any]:
        """What it is. One in six titles stands in Welsh too; some texts are long."""
        subjects = {EventKind.FESTIVAL: FESTIVALS, EventKind.ACTIVITY: ACTIVITIES}.get(self.kind, SUBJECTS)
        subject: Subject = self.chance.choice(subjects)
        town = self.venue.town.partition(",")[0]
        paragraphs = self.chance.sample(PARAGRAPHS, self.chance.choice((0, 1, 2, 3, len(PARAGRAPHS))))
        welsh = bool(subject.welsh) and self.chance.random() < 0.5
        return {
            "kind": self.kind,
            "title": f"{subject.title}, {town}" if self.format != Format.ONLINE else subject.title,
            "summary": subject.summary,
            "description": "\n\n".join(paragraphs),
            "week": self.week.slug if self.in_the_week else "",
            "festival": parent,
            "languages": self.pick(((["en"], 80), (["en", "cy"], 8), (["en", "bfi"], 8), (["cy"], 4))),
            "audience": self.some(AUDIENCES, 0, 3),
            "title_cy": subject.welsh if welsh else "",
        }

    def first_day(self) -> date:
        """A day in the Week, or one up to 200 days around it."""
        first, last = self.week.first_day, self.week.last_day
        if self.in_the_week:
            return first + timedelta(days=self.chance.randint(0, (last - first).days))
        return first + timedelta(days=self.chance.randint(-AROUND, AROUND))

    def when(self) -> dict[str, Any]:
        """One session, or a few a week apart; a festival and an activity go on for days."""
        first = self.first_day()
        if self.kind != EventKind.EVENT:
            return self.session(0, first, Timing.ALL_DAY, last=first + timedelta(days=self.chance.randint(1, 4)))
        if self.chance.random() < 0.1:
            timing = self.chance.choice((Timing.ALL_DAY, Timing.TIME_TBC, Timing.DATE_TBC))
            last = first + timedelta(days=3) if timing == Timing.DATE_TBC else None
            return self.session(0, first, timing, last=last)
        sent: dict[str, Any] = {}
        hour, minute = self.chance.randint(9, 18), self.chance.choice(("00", "00", "30", "15"))
        for number in range(self.pick(((1, 80), (2, 10), (4, 10)))):
            sent |= self.session(number, first + timedelta(weeks=number), Timing.TIMED)
            sent[f"sessions-{number}-start_time"] = f"{hour}:{minute}"
            if self.chance.random() < 0.9:
                sent[f"sessions-{number}-end_time"] = f"{hour + self.chance.randint(1, 4)}:{minute}"
        return sent

    def session(self, number: int, first: date, timing: Timing, *, last: date | None = None) -> dict[str, Any]:
        """One date as the form sends it."""
        start = f"sessions-{number}"
        sent: dict[str, Any] = {f"{start}-timing": timing}
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day is not None:
                sent |= day_boxes(f"{start}-{name}", day)
        return sent

    def where(self) -> dict[str, Any]:
        """A public place, online, or both; one place in fifty is somebody's home."""
        sent: dict[str, Any] = {"format": self.format}
        if self.format in (Format.IN_PERSON, Format.HYBRID):
            venue: Venue = self.venue
            sent |= {"venue": venue.name, "town": venue.town, "postcode": venue.postcode}
            if self.chance.random() < 0.02:
                sent["area_only"] = "yes"
        if self.format in (Format.ONLINE, Format.HYBRID):
            sent |= {
                "online_how": "On Zoom. We send the link when you book.",
                "nation": self.chance.choice(["", *Nation]),
            }
        return sent

    def access(self) -> dict[str, Any]:
        """Some features answered, some not; a few events say nothing."""
        if self.chance.random() < 0.12:
            return {}
        sent: dict[str, Any] = {}
        for feature in SHORT_SET:
            state = self.pick((("yes", 40), ("no", 12), ("on_request", 18), ("unknown", 30)))
            sent[feature.code] = state
            if state == "yes":
                sent[f"{feature.code}_note"] = self.chance.choice(NOTES.get(feature.code, ("",)))
        how = self.chance.choice(list(CHECKED_HOW))
        sent["access_checked_how"] = how
        if how != CheckedHow.NOT_CHECKED:
            sent |= {"access_checked_on-day": "3", "access_checked_on-month": "11", "access_checked_on-year": "2025"}
        return sent | ACCESS_CONTACT

    def together(self) -> dict[str, Any]:
        """How it is co-produced; one in ten leaves the page empty."""
        if self.chance.random() < 0.1:
            return {}
        return {
            "idea": self.chance.choice(list(IDEA)),
            "planning": self.chance.choice(list(PLANNING)),
            "roles": self.some([code for code in ROLES if code != "none_yet"], 0, 4),
            "checking": self.chance.choice(list(CHECKING)),
            "rewards": self.some([code for code in REWARDS if code not in {"not_agreed", "nothing"}], 0, 4),
            "costs_towards": self.some([code for code in COSTS_TOWARDS if code != "no"], 0, 3),
        }

    def joining(self) -> dict[str, Any]:
        """Mostly free; booked or not."""
        cost = self.pick(((Cost.FREE, 75), (Cost.WHAT_YOU_CAN, 10), (Cost.PAID, 10), (Cost.NOT_STATED, 5)))
        sent: dict[str, Any] = {"cost": cost, "booking": self.chance.choice(list(Booking))}
        if cost == Cost.PAID:
            sent["cost_note"] = f"£{self.chance.choice((3, 5, 8))}, free for carers and personal assistants"
        if sent["booking"] in (Booking.REQUIRED, Booking.OPTIONAL):
            sent |= {"booking_email": "book@example.org", "booking_phone": "01632 960 456"}
            sent["capacity"] = self.chance.choice(("", 12, 30, 80, 200))
        return sent

    def contacts(self) -> dict[str, Any]:
        """An invented organisation with an address that reaches nobody."""
        name, kind = self.chance.choice(HOSTS)
        sent = our_own_contact() | {"organisation_name": name.format(town=self.venue.town.partition(",")[0])}
        shown = self.some(("role", "email"), 0, 2)
        return sent | {
            "organisation_kind": kind,
            "contact_role": "Events team",
            "contact_email": "events@example.org",
            "contact_shown": shown,
        }
