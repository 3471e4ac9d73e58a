"""Feeds for tests, a server to fetch them from, and Cal who subscribes."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from app import create_app
from app.extensions import db
from app.feeds.routes import blueprint
from app.serving.opening import open_serving
from tests.browser import chromium
from tests.cast import vi
from tests.feeds.clients import libical
from tests.feeds.clients.khal import Subscription

__all__ = ["chromium", "vi"]


class Shelf:
    """A web server on 127.0.0.1 with one feed on it, which may be exchanged."""

    def __init__(self) -> None:
        self.feed = b""
        self.url = ""

    @Request.application
    def answer(self, _request: Request) -> Response:
        """The feed of now."""
        return Response(self.feed, content_type="text/calendar; charset=utf-8")


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """A place to serve a feed from."""
    shelf = Shelf()
    server = make_server("127.0.0.1", 0, shelf.answer)
    shelf.url = f"http://127.0.0.1:{server.server_port}/events.ics"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield shelf
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def subscribe(tmp_path: Path) -> Callable[[str], Subscription]:
    """Cal subscribes to an address, with a home of Cal's own, and syncs once."""

    def first_sync(url: str) -> Subscription:
        subscription = Subscription(tmp_path / "cal", url)
        subscription.sync()
        return subscription

    return first_sync


@pytest.fixture(scope="session")
def libical_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled libical checker."""
    return libical.build(tmp_path_factory.mktemp("libical"))


@pytest.fixture
def served(app: Flask) -> Iterator[Flask]:
    """The site with its calendars, at an address of its own."""
    site = create_app({**app.config, "SITE_URL": "https://weeks.example"})
    if "edition" not in site.extensions:
        open_serving(site)
    if blueprint.name not in site.blueprints:
        site.register_blueprint(blueprint)
    yield site
    with site.app_context():
        db.engine.dispose()


@pytest.fixture
def cal(served: Flask) -> FlaskClient:
    """Cal's calendar programme."""
    return served.test_client()
