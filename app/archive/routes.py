"""What a Week leaves behind, as one file."""

from flask import Blueprint, Response, abort

from app.archive.keeping import archive
from app.catalogue import reading, reading_data
from app.registry.times import today
from app.serving.cross_origin import open_to_other_sites
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("archive", __name__)
open_to_other_sites(blueprint)


@blueprint.get("/weeks/<slug>/archive.zip")
@public
def week(slug: str) -> Response:
    """Everything that took or takes place in a Week."""
    found = reading.week(slug) or abort(404)
    whole = archive(found, reading_data.kept(slug, today(now())))
    response = Response(whole, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.zip"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
