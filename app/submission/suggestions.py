"""What the form asks for while an organiser types. Public facts only."""

from flask import Response, jsonify, request

from app.submission.blueprint import submission
from app.submission.organisation_names import names_like

LONGEST = 150


@submission.get("/submit/organisations")
def organisations() -> Response:
    """Names of public organisations that hold ``q``: ``{"names": [...]}``, at most ten."""
    typed = "".join(
        c for c in request.args.get("q", "")[:LONGEST] if c.isprintable() and not "\ud800" <= c <= "\udfff"
    )
    return jsonify(names=names_like(typed))
