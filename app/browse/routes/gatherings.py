"""What events belong to: festivals, organisations, Weeks; and what was changed."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, abort, render_template, request

from app.browse.presenters import OrganisationCard, WeekCard, ahead
from app.browse.queries import changes as latest_changes
from app.catalogue import reading
from app.catalogue.alternates import Linked, archive_of, linked, of_query
from app.catalogue.cards import EventCard
from app.catalogue.listing import Listing, numbered
from app.catalogue.query import EventQuery
from app.registry.times import today
from app.registry.vocabularies.kinds import EventKind
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("gatherings", __name__)

PAST_SHOWN = 10


@blueprint.get("/festivals")
@public
def festivals() -> str:
    """Festivals that are coming, and the latest that are over."""
    day = today(now())
    query = EventQuery(kind=EventKind.FESTIVAL, page=EventQuery.from_args(request.args).page)
    return render_template(
        "browse/festivals.html",
        listing=Listing(query, day),
        past=past(EventQuery(kind=EventKind.FESTIVAL), day),
        numbered=lambda number: numbered("/festivals", EventQuery(), number),
    )


@blueprint.get("/organisations")
@public
def organisations() -> str:
    """Everybody who holds events, by name."""
    return render_template(
        "browse/organisations.html", organisations=[OrganisationCard(one) for one in reading.organisations()]
    )


@blueprint.get("/organisations/<slug>")
@public
def organisation(slug: str) -> Linked:
    """One organisation, what it holds and what it held."""
    found = reading.organisation(slug) or abort(404)
    day = today(now())
    query = EventQuery(organisation=slug)
    alternates = of_query(query, f"/organisations/{slug}.ics")
    page = render_template(
        "browse/organisation.html",
        organisation=OrganisationCard(found),
        listing=Listing(query, day),
        past=past(query, day),
        alternates=alternates,
    )
    return linked(page, alternates)


@blueprint.get("/weeks")
@public
def weeks() -> str:
    """Every Week: the coming ones and those that were."""
    day = today(now())
    cards = [WeekCard(one, day) for one in reading.weeks()]
    return render_template(
        "browse/weeks.html",
        coming=ahead(cards),
        over=[week for week in cards if week.is_over],
    )


@blueprint.get("/weeks/<slug>")
@public
def week(slug: str) -> Linked:
    """One Week, its festivals and its events."""
    found = reading.week(slug) or abort(404)
    day = today(now())
    query = EventQuery(week=slug)
    festival_page = reading.page(EventQuery(week=slug, kind=EventKind.FESTIVAL), day)
    alternates = [*of_query(query, f"/weeks/{slug}.ics"), archive_of(f"/weeks/{slug}")]
    page = render_template(
        "browse/week.html",
        week=WeekCard(found, day),
        festivals=cards_of(festival_page.events, day),
        listing=Listing(query, day),
        alternates=alternates,
    )
    return linked(page, alternates)


@blueprint.get("/changes")
@public
def changes() -> str:
    """What was cancelled, postponed or moved online, newest first."""
    return render_template("browse/changes.html", changes=latest_changes(today(now())))


def past(query: EventQuery, day: date) -> list[EventCard]:
    """The latest of a query's events that are over."""
    over = EventQuery(kind=query.kind, organisation=query.organisation, day_to=day - timedelta(days=1))
    return cards_of(reading.page(over, day, PAST_SHOWN).events, day)


def cards_of(listed: Sequence[reading.Listed], day: date) -> list[EventCard]:
    """Cards, in the same order."""
    return [EventCard(one, day) for one in listed]
