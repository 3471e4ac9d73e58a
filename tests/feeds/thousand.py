"""A thousand generated events through the real path, some on days that clocks change, some of them off.

What is meant is read from what organisers said and decided, never from what the calendar writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.catalogue.happening import announce
from app.demo import generator
from app.demo.commands import Listing, publish_all
from app.demo.path import Identities
from app.demo.weeks import coming_week, load_past_weeks
from app.extensions import db
from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.session import EventSession, Timing
from app.registry.times import today
from app.shared.clock import now
from app.submission.answers import day_boxes
from tests.conftest import settings

EVENTS = 1000
STATES = ("postponed", "cancelled", "moved_online", "withdrawn")
# Start, days until the end, end: before, in and after the hour that is skipped or comes twice, and across it.
SPRING = (("00:30", 0, "02:30"), ("02:00", 0, "03:15"), ("00:15", 0, "00:45"), ("23:30", 1, "00:30"))
AUTUMN = (("00:30", 0, "02:30"), ("01:30", 0, "03:00"), ("00:15", 0, "01:45"), ("02:00", 0, "04:00"))


@dataclass(frozen=True, order=True)
class Meant:
    """One date of one event. Instants in UTC, or days with the end exclusive; None where nobody knows the end."""

    uid: str
    title: str
    start: datetime | date
    end: datetime | date | None
    status: str
    place: str


@dataclass(frozen=True)
class Thousand:
    """The site and what every entry of its calendar means."""

    app: Flask
    meant: list[Meant]


def make(folder: Path) -> Thousand:
    """Generate and publish them, in an SQLite database of their own."""
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", SITE_URL="https://weeks.example"))
    with app.app_context():
        db.create_all()
        load_past_weeks()
        week = coming_week(today(now()))
        assert week.first_day is not None
        assert week.last_day is not None
        days = generator.WeekDays(week.slug, week.first_day, week.last_day)
        db.session.commit()
        listings = with_awkward_days(
            generator.listings(EVENTS, 7, days, Identities({}), in_the_week=False), week.first_day.year
        )
        assert publish_all(listings, EVENTS, "Generating") == []
        put_some_off()
        meant = [one for event in db.session.scalars(select(Event).order_by(Event.id)) for one in meant_by(event)]
        db.session.remove()
    return Thousand(app, sorted(meant))


def with_awkward_days(listings: Iterator[Listing], year: int) -> Iterator[Listing]:
    """Every fifth on a day that clocks change, or the day before."""
    for number, (source, answers) in enumerate(listings):
        if number % 5 == 2 and answers["when"]["sessions-0-timing"] == Timing.TIMED:
            yield source, {**answers, "when": awkward(number // 5, year)}
        else:
            yield source, answers


def awkward(number: int, year: int) -> dict[str, str]:
    """Answers for the page of dates."""
    month, hours = (3, SPRING) if number % 2 else (10, AUTUMN)
    start, days, end = hours[number // 2 % 4]
    first = last_sunday(year + number // 8 % 4, month) - timedelta(days=days)
    return {
        "sessions-0-timing": Timing.TIMED,
        "sessions-0-start_time": start,
        "sessions-0-end_time": end,
        **day_boxes("sessions-0-starts_on", first),
        **day_boxes("sessions-0-ends_on", first + timedelta(days=days)),
    }


def last_sunday(year: int, month: int) -> date:
    """The day the clocks change."""
    last = date(year, month, 31)
    return last.replace(day=31 - (last.weekday() + 1) % 7)


def put_some_off() -> None:
    """Every twentieth event does not go ahead as it was said."""
    for number, event in enumerate(db.session.scalars(select(Event).where(Event.id % 20 == 7).order_by(Event.id))):
        announce(event, STATES[number % 4], "The hall flooded.", "the organiser", now())  # type: ignore[arg-type]
    db.session.commit()


def meant_by(event: Event) -> Iterator[Meant]:
    """What every date of an event should look like in a calendar."""
    revision = event.approved
    assert revision is not None
    word = {"cancelled": "Cancelled: ", "withdrawn": "Cancelled: ", "postponed": "Postponed: "}.get(
        event.happening, ""
    )
    place = "Online" if event.happening == "moved_online" else place_of(revision)
    for row in revision.sessions:
        timed = row.timing == Timing.TIMED
        start = row.starts_at.astimezone(UTC) if timed else row.starts_on
        end = row.ends_at if timed else row.ends_on + timedelta(days=1)
        yield Meant(row.uid, word + revision.title, start, end, status_of(event, row), place)


def status_of(event: Event, row: EventSession) -> str:
    """CONFIRMED, TENTATIVE or CANCELLED."""
    if event.happening in ("cancelled", "withdrawn"):
        return "CANCELLED"
    unsure = row.timing in (Timing.TIME_TBC, Timing.DATE_TBC)
    return "TENTATIVE" if unsure or event.happening == "postponed" else "CONFIRMED"


def place_of(revision: Revision) -> str:
    """The place as an envelope has it."""
    if revision.format == "online":
        return "Online"
    place = revision.place
    words = ""
    if place is not None and place.area_only:
        words = f"{place.town} area, {place.postcode.split(' ')[0]}".strip(", ")
    elif place is not None:
        words = ", ".join(filter(None, (place.venue, place.address, f"{place.town} {place.postcode}".strip())))
    if revision.format == "hybrid":
        return f"{words} and online" if words else "Online, and a place not known yet"
    return words or "Place not known yet"
