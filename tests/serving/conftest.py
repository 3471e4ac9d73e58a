"""A small site of its own: a few public pages, a private one, and the catalogue's state to change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from flask import Flask, abort, request, session
from werkzeug.test import Client

from app import create_app
from app.catalogue.models import CatalogueState
from app.extensions import csrf, db, login_manager
from app.registry import event  # noqa: F401  (the catalogue's tables refer to its table)
from app.serving import kept
from app.serving.kept import KeptAnswers, keep_answers
from app.serving.opening import open_serving
from app.serving.public import Answer, public

LONG = "Everyone is welcome at the Leeds Together Festival. " * 400


@dataclass
class Stand:
    """The small site, its layer, and how often Flask was asked for what."""

    app: Flask
    layer: KeptAnswers
    asked: list[str] = field(default_factory=list)
    text: str = LONG

    def client(self) -> Client:
        """Somebody who goes through the layer."""
        return Client(self.layer)

    def publish(self, text: str) -> None:
        """Change what is public, as a moderator's decision does."""
        with self.app.app_context():
            state = db.session.get_one(CatalogueState, 1)
            state.version += 1
            state.changed_at = datetime(2027, 7, 1, 9, state.version % 60, tzinfo=UTC)
            db.session.commit()
        self.text = text


@pytest.fixture
def make_stand(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Stand]]:
    """Make a site on the database under test, with settings of its own."""
    stands: list[Stand] = []
    monkeypatch.setattr(login_manager, "_user_callback", lambda _identity: None)
    monkeypatch.setattr(kept, "HOLDS", 0.0)  # here nothing stands between publishing and asking

    def make(**settings: object) -> Stand:
        served = create_app({**app.config, **settings})
        if "edition" not in served.extensions:
            open_serving(served)
        stand = Stand(served, keep_answers(served))
        open_stand(stand)
        stands.append(stand)
        return stand

    db.session.add(CatalogueState(id=1, version=1, changed_at=datetime(2027, 7, 1, 9, tzinfo=UTC), made_for=""))
    db.session.commit()
    yield make
    for stand in stands:
        if stand.layer.reader:
            stand.layer.reader.close()
        with stand.app.app_context():
            db.engine.dispose()


@pytest.fixture
def stand(make_stand: Callable[..., Stand]) -> Stand:
    """The site as it is usually set up."""
    return make_stand()


def open_stand(stand: Stand) -> None:
    """The pages of the small site. Each says in ``asked`` that Flask was asked for it."""
    app = stand.app

    @app.get("/stall")
    @public
    def stall() -> Answer:
        stand.asked.append(request.full_path)
        return stand.text, "text/html"

    @app.get("/stall.ics")
    @public
    def calendar() -> Answer:
        return (
            stand.text.encode(),
            "text/calendar; charset=utf-8",
            {"Content-Disposition": 'attachment; filename="a.ics"'},
        )

    @app.get("/small")
    @public
    def small() -> Answer:
        return "Hello", "text/plain"

    @app.get("/missing")
    @public
    def missing() -> Answer:
        stand.asked.append("missing")
        abort(404)

    @app.get("/forgetful")
    @public
    def forgetful() -> Answer:
        return f"{session.get('name', 'nobody')}", "text/plain"

    @app.get("/careless")
    @public
    def careless() -> Answer:
        session["name"] = "Vi"
        return "", "text/plain"

    @app.route("/private", methods=["GET", "POST"])
    @csrf.exempt
    def private() -> str:
        stand.asked.append(request.method)
        session["name"] = "Olu"
        return LONG
