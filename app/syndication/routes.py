"""The catalogue as data: news, records, map data and spreadsheet of a query, and the record of one event."""

from io import BytesIO

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext as _

from app.catalogue import reading, reading_data, spreadsheet
from app.catalogue.alternates import link_header
from app.catalogue.listing import face
from app.catalogue.models import Publication
from app.catalogue.paging import BadCursor
from app.catalogue.query import EventQuery
from app.catalogue.record import compact
from app.registry.times import today
from app.registry.vocabularies.kinds import EventKind, Happening
from app.serving.cross_origin import open_to_other_sites
from app.serving.public import public
from app.shared.clock import now
from app.syndication.atom import feed
from app.syndication.envelope import events_page, following
from app.syndication.geojson import collection, members

blueprint = Blueprint("syndication", __name__)
open_to_other_sites(blueprint)


@blueprint.get("/events.atom")
@public
def atom() -> Response:
    """The latest changes among a query's events, as news."""
    query = EventQuery.from_args(request.args)
    return of_query(feed(query, reading_data.entries(query, today(now()))), "application/atom+xml", query)


@blueprint.get("/events.json")
@public
def records() -> Response:
    """A page of a query's events, with every public fact."""
    query = EventQuery.from_args(request.args)
    try:
        found = reading_data.records(query, today(now()), request.args.get("cursor", ""))
    except BadCursor as bad:
        return problem(400, _("Bad cursor"), str(bad))
    onward = following(query, found.following)
    links = [f'<{onward}>; rel="next"'] if onward else []
    return of_query(events_page(query, found), "application/json", query, *links)


@blueprint.get("/events.geojson")
@public
def geojson() -> Response:
    """A query's events for maps, joined from their finished features."""
    query = EventQuery.from_args(request.args)
    body = collection(members(query), reading.features(query, today(now())))
    return of_query(body, "application/geo+json", query)


@blueprint.get("/events.csv")
@public
def sheet() -> Response:
    """A query's events as a spreadsheet: a row for each date and time."""
    query = EventQuery.from_args(request.args)
    whole = BytesIO()  # gives its bytes away without a copy, and the rows of 10,000 events are 10 MB
    whole.write(spreadsheet.heading())
    whole.writelines(reading_data.sheet(query, today(now())))
    response = of_query(whole.getvalue(), "text/csv; charset=utf-8; header=present", query)
    response.headers["Content-Disposition"] = 'attachment; filename="events.csv"'
    return response


@blueprint.get("/events/<slug>.json")
@public
def event(slug: str) -> Response:
    """One event, or a festival, as a record."""
    return record_of(reading.publication(slug) or abort(404))


@blueprint.get("/festivals/<slug>.json")
@public
def festival(slug: str) -> Response:
    """A festival as a record."""
    publication = reading.publication(slug) or abort(404)
    return record_of(publication) if publication.kind == EventKind.FESTIVAL else abort(404)


def record_of(publication: Publication) -> Response:
    """The record of one event that was not withdrawn."""
    if publication.happening == Happening.WITHDRAWN:
        abort(410)
    found = reading_data.record(publication.slug, today(now())) or abort(404)
    return data(found + b"\n", "application/json")


def of_query(body: bytes, content_type: str, query: EventQuery, *links: str) -> Response:
    """A face of a query. What could not be used is named in a header too, for formats that have no room for it."""
    page = current_app.config["SITE_URL"] + face("/events", query)
    response = data(body, content_type, f'<{page}>; rel="alternate"; type="text/html"', *links)
    if query.problems:
        response.headers["Problems"] = ", ".join(sorted({one.parameter for one in query.problems}))
    return response


def data(body: bytes, content_type: str, *links: str) -> Response:
    """Data with its licence and where to read about it. Search engines should show the page instead."""
    response = Response(body, content_type=content_type)
    settings = current_app.config
    standing = [f'<{settings["LICENCE_URL"]}>; rel="license"', f'<{settings["SITE_URL"]}/api>; rel="service-doc"']
    response.headers.update(link_header([], *standing, *links) or link_header([], *standing))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def problem(status: int, title: str, detail: str) -> Response:
    """Problem details (RFC 9457): what is wrong and what to do."""
    said = {
        "type": f"{current_app.config['SITE_URL']}/api#cursor",
        "title": title,
        "status": status,
        "detail": detail,
    }
    return Response(compact(said) + b"\n", status, content_type="application/problem+json")
