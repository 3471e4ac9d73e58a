"""Olu has a public event; Ada has another; both are signed in, each in a browser of their own."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.moderation.services import Decider, approve
from app.registry.event import Event
from app.shared.clock import now
from app.submission.notifications import LINK_LIVES
from tests.client import Visitor
from tests.submission.answers import hand_in
from tests.submission.conftest import event_of, letters, links_age, mailed_link, olu, stranger

__all__ = ["event_of", "letters", "links_age", "mailed_link", "olu", "stranger"]
MO = Decider("Mo", 1)


def find(reference: str) -> Event:
    """An event, read afresh."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Event).where(Event.reference == reference)).one()


def signs_in(visitor: Visitor, email: str) -> Visitor:
    """Use a link mailed to an address."""
    token = issue_link(Purpose.ORGANISER_SIGN_IN, "new", LINK_LIVES, email=email)
    db.session.commit()
    return visitor.get(f"/my-events/{token}").submit("See my events")


def sent_by(visitor: Visitor, email: str = "olu@example.org", **pages: dict[str, object]) -> str:
    """An event that waits for a moderator; whoever sent it is signed in."""
    pages.setdefault("contacts", {"your_email": email})
    reference = hand_in(visitor, **pages)
    signs_in(visitor, email)
    return reference


def published_by(visitor: Visitor, email: str = "olu@example.org", **pages: dict[str, object]) -> str:
    """The same, approved by Mo."""
    reference = sent_by(visitor, email, **pages)
    approve(find(reference), MO, now())
    db.session.commit()
    return reference


@pytest.fixture
def circle(app: Flask, olu: Visitor) -> str:
    """Olu's public event: its reference."""
    return published_by(olu)


@pytest.fixture
def ada(app: Flask) -> Visitor:
    """Ada's browser; she is nobody's colleague."""
    return Visitor(app)


@pytest.fixture
def press(app: Flask) -> Callable[..., Visitor]:
    """Post to an address as a program would, with a token of that browser's own."""

    def do(visitor: Visitor, path: str, status: int = 200, **fields: str) -> Visitor:
        box = visitor.get("/submit").page.soup.select_one("main input[name=csrf_token]")
        assert box is not None
        return visitor.post(path, {"csrf_token": str(box["value"]), **fields}, status)

    return do
