"""Headers that keep a page to itself: nothing is fetched from, sent to, framed or kept by anyone else."""

from flask import Flask
from werkzeug.wrappers import Response


def protect(app: Flask) -> None:
    """Send the security headers with every answer."""
    tiles = app.config["MAP_TILE_URL"]
    tile_host = " " + "/".join(tiles.split("/")[:3]).replace("{s}", "*") if tiles else ""
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data:{tile_host}",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )

    @app.after_request
    def send(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", policy)
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Cache-Control", "no-store")  # unless a view says that it may be kept
        headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
        return response
