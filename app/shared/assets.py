"""The built style sheets, scripts and fonts: their hashed names, kept by browsers for a year."""

import json
from pathlib import Path

from flask import Flask, request, url_for
from werkzeug.wrappers import Response

FOR_A_YEAR = "public, max-age=31536000, immutable"
PREFIX = "/static/dist/"


class NotBuiltError(RuntimeError):
    """The front end has not been built, so no page can name its style sheet."""


class Assets:
    """The manifest of ``static/dist``, read when the first page asks."""

    def __init__(self, dist: Path) -> None:
        self.dist = dist
        self.names: dict[str, str] = {}

    def url(self, name: str) -> str:
        """The address of a built file by its plain name ("site.css"). Raises NotBuiltError."""
        if not self.names:
            self.names = self._read()
        try:
            return url_for("static", filename=f"dist/{self.names[name]}")
        except KeyError:
            raise NotBuiltError(f"{name} is not among the built files. Run: npm run build") from None

    def _read(self) -> dict[str, str]:
        try:
            names: dict[str, str] = json.loads((self.dist / "manifest.json").read_text())
        except FileNotFoundError:
            raise NotBuiltError(f"{self.dist} has no manifest.json. Run: npm ci && npm run build") from None
        return names


def serve_assets(app: Flask) -> None:
    """Give templates ``asset(name)``, and hashed files a header that lets browsers keep them."""
    app.jinja_env.globals["asset"] = Assets(Path(app.static_folder or "static") / "dist").url

    @app.after_request
    def keep(response: Response) -> Response:
        if request.path.startswith(PREFIX) and response.status_code in {200, 304}:
            response.headers["Cache-Control"] = FOR_A_YEAR
        return response
