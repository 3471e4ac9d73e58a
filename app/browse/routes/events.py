"""The catalogue as pages: home, the list, and one event."""

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request

from app.browse.event_page import EventPage
from app.browse.presenters import WeekCard, ahead
from app.browse.schema_org import structured
from app.catalogue import reading
from app.catalogue.applied import applied
from app.catalogue.cards import EventCard
from app.catalogue.filters import Filters
from app.catalogue.heading import heading
from app.catalogue.listing import Listing, face, numbered
from app.catalogue.query import EventQuery
from app.registry.times import today
from app.registry.vocabularies.kinds import EventKind
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("events", __name__)

NEXT_SHOWN = 6


@blueprint.get("/")
@public
def home() -> str:
    """What this is, the Week, what is on next, and the ways in."""
    day = today(now())
    weeks = [WeekCard(week, day) for week in reading.weeks()]
    following = reading.page(EventQuery(), day, NEXT_SHOWN)
    return render_template(
        "browse/home.html",
        coming=ahead(weeks),
        cards=[EventCard(one, day) for one in following.events],
        total=following.total,
        filters=Filters(EventQuery(), request.args),
    )


@blueprint.get("/events")
@public
def events() -> str:
    """The list of a query."""
    day = today(now())
    query = EventQuery.from_args(request.args)
    listing = Listing(query, day)
    return render_template(
        "browse/events.html",
        query=query,
        heading=heading(query),
        listing=listing,
        filters=Filters(query, request.args),
        applied=applied(query),
        is_past=query.newest_first(day),
        coming=face("/events", query.without("day_from", "day_to")),
        past=face("/events", replace(query, day_from=None, day_to=day - timedelta(days=1))),
        canonical=current_app.config["SITE_URL"] + numbered("/events", query, listing.number),
        face=face,
        numbered=lambda number: numbered("/events", query, number),
    )


@blueprint.get("/events/<slug>")
@public
def event(slug: str) -> str | Response:
    """Everything public about one event. A festival has its own address, while it is one."""
    publication = reading.publication(slug) or abort(404)
    if publication.kind == EventKind.FESTIVAL:
        return make_response(redirect(f"/festivals/{slug}"))
    return event_page(EventPage(publication, today(now())))


@blueprint.get("/festivals/<slug>")
@public
def festival(slug: str) -> str | Response:
    """A festival with its programme."""
    publication = reading.publication(slug) or abort(404)
    if publication.kind != EventKind.FESTIVAL:
        return make_response(redirect(f"/events/{slug}"))
    day = today(now())
    inside = [one for one in reading.listed(EventQuery(festival=slug), day) if one.slug != slug]
    return event_page(EventPage(publication, day), [EventCard(one, day) for one in inside])


def event_page(shown: EventPage, programme: list[EventCard] | None = None) -> str:
    """The page of an event or festival."""
    site = current_app.config["SITE_URL"]
    return render_template(
        "browse/event.html",
        event=shown,
        programme=programme,
        canonical=site + shown.url,
        structured=structured(shown.publication, site + shown.url),
    )
