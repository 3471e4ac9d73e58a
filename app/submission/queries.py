"""What the organiser's pages read."""

import re

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from app.accounts.models import OneTimeLink, Purpose
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import Organiser, PrivateContact, organisation_organiser
from app.registry.revision import Revision
from app.registry.times import today
from app.shared.clock import now
from app.shared.forms import Option

REFERENCE = re.compile(r"[A-Z0-9-]{1,12}")


def open_weeks() -> list[Option]:
    """The Weeks an organiser may choose today: not over, and open for submissions."""
    day = today(now())
    return [
        week_option(week)
        for week in campaigns()
        if week.takes_submissions(day) and (week.last_day is None or week.last_day >= day)
    ]


def all_weeks() -> list[Option]:
    """Every Week, for events of the past that are added by those who run the site."""
    return [week_option(week) for week in campaigns()]


def campaigns() -> list[Campaign]:
    """Every campaign, by date; those without dates last."""
    query = select(Campaign).order_by(Campaign.first_day.is_(None), Campaign.first_day, Campaign.slug)
    return list(db.session.scalars(query))


def week_option(week: Campaign) -> Option:
    """A Week as an answer, with its dates where they are known."""
    if week.first_day is None or week.last_day is None:
        return Option(week.slug, _("%(week)s (dates not announced yet)", week=week.name))
    first, last = format_date(week.first_day, "d MMMM"), format_date(week.last_day, "d MMMM y")
    return Option(week.slug, _("%(week)s (%(first)s to %(last)s)", week=week.name, first=first, last=last))


def week_with_slug(slug: str) -> Campaign | None:
    """A campaign by its address."""
    return db.session.scalars(select(Campaign).where(Campaign.slug == slug)).first()


def event_with(reference: str) -> Event | None:
    """An event by its reference, however it is typed. What cannot be one (a NUL) never reaches the database."""
    if REFERENCE.fullmatch(reference.upper()) is None:
        return None
    return db.session.scalars(select(Event).where(Event.reference == reference.upper())).first()


def events_of(organiser: Organiser) -> list[Event]:
    """The events an organiser manages, their organisations' included, newest first."""
    holds = organisation_organiser.c
    theirs = select(holds.organisation_id).where(holds.organiser_id == organiser.id)
    mine = or_(Event.organisers.contains(organiser), Event.organisation_id.in_(theirs))
    return list(db.session.scalars(select(Event).where(mine).order_by(Event.id.desc())))


def events_sent_with(email: str) -> list[Event]:
    """Events that were sent with this private address, oldest first; drafts that were never sent are not."""
    sent = select(Revision.event_id).where(Revision.sent_at.is_not(None))
    query = select(Event).join(PrivateContact).where(func.lower(PrivateContact.email) == email, Event.id.in_(sent))
    return list(db.session.scalars(query.order_by(Event.id)))


def drafts_left_with(email: str) -> list[Event]:
    """Events a way back to was mailed to this address, oldest first. One that is only typed in a form proves less."""
    asked = select(OneTimeLink.subject).where(
        OneTimeLink.purpose == Purpose.RETURN_TO_EVENT, OneTimeLink.data["email"].as_string() == email
    )
    return list(db.session.scalars(select(Event).where(Event.reference.in_(asked)).order_by(Event.id)))


def waiting_count() -> int:
    """How many events wait for a moderator."""
    waiting = select(func.count()).select_from(Revision).where(Revision.state == State.SUBMITTED)
    return db.session.scalar(waiting) or 0
