"""Rows that look like events we have: by the UID they have in a calendar, or by name, day and place."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from flask import has_request_context
from sqlalchemy import select

from app.extensions import db
from app.registry.calendar_source import CalendarEntry
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organisation import folded
from app.registry.organiser import Organiser, event_organiser
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.upload import Upload
from app.registry.vocabularies.kinds import Happening
from app.submission.bulk.checking import Checked
from app.submission.bulk.holding import held

KNOWN = (State.UNCONFIRMED, State.SUBMITTED, State.APPROVED)
MOST_IN_ONE_QUERY = 400
PLACE = ("venue", "town", "postcode")
ALIKE = 0.85  # of the letters
MOST_COMPARED = 20  # places of the rows that have a name, day and time in common
FIGURES = re.compile(r"\d+")


@dataclass(frozen=True)
class Known:
    """An event as it is compared. ``slug`` where it is public, ``reference`` where it is the asker's own."""

    title: str
    place: tuple[str, ...]
    slug: str = ""
    reference: str = ""

    @cached_property
    def name(self) -> str:
        """The title as it is compared."""
        return folded(self.title)

    @cached_property
    def figures(self) -> list[str]:
        """Numbers in the title."""
        return FIGURES.findall(self.title)

    def as_like(self, how: str) -> dict[str, str]:
        """What a row keeps about it. Of what is neither public nor their own, nothing but that it is."""
        title = self.title if self.slug or self.reference else ""
        return {"how": how, "title": title, "slug": self.slug, "reference": self.reference}


def mark_doubles(rows: list[Checked], organiser: Organiser | None) -> None:
    """Note on each row what it looks like; rows that came earlier count too, where they start at the same time."""
    own = own_ids(organiser)
    brought, by_day = brought_before(rows, own), events_by_day(rows, own)
    earlier: defaultdict[tuple[date, str, str], list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        mine = Known(row.cells.get("title", ""), place_of(row.cells))
        days = list(days_of(row))
        keys = [(day, mine.name, row.cells.get("start", "")) for day in days]
        if row.uid in brought:
            row.like = brought[row.uid].as_like("uid")
        elif found := next((known for day in days for known in by_day.get(day, ()) if is_like(mine, known)), None):
            row.like = found.as_like("like")
        elif any(may_be_one(mine.place, place) for key in keys for place in earlier.get(key, ())):
            row.like = mine.as_like("row")
        for key in keys:
            if len(earlier[key]) < MOST_COMPARED:
                earlier[key].append(mine.place)


def is_like(one: Known, other: Known) -> bool:
    """A name that people would take for the same, and no two places.

    "Circle 1" and "Circle 2" are two events, however alike their letters are.
    """
    if not may_be_one(one.place, other.place) or one.figures != other.figures:
        return False
    compared = SequenceMatcher(None, one.name, other.name, autojunk=False)
    return compared.real_quick_ratio() >= ALIKE and compared.quick_ratio() >= ALIKE and compared.ratio() >= ALIKE


def may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two places may be the same: where one is not known, they may."""
    return not one or not other or same_place(one, other)


def same_place(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a venue, a town or a postcode is the same, and no postcode is another."""
    pairs = list(zip(one, other, strict=True))
    if pairs[2][0] and pairs[2][1]:
        return pairs[2][0] == pairs[2][1]
    return any(a and a == b for a, b in pairs)


def place_of(cells: dict[str, str]) -> tuple[str, ...]:
    """Venue, town and postcode as they are compared; nothing where none is known."""
    parts = tuple(folded(cells.get(name, "")).replace(" ", "") if cells.get(name) else "" for name in PLACE)
    return parts if any(parts) else ()


def days_of(row: Checked) -> Iterator[date]:
    """The first days of a row's dates."""
    when: dict[str, Any] = row.answers.get("when", {})
    for number in range(60):
        boxes = [str(when.get(f"sessions-{number}-starts_on-{part}", "")) for part in ("year", "month", "day")]
        if not all(one.isascii() and one.isdecimal() and len(one) <= 4 for one in boxes):
            continue
        try:
            yield date(*map(int, boxes))
        except ValueError:
            continue


def own_ids(organiser: Organiser | None) -> set[int]:
    """The events an organiser manages, and those that this browser made of files and calendars."""
    own: set[int] = set()
    if organiser is not None:
        holds = event_organiser.c
        own |= set(db.session.scalars(select(holds.event_id).where(holds.organiser_id == organiser.id)))
    if has_request_context() and (keys := held()):
        uploads = db.session.scalars(select(Upload.references).where(Upload.key.in_(keys)))
        made = [reference for references in uploads for reference in references]
        for start in range(0, len(made), MOST_IN_ONE_QUERY):
            some = made[start : start + MOST_IN_ONE_QUERY]
            own |= set(db.session.scalars(select(Event.id).where(Event.reference.in_(some))))
    return own


FACTS = (Event.id, Event.reference, Event.slug, Revision.title, Revision.state)


def brought_before(rows: list[Checked], own: set[int]) -> dict[str, Known]:
    """Events that came of the same UIDs, of any calendar, and were sent or are the asker's own."""
    found: dict[str, Known] = {}
    uids = [row.uid for row in rows if row.uid]
    for start in range(0, len(uids), MOST_IN_ONE_QUERY):
        query = (
            select(CalendarEntry.uid, *FACTS)
            .join(Event, Event.id == CalendarEntry.event_id)
            .join(Revision, Revision.event_id == Event.id)
            .where(CalendarEntry.uid.in_(uids[start : start + MOST_IN_ONE_QUERY]))
            .where(Event.happening != Happening.WITHDRAWN, Revision.state.in_((*KNOWN, State.DRAFT)))
        )
        for uid, *facts in db.session.execute(query):
            if known := known_of(facts, own):
                found[uid] = min(found.get(uid, known), known, key=lambda one: not one.slug)
    return found


def events_by_day(rows: list[Checked], own: set[int]) -> defaultdict[date, list[Known]]:
    """What is public, waits or is the asker's own on the days of the rows."""
    days = sorted({day for row in rows for day in days_of(row)})
    found: defaultdict[date, list[Known]] = defaultdict(list)
    for start in range(0, len(days), MOST_IN_ONE_QUERY):
        query = (
            select(EventSession.starts_on, EventPlace.venue, EventPlace.town, EventPlace.postcode, *FACTS)
            .join(Revision, Revision.id == EventSession.revision_id)
            .join(Event, Event.id == Revision.event_id)
            .outerjoin(EventPlace, (EventPlace.revision_id == Revision.id) & (EventPlace.position == 0))
            .where(EventSession.starts_on.in_(days[start : start + MOST_IN_ONE_QUERY]))
            .where(Event.happening != Happening.WITHDRAWN, Revision.state.in_((*KNOWN, State.DRAFT)))
        )
        for day, venue, town, postcode, *facts in db.session.execute(query):
            where = place_of({"venue": venue or "", "town": town or "", "postcode": postcode or ""})
            if known := known_of(facts, own, where):
                found[day].append(known)
    for listed in found.values():  # the first that is like is pointed at: public ones, one's own, others
        listed.sort(key=lambda known: (not known.slug, not known.reference))
    return found


def known_of(facts: Sequence[Any], own: set[int], place: tuple[str, ...] = ()) -> Known | None:
    """An event as one of its revisions says it. None for somebody else's draft.

    Its address is there only where everybody or the asker may open it.
    """
    number, reference, slug, title, state = facts
    is_own, is_public = number in own, state == State.APPROVED
    if state == State.DRAFT and not is_own:
        return None
    return Known(title, place, (slug or "") if is_public else "", reference if is_own else "")
