"""What the pages about sent events read: the queue, colleagues, festivals, numbers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from flask_babel import format_timedelta
from flask_babel import gettext as _
from sqlalchemy import func, select

from app.catalogue.counts import DailyCount
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.organiser import Organiser, organisation_organiser
from app.registry.revision import Revision
from app.registry.times import today
from app.shared.clock import now

LATELY = 50  # decisions
DECIDED = (Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT)
NUMBERS_SHOWN_DAYS = 30


def waits_before(revision: Revision) -> int:
    """How many waited longer than this one."""
    query = select(func.count()).select_from(Revision).where(Revision.state == State.SUBMITTED)
    return db.session.scalar(query.where(Revision.submitted_at < revision.submitted_at)) or 0


def typical_wait() -> str:
    """How long the last fifty events waited for a moderator: the middle one, in words. Empty before there are any."""
    rows = db.session.execute(
        select(Decision.decided_at, Revision.submitted_at)
        .join(Revision, Revision.id == Decision.revision_id)
        .where(Decision.action.in_(DECIDED), Decision.moderator_id.is_not(None), Revision.submitted_at.is_not(None))
        .order_by(Decision.id.desc())
        .limit(LATELY)
    )
    waits = [decided - submitted for decided, submitted in rows]
    if not waits:
        return ""
    middle = timedelta(seconds=median(wait.total_seconds() for wait in waits))
    return str(format_timedelta(middle)) if middle >= timedelta(hours=1) else str(_("less than an hour"))


def last_decision(event: Event, *actions: str) -> Decision | None:
    """The newest decision of these kinds."""
    return next((one for one in reversed(event.decisions) if one.action in actions), None)


def coming_week(old: Campaign | None, at: datetime) -> Campaign | None:
    """The Week after the one an event was in: the same nation's, the first that takes submissions. None if none."""
    if old is None:
        return None
    day = today(at)
    query = select(Campaign).where(Campaign.nation.is_(None) if old.nation is None else Campaign.nation == old.nation)
    ordered = db.session.scalars(query.order_by(Campaign.first_day.is_(None), Campaign.first_day, Campaign.year))
    ahead = [one for one in ordered if one.takes_submissions(day) and (one.last_day is None or one.last_day >= day)]
    return ahead[0] if ahead else None


def people_of_organisation(event: Event) -> list[Organiser]:
    """Who may manage every event of its organisation."""
    if event.organisation_id is None:
        return []
    holds = organisation_organiser.c
    query = select(Organiser).join(organisation_organiser, holds.organiser_id == Organiser.id)
    return list(
        db.session.scalars(query.where(holds.organisation_id == event.organisation_id).order_by(Organiser.id))
    )


@dataclass(frozen=True)
class Numbers:
    """How often an event's page was opened and its calendar fetched, in all and lately (newest day first)."""

    pages: int
    calendars: int
    days: list[tuple[date, int, int]]


def numbers(event: Event) -> Numbers | None:
    """The counts of a public event. None before it has an address."""
    if event.slug is None:
        return None
    rows = db.session.execute(
        select(DailyCount.day, DailyCount.what, DailyCount.times).where(DailyCount.slug == event.slug)
    ).all()
    first = today(now()) - timedelta(days=NUMBERS_SHOWN_DAYS)
    by_day: dict[date, dict[str, int]] = {}
    for day, what, times in rows:
        by_day.setdefault(day, {})[what] = times
    lately = sorted((day for day in by_day if day > first), reverse=True)
    return Numbers(
        pages=sum(times for _day, what, times in rows if what == "page"),
        calendars=sum(times for _day, what, times in rows if what == "calendar"),
        days=[(day, by_day[day].get("page", 0), by_day[day].get("calendar", 0)) for day in lately],
    )
