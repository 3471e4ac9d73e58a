"""The site with federation on, a clock to turn, and all the other servers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.catalogue.publish import publish_week
from app.extensions import db
from app.federation.announcing import announce
from app.federation.delivering import deliver
from app.federation.keys import ensure_key
from app.registry.campaign import Campaign
from tests.conftest import empty
from tests.federation import exchanges
from tests.federation.fediverse import Fediverse, Person, key, mastodon, post
from tests.registry.factory import a_week

NOW_IN = ("announcing", "cleaning", "delivering", "followers", "inbox", "peers", "queueing", "sending")
WEEK = "co-production-week-2027"
ACTOR = f"https://weeks.example/federation/weeks/{WEEK}"


@dataclass
class Clock:
    """The time it is."""

    at: datetime = datetime(2027, 5, 10, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, **how_long: float) -> None:
        """Time goes by."""
        self.at += timedelta(**how_long)


@pytest.fixture(scope="session")
def federated(site: Flask) -> Iterator[Flask]:
    """The same site with federation on."""
    app = create_app({**site.config, "FEDERATION": True, "SITE_URL": "https://weeks.example"})
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(federated: Flask) -> Iterator[Flask]:
    """In place of the site without it."""
    with federated.app_context():
        yield federated
        db.session.rollback()
        empty(federated)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of federation, of limits and of publishing."""
    clock = Clock()
    for name in NOW_IN:
        monkeypatch.setattr(f"app.federation.{name}.now", clock)
    for name in ("app.accounts.limits", "app.catalogue.publish"):
        monkeypatch.setattr(f"{name}.now", clock)
    return clock


def one_key() -> tuple[str, str]:
    """Our key, made once for all tests."""
    return key("ours").export_key(pkcs=8).decode(), key("ours").public_key().export_key().decode()


@pytest.fixture
def fediverse(app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Fediverse:
    """All the other servers; ours has its key."""
    monkeypatch.setattr("app.federation.keys.made", one_key)
    others = Fediverse(app, clock)
    monkeypatch.setattr("app.federation.sending.exchange", others.exchange)
    ensure_key()
    return others


@pytest.fixture
def week(app: Flask, fediverse: Fediverse) -> Campaign:
    """A Week that can be followed."""
    week = a_week(hashtag="#CoProWeek", theme="Together")
    publish_week(week)
    db.session.commit()
    return week


Post = Callable[..., TestResponse]
Follow = Callable[..., None]


@pytest.fixture
def tell(app: Flask, clock: Clock, week: Campaign) -> Post:
    """Somebody's server tells the Week something, signed; ``path`` and others as in ``fediverse.post``."""

    def send(person: Person, activity: dict[str, Any], **changed: Any) -> TestResponse:
        db.session.rollback()
        path = changed.pop("path", f"/federation/weeks/{WEEK}/inbox")
        response = post(app, person, activity, changed.pop("at", clock.at), path, **changed)
        db.session.expire_all()
        return response

    return send


@pytest.fixture
def follows(tell: Post) -> Callable[..., None]:
    """Somebody follows the Week."""

    def follow(person: Person, number: int = 1) -> None:
        response = tell(person, exchanges.mastodon_follow(person, ACTOR, number))
        assert response.status_code == 202, response.text

    return follow


@pytest.fixture
def work(clock: Clock) -> Callable[[], None]:
    """The worker has its turn, when what was published has settled."""

    def turn() -> None:
        db.session.rollback()
        clock.wait(seconds=5)
        announce(lambda: False)
        deliver(lambda: False)
        db.session.expire_all()

    return turn


@pytest.fixture
def vi(fediverse: Fediverse, week: Campaign, follows: Callable[..., None], work: Callable[[], None]) -> Person:
    """Vi follows from Mastodon, and was accepted."""
    vi = fediverse.add(mastodon("vi"))
    follows(vi)
    work()
    return vi
