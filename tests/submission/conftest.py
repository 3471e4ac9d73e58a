"""Olu, a stranger, Olu's letters, and a clock that can be moved."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import links
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.shared import clock
from tests.client import Visitor


@pytest.fixture
def olu(app: Flask) -> Visitor:
    """Olu's browser."""
    return Visitor(app)


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Somebody else's browser."""
    return Visitor(app)


@pytest.fixture
def event_of(app: Flask) -> Callable[[str], Event]:
    """The event with a reference, read afresh."""

    def read(reference: str) -> Event:
        db.session.rollback()
        db.session.expire_all()
        return db.session.scalars(select(Event).where(Event.reference == reference)).one()

    return read


@pytest.fixture
def letters(app: Flask) -> Callable[[], list[OutboxMessage]]:
    """Every letter in the outbox, oldest first."""

    def read() -> list[OutboxMessage]:
        db.session.rollback()
        return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))

    return read


@pytest.fixture
def mailed_link(letters: Callable[[], list[OutboxMessage]]) -> Callable[[str], str]:
    """The path of the link in the newest letter of a kind."""

    def read(kind: str) -> str:
        newest = [letter for letter in letters() if letter.kind == kind][-1]
        found = re.search(r"http://127\.0\.0\.1:5000(/(?:confirm|return|my-events)/\S+)", newest.text_body)
        assert found is not None, newest.text_body
        return found.group(1)

    return read


@pytest.fixture
def links_age(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let time pass for links."""
    real = clock.now

    def move(by: timedelta) -> None:
        monkeypatch.setattr(links, "now", lambda: real() + by)

    return move
