"""Pages for what goes wrong. Each says what happened and what to do next."""

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException


def explain(app: Flask) -> None:
    """Answer every HTTP error with a page of ours."""

    @app.errorhandler(HTTPException)
    def page(error: HTTPException) -> tuple[str, int]:
        return render_template("shared/error.html", error=error), error.code or 500
