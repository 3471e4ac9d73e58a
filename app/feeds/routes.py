"""The catalogue as calendars."""

from collections.abc import Iterable
from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, make_response, redirect, request
from flask_babel import gettext as _

from app.catalogue import reading
from app.catalogue.heading import heading
from app.catalogue.models import Publication
from app.catalogue.query import EventQuery
from app.feeds.calendar import calendar
from app.feeds.downloads import disposition
from app.registry.times import start_of, today
from app.registry.vocabularies.kinds import EventKind, Happening
from app.serving.cross_origin import open_to_other_sites
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("feeds", __name__)
open_to_other_sites(blueprint)


@blueprint.get("/events.ics")
@public
def events() -> Response:
    """The events of a query: the calendar face of ``/events``."""
    query = EventQuery.from_args(request.args)
    return answer(named(query), page_of(query), reading.vevent_chunks(query, today(now())))


@blueprint.get("/events/<slug>.ics")
@public
def event(slug: str) -> Response:
    """One event, all its dates."""
    publication = reading.publication(slug) or abort(404)
    if long_withdrawn(publication):
        abort(410)
    return answer(publication.document["title"], f"/events/{slug}", [reading.vevents_of(publication, today(now()))])


@blueprint.get("/festivals/<slug>.ics")
@public
def festival(slug: str) -> Response:
    """A festival and everything in it."""
    publication = reading.publication(slug) or abort(404)
    if long_withdrawn(publication):
        abort(410)
    if publication.kind != EventKind.FESTIVAL:
        return make_response(redirect(f"/events/{slug}.ics"))
    chunks = reading.vevent_chunks(EventQuery(festival=slug), today(now()))
    return answer(publication.document["title"], f"/festivals/{slug}", chunks)


@blueprint.get("/organisations/<slug>.ics")
@public
def organisation(slug: str) -> Response:
    """What one organisation holds."""
    found = reading.organisation(slug)
    chunks = reading.vevent_chunks(EventQuery(organisation=slug), today(now()))
    name = found.name if found else reading.withdrawn_organisation(slug) or abort(404)
    if found is None and not chunks:  # all it held was withdrawn, and every calendar has heard
        abort(410)
    return answer(_("%(organisation)s: events", organisation=name), f"/organisations/{slug}", chunks)


@blueprint.get("/weeks/<slug>.ics")
@public
def week(slug: str) -> Response:
    """Everything in a Week, whenever it was or will be."""
    found = reading.week(slug) or abort(404)
    return answer(
        found.document["name"], f"/weeks/{slug}", reading.vevent_chunks(EventQuery(week=slug), today(now()))
    )


def long_withdrawn(publication: Publication) -> bool:
    """Whether it was withdrawn so long ago that every calendar has heard. Until then they are told that it is off."""
    kept = publication.changed_at > start_of(today(now()) - timedelta(days=reading.CALENDAR_KEEPS_DAYS))
    return publication.happening == Happening.WITHDRAWN and not kept


def named(query: EventQuery) -> str:
    """What a query's calendar is called, among all the others a person has."""
    return f"{current_app.config['SITE_NAME']}: {heading(query)}"


def page_of(query: EventQuery) -> str:
    """The path of the same events as a page."""
    canonical = query.on_page(1).canonical()
    return f"/events?{canonical}" if canonical else "/events"


def answer(name: str, page: str, chunks: Iterable[bytes]) -> Response:
    """A calendar as an HTTP answer. ``page`` is the path of the page that shows the same."""
    address = current_app.config["SITE_URL"] + page
    about = _("From %(site)s. The same as a page: %(address)s", site=current_app.config["SITE_NAME"], address=address)
    response = Response(calendar(name, about, chunks), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(name, "ics")
    return response
