"""Mo and Nina moderate, each signed in in a browser of their own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from app.accounts.models import Moderator
from app.accounts.services import add_moderator, console_link
from app.extensions import db
from tests.client import Visitor


def signed_in(app: Flask, name: str) -> Visitor:
    """A moderator in a browser, signed in by a link from the console."""
    moderator = add_moderator(f"{name.lower()}@example.org", name)
    link = console_link(moderator)
    db.session.commit()
    visitor = Visitor(app)
    visitor.get(visitor.ours(link))
    button = visitor.page.soup.select_one("main form button")
    assert button is not None
    return visitor.submit(button.get_text(strip=True))


@pytest.fixture
def mo(app: Flask) -> Visitor:
    return signed_in(app, "Mo")


@pytest.fixture
def nina(app: Flask) -> Visitor:
    return signed_in(app, "Nina")


@pytest.fixture
def moderator(mo: Visitor) -> Moderator:
    """Mo's row."""
    return db.session.query(Moderator).filter_by(email="mo@example.org").one()


@pytest.fixture
def selects(app: Flask) -> Iterator[list[str]]:
    """The SELECT statements sent to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)
