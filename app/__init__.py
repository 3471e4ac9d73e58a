"""The registry of Co-production Week: submission, moderation, catalogue, its faces, outcomes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

import config
from app.extensions import babel, csrf, db, login_manager, migrate
from app.rooms import open_rooms
from app.shared import errors, security, templating

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The Flask application. ``settings`` replaces the environment's (tests); see ``config.py``."""
    given = dict(settings) if settings is not None else config.from_environment()
    app = Flask(
        __name__,
        instance_path=given["INSTANCE_PATH"],
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.from_mapping(given)
    templating.prepare(app)  # before whoever opens the environment of the templates: Flask-Babel does
    connect_extensions(app)
    security.protect(app)
    errors.explain(app)
    open_rooms(app)
    return app


def connect_extensions(app: Flask) -> None:
    """Bind the shared instances to this application."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    # Not init_app: its hooks read the session on every page, and public answers would vary by cookie.
    app.login_manager = login_manager  # type: ignore[attr-defined]
    babel.init_app(app, default_translation_directories=str(ROOT / "translations"))
