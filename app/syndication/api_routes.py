"""What the data is and how to ask for it: for people at ``/api``, for programs at ``/api/openapi.json``."""

from flask import Blueprint, Response, current_app, render_template
from flask_babel import gettext as _

from app.catalogue.query import EventQuery
from app.catalogue.record import compact
from app.serving.cross_origin import open_to_other_sites
from app.serving.public import public
from app.syndication.openapi import description
from app.syndication.presenters import ApiPage, Example

blueprint = Blueprint("api", __name__)
open_to_other_sites(blueprint)


@blueprint.get("/api")
@public
def guide() -> tuple[str, str, dict[str, str]]:
    """The page for people who make things with the data."""
    examples = [
        Example(_("Online events with live captions"), EventQuery(format="online", access=("live_captions",))),
        Example(_("Free events in Wales, step-free"), EventQuery(nation="wales", cost="free", access=("step_free",))),
        Example(_("Events planned with people with lived experience"), EventQuery(together=("planned_together",))),
        Example(_("Festivals"), EventQuery(kind="festival")),
    ]
    page = render_template(
        "syndication/api.html",
        api=ApiPage(),
        examples=examples,
        canonical=f"{current_app.config['SITE_URL']}/api",
    )
    return page, "text/html", {"Link": f'<{current_app.config["SITE_URL"]}/api/openapi.json>; rel="service-desc"'}


@blueprint.get("/api/openapi.json")
@public
def openapi() -> Response:
    """The description for programs (OpenAPI 3.1)."""
    response = Response(compact(description()) + b"\n", content_type="application/json")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
