"""A calendar elsewhere, Olu who follows it, and the worker's clock."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.registry.calendar_source import CalendarSource
from app.shared import clock
from app.submission.calendars import jobs
from tests.client import Visitor
from tests.fetching.server import Elsewhere, answer, elsewhere, here_only
from tests.submission.afterwards.conftest import ada, event_of, find, letters, olu, press, signs_in, stranger
from tests.submission.calendars.entries import CIRCLE, WALK, Entry, calendar_of

__all__ = ["ada", "event_of", "find", "letters", "olu", "press", "stranger"]


@pytest.fixture
def there(app: Flask) -> Iterator[Elsewhere]:
    """Somebody else's server; every name leads to it."""
    with elsewhere() as server:
        app.extensions["network"] = here_only()
        yield server
        del app.extensions["network"]


@pytest.fixture
def says(there: Elsewhere) -> Callable[..., None]:
    """What the calendar elsewhere says from now on."""

    def put(*entries: Entry) -> None:
        there.pages["/events.ics"] = answer(calendar_of(*entries))

    put(CIRCLE, WALK)
    return put


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Travel to a moment, for the worker's looks."""

    def travel(moment: datetime) -> None:
        monkeypatch.setattr(jobs, "now", lambda: moment)

    return travel


def bring(
    person: Visitor, address: str, status: int = 200, page: str = "/submit/calendar", **others: object
) -> Visitor:
    """Give the address of a calendar, as Olu does."""
    fields = {"organisation": "The Circle", "your_name": "Olu Quillfeather", "your_email": "olu@example.org"}
    person.get(page)
    return person.submit("Read the calendar", status, address=address, **{**fields, **others})


def the_source() -> CalendarSource:
    """The one calendar, read afresh."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(CalendarSource).order_by(CalendarSource.id.desc())).first()  # type: ignore[return-value]


def work(app: Flask) -> None:
    """What the worker does when the time has come."""
    db.session.rollback()
    jobs.look_at_due(lambda: False)
    db.session.rollback()


@pytest.fixture
def follower(olu: Visitor, there: Elsewhere, says: Callable[..., None]) -> Visitor:
    """Olu is signed in, follows the calendar, and has made drafts of both entries."""
    signs_in(olu, "olu@example.org")
    bring(olu, there.address(), often="daily").submit("Create these drafts")
    return olu


__all__ += ["bring", "clock", "the_source", "work"]
