"""A calendar elsewhere, Olu who follows it, and the worker's clock."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.registry.calendar_source import CalendarSource
from app.registry.organiser import Organiser
from app.registry.times import today
from app.registry.upload import Upload
from app.shared.clock import now
from app.submission.bulk.calendar_file import read_calendar
from app.submission.bulk.row_answers import Sender
from app.submission.bulk.services import make_drafts, send_all
from app.submission.calendars import jobs
from app.submission.calendars.entries import source_for
from app.submission.calendars.following import follow
from app.submission.calendars.looking import take_in, waiting_table
from app.submission.calendars.seeing import Seen
from app.submission.services import remember
from tests.client import Visitor
from tests.fetching.server import Elsewhere, answer, elsewhere, here_only
from tests.submission.afterwards.conftest import ada, event_of, find, letters, olu, stranger
from tests.submission.calendars.entries import CIRCLE, WALK, Entry, calendar_of

__all__ = ["ada", "event_of", "find", "letters", "olu", "stranger"]


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
def follower(app: Flask, olu: Visitor, there: Elsewhere, says: Callable[..., None]) -> Visitor:
    """Olu is signed in, follows the calendar, and has made drafts of both entries: as those pages leave it."""
    person = remember("olu@example.org", now())
    db.session.flush()
    source = source_for(there.address(), "Circle diary", person, None, now())
    sender = Sender("Olu Quillfeather", "olu@example.org", "", "The Circle")
    with app.test_request_context("/"):
        take_in(source, Seen(read_calendar(calendar_of(CIRCLE, WALK), since=today(now()))), sender, now())
        table = waiting_table(source)
        assert table is not None
        make_drafts(table, with_wrong=True, at=now())
    follow(source, vars(sender), now())
    db.session.commit()
    with olu.client.session_transaction() as cookie:
        cookie["organiser"], cookie["uploads"] = person.id, [table.key]
    return olu


def send(follower: Visitor) -> None:
    """Olu sends both drafts."""
    with follower.client.session_transaction() as cookie:
        key = cookie["uploads"][0]
    upload = db.session.scalars(select(Upload).where(Upload.key == key)).one()
    assert len(send_all(upload, db.session.scalars(select(Organiser)).one(), now())) == 2
    db.session.commit()
