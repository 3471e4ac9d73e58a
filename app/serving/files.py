"""Built files: their names change with their content, so a browser never needs to ask for one twice."""

import re
from pathlib import Path

from flask import Blueprint, Response, current_app, send_from_directory

blueprint = Blueprint("files", __name__)

HASHED = re.compile(r"-[0-9A-Za-z]{8}\.[a-z0-9]+$")
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/static/dist/<path:name>")
def built(name: str) -> Response:
    """One file of ``static/dist``; for ever, when its name carries the digest of its content."""
    response = send_from_directory(Path(str(current_app.static_folder)) / "dist", name)
    if response.status_code in (200, 304) and HASHED.search(name):
        response.headers["Cache-Control"] = FOR_EVER
    return response
