"""Opens the room of pages."""

from flask import Flask

from app.browse.routes import crawlers, events, gatherings, standing


def open_browse(app: Flask) -> None:
    """Register the public pages."""
    for part in (events, gatherings, standing, crawlers):
        app.register_blueprint(part.blueprint)
