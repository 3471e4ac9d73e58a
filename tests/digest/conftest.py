"""Vi, who wants a letter a week, a clock that can be set, and her letters."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType

import pytest
from flask import Flask
from sqlalchemy import select

from app.digest import jobs
from app.digest.models import Digest
from app.digest.notifications import KINDS
from app.digest.services import new_key
from app.extensions import db
from app.notifications.models import OutboxMessage
from tests.browser import chromium
from tests.client import Visitor
from tests.notifications.conftest import postbox

__all__ = ["chromium", "postbox"]

WEDNESDAY = datetime(2027, 6, 23, 9, 0, tzinfo=UTC)
THURSDAY = datetime(2027, 6, 24, 7, 0, tzinfo=UTC)  # 8am in London
Travel = Callable[[datetime], None]
Letters = Callable[[], list[OutboxMessage]]


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Set every clock of the application."""

    def travel(moment: datetime) -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith("app.") and isinstance(module, ModuleType) and hasattr(module, "now"):
                monkeypatch.setattr(module, "now", lambda: moment)

    travel(WEDNESDAY)
    return travel


@pytest.fixture
def vi(app: Flask, it_is: Travel) -> Visitor:
    """Vi's browser, on a Wednesday in June."""
    return Visitor(app)


@pytest.fixture
def letters(app: Flask) -> Letters:
    """Every letter of ours in the outbox, oldest first."""

    def read() -> list[OutboxMessage]:
        db.session.rollback()
        return list(
            db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind.in_(KINDS)).order_by(OutboxMessage.id))
        )

    return read


def subscribed(email: str = "vi@example.org", query: str = "", told_at: datetime = WEDNESDAY) -> str:
    """A confirmed subscription; its key."""
    key = new_key()
    db.session.add(Digest(key=key, email=email, query=query, told_at=told_at))
    db.session.commit()
    return key


def subscriptions() -> list[Digest]:
    """All of them, read afresh."""
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Digest).order_by(Digest.id)))


def send() -> None:
    """The worker's round."""
    jobs.send_due(lambda: False)
    db.session.rollback()


def link_in(letter: OutboxMessage, under: str) -> str:
    """The path of the link in a letter."""
    found = re.search(rf"http://127\.0\.0\.1:5000(/digest/{under}/\S+)", letter.text_body)
    assert found is not None, letter.text_body
    return found.group(1)
