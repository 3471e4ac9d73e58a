"""The organiser's room."""

from flask import Blueprint
from werkzeug.wrappers import Response

submission = Blueprint("submission", __name__)


@submission.after_request
def keep_private(response: Response) -> Response:
    """What an organiser sees is kept by nobody."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response
