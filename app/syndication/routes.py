"""The catalogue as data."""

import json
from typing import Any

from flask import Blueprint, Response, current_app, request

from app.catalogue import reading
from app.catalogue.heading import heading
from app.catalogue.listing import face
from app.catalogue.query import EventQuery
from app.registry.times import today
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("syndication", __name__)

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@blueprint.get("/events.geojson")
@public
def geojson() -> Response:
    """A FeatureCollection (RFC 7946) of a query's events, joined from their finished features."""
    query = EventQuery.from_args(request.args)
    body = collection(members(query), reading.features(query, today(now())))
    response = Response(body, content_type="application/geo+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def members(query: EventQuery) -> dict[str, Any]:
    """What is said of the whole: foreign members (RFC 7946 §6.1)."""
    return {
        "title": heading(query),
        "page": current_app.config["SITE_URL"] + face("/events", query),
        "licence": LICENCE,
        "problems": [{"parameter": one.parameter, "message": one.message} for one in query.problems],
    }


def collection(about: dict[str, Any], features: Any) -> bytes:
    """The bytes of a FeatureCollection. Events without a public point are in it, with no geometry (§3.2)."""
    head = json.dumps({"type": "FeatureCollection", **about}, ensure_ascii=False, separators=(",", ":"))
    joined = b",\n".join(feature for feature in features if feature)
    return head[:-1].encode() + b',"features":[\n' + joined + b"\n]}\n"
