"""The site with a few pages to try the look on, and a Chromium to look at them with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, abort, redirect, render_template, request
from flask.testing import FlaskClient
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.exceptions import MethodNotAllowed, TooManyRequests

from app import create_app
from app.extensions import db
from tests.browser import chromium
from tests.conftest import settings
from tests.served import served
from tests.shared.specimens import ANSWERS, CARDS, ITEMS, EverythingForm, features

__all__ = ["chromium"]

HERE = Path(__file__).parent


def gallery() -> str:
    """Every part on one page; a POST shows the form's errors."""
    form = EverythingForm()
    form.validate_on_submit()
    return render_template(
        "gallery.html",
        form=form,
        cards=CARDS,
        answers=ANSWERS,
        items=ITEMS,
        page_address=lambda number: f"/events?page={number}",
    )


def fail(code: int) -> Any:
    """The error that is asked for."""
    if code == 405:
        raise MethodNotAllowed(valid_methods=["GET"])
    if code == 429:
        raise TooManyRequests(retry_after=120)
    if code == 308:
        return redirect("/try/gallery", 308)
    return abort(code)


def send() -> dict[str, Any]:
    """What arrived."""
    return {"text": request.form.getlist("text"), "where": request.full_path}


def open_pages(app: Flask) -> None:
    """Pages of the tests, under /try."""
    own = app.jinja_loader
    assert own is not None
    app.jinja_loader = ChoiceLoader([own, FileSystemLoader(HERE)])
    app.add_url_rule("/try/gallery", "try_gallery", gallery, methods=["GET", "POST"])
    app.add_url_rule("/try/festival", "try_festival", lambda: render_template("festival.html", cards=CARDS))
    app.add_url_rule("/try/fail/<int:code>", "try_fail", fail)
    app.add_url_rule("/try/crash", "try_crash", lambda: 1 / 0)
    app.add_url_rule("/try/send", "try_send", send, methods=["POST"])
    app.add_url_rule("/try/map", "try_map", lambda: render_template("map_page.html", cards=map_cards()))
    app.add_url_rule(
        "/try/events.geojson",
        "try_geojson",
        lambda: Response(json.dumps(features()), mimetype="application/geo+json"),
    )


def map_cards() -> list[dict[str, Any]]:
    """The list beside the map: the same events."""
    found: Any = features()["features"]
    return [one["properties"] for one in found]


@pytest.fixture(scope="session")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site as it is served: errors have pages, forms have tokens. Its tables are empty."""
    folder = tmp_path_factory.mktemp("look")
    url = f"sqlite:///{folder / 'registry.sqlite3'}"
    app = create_app(settings(folder, url, TESTING=False, CONTACT_EMAIL="hello@example.org"))
    open_pages(app)
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def vi(look: Flask) -> FlaskClient:
    """Vi visits."""
    return look.test_client()


@pytest.fixture
def asked(look: Flask) -> Iterator[None]:
    """Inside a request without a token to check, as forms need."""
    with look.test_request_context("/", method="POST"):
        yield


@pytest.fixture(scope="session")
def address(look: Flask) -> Iterator[str]:
    """The site, served on this machine."""
    with served(look) as here:
        yield here
