"""What the form asks for while an organiser types. Public facts only."""

from flask import Response, jsonify, request

from app.shared.characters import clean
from app.submission.blueprint import submission
from app.submission.organisation_names import names_like

LONGEST = 150


@submission.get("/submit/organisations")
def organisations() -> Response:
    """Names of public organisations that hold ``q``: ``{"names": [...]}``, at most ten."""
    typed, _unreadable = clean(request.args.get("q", "")[:LONGEST])
    return jsonify(names=names_like(typed))
