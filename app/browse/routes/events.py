"""The catalogue as pages: home, the list, and one event."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request

from app.browse.presenters import WeekCard, ahead
from app.browse.schema_org import structured
from app.catalogue import reading
from app.catalogue.alternates import Alternate, Linked, linked, of_page, of_query
from app.catalogue.applied import applied
from app.catalogue.cards import EventCard
from app.catalogue.event_page import EventPage
from app.catalogue.filters import Filters
from app.catalogue.heading import heading
from app.catalogue.listing import Listing, face, numbered
from app.catalogue.models import Publication
from app.catalogue.query import EventQuery
from app.registry.times import today
from app.registry.vocabularies.kinds import EventKind, Happening
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("events", __name__)

NEXT_SHOWN = 6


@blueprint.get("/")
@public
def home() -> Linked:
    """What this is, the Week, what is on next, and the ways in."""
    day = today(now())
    weeks = [WeekCard(week, day) for week in reading.weeks()]
    following = reading.page(EventQuery(), day, NEXT_SHOWN)
    alternates = of_query(EventQuery())
    page = render_template(
        "browse/home.html",
        coming=ahead(weeks),
        cards=[EventCard(one, day) for one in following.events],
        total=following.total,
        filters=Filters(EventQuery(), request.args),
        alternates=alternates,
    )
    return linked(page, alternates)


@blueprint.get("/events")
@public
def events() -> Linked:
    """The list of a query."""
    day = today(now())
    query = EventQuery.from_args(request.args)
    listing = Listing(query, day)
    alternates = of_query(query)
    page = render_template(
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
        alternates=alternates,
    )
    return linked(page, alternates)


@blueprint.get("/events/<slug>")
@public
def event(slug: str) -> Linked | Response:
    """Everything public about one event. A festival has its own address, while it is one."""
    publication = reading.publication(slug) or abort(404)
    if publication.happening == Happening.WITHDRAWN:
        return withdrawn(publication)
    if publication.kind == EventKind.FESTIVAL:
        return make_response(redirect(f"/festivals/{slug}"))
    return event_page(EventPage(publication, today(now())))


@blueprint.get("/festivals/<slug>")
@public
def festival(slug: str) -> Linked | Response:
    """A festival with its programme."""
    publication = reading.publication(slug) or abort(404)
    if publication.happening == Happening.WITHDRAWN:
        return withdrawn(publication)
    if publication.kind != EventKind.FESTIVAL:
        return make_response(redirect(f"/events/{slug}"))
    day = today(now())
    inside = [one for one in reading.listed(EventQuery(festival=slug), day) if one.slug != slug]
    programme = [EventCard(one, day) for one in inside]
    return event_page(EventPage(publication, day), programme, of_query(EventQuery(festival=slug)))


def withdrawn(publication: Publication) -> Response:
    """It was here, and its organiser has taken it away for good."""
    page = render_template("browse/withdrawn.html", document=publication.document)
    return make_response(page, 410)


def event_page(
    shown: EventPage, programme: list[EventCard] | None = None, of_programme: Sequence[Alternate] = ()
) -> Linked:
    """The page of an event or festival, with its own other faces and those of its programme."""
    site = current_app.config["SITE_URL"]
    alternates = [*of_page(shown.url), *(one for one in of_programme if one.type != "text/calendar")]
    page = render_template(
        "browse/event.html",
        event=shown,
        programme=programme,
        canonical=site + shown.url,
        structured=structured(shown.publication, site + shown.url),
        alternates=alternates,
    )
    return linked(page, alternates)
