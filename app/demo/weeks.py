"""The Weeks of the past, and the coming one as an example until its dates are announced."""

import json
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from app.catalogue.publish import publish_week
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.slugs import slugify

DATA = Path(__file__).parent / "data"


def load_past_weeks() -> None:
    """Add the Weeks that real events belong to, where they are not there yet."""
    for facts in json.loads((DATA / "weeks.json").read_text("utf-8")):
        days = {name: date.fromisoformat(facts.pop(name)) for name in ("first_day", "last_day")}
        closed = days["last_day"]
        add(Campaign(slug=slugify(facts["name"]), submissions_close=closed, **days, **facts))


def coming_week(today: date) -> Campaign:
    """The next Week around the first week of July: example dates, and its note says so."""
    week = next(
        (row for row in db.session.scalars(select(Campaign).order_by(Campaign.first_day)) if ahead(row, today)), None
    )
    return week or add(example_week(today))


def ahead(week: Campaign, today: date) -> bool:
    """Whether a Week for the whole UK is still to come, or is now."""
    return week.nation is None and week.last_day is not None and week.last_day >= today


def example_week(today: date) -> Campaign:
    """Monday to Friday of the week that holds the first Monday of July."""
    year = today.year if today < first_monday_of_july(today.year) else today.year + 1
    first = first_monday_of_july(year)
    name = f"Co-production Week {year}"
    return Campaign(
        slug=slugify(name),
        name=name,
        name_cy=f"Wythnos Cydgynhyrchu {year}",
        host="Social Care Institute for Excellence (SCIE)",
        year=year,
        first_day=first,
        last_day=first + timedelta(days=4),
        hashtag="#coproweek",
        note="Example dates: the real ones are not announced yet.",
    )


def first_monday_of_july(year: int) -> date:
    """A day the Week has often begun on. No rule: the dates are data, and this is only an example's."""
    first = date(year, 7, 1)
    return first + timedelta(days=-first.weekday() % 7)


def add(week: Campaign) -> Campaign:
    """Add a Week unless one with its address is there."""
    known = db.session.scalars(select(Campaign).where(Campaign.slug == week.slug)).first()
    if known is not None:
        return known
    db.session.add(week)
    db.session.flush()
    publish_week(week)
    return week
