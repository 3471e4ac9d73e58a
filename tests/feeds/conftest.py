"""The site over HTTP, a thousand events, and Cal who subscribes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.extensions import db
from app.feeds.routes import blueprint
from app.serving.kept import keep_answers
from app.serving.opening import open_serving
from tests.browser import chromium
from tests.cast import vi
from tests.feeds.clients import libical
from tests.feeds.clients.khal import Subscription
from tests.feeds.thousand import Thousand, make
from tests.served import served as at_an_address

__all__ = ["chromium", "vi"]


@contextmanager
def over_http(app: Flask) -> Iterator[str]:
    """The address of an application on 127.0.0.1, behind the layer that keeps answers, as it is served."""
    layer = keep_answers(app)
    try:
        with at_an_address(layer) as address:
            yield address
    finally:
        if layer.reader:
            layer.reader.close()


@pytest.fixture
def subscribe(tmp_path: Path) -> Callable[[str], Subscription]:
    """Cal subscribes to an address, with a home of Cal's own, and syncs once."""

    def first_sync(url: str) -> Subscription:
        subscription = Subscription(tmp_path / "cal", url)
        subscription.sync()
        return subscription

    return first_sync


@pytest.fixture(scope="session")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Thousand]:
    """A site with a thousand events."""
    made = make(tmp_path_factory.mktemp("thousand"))
    yield made
    with made.app.app_context():
        db.engine.dispose()


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
