"""Several hands at once, on both databases: a look, another look, and the button, each as if it were alone."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.registry.event import Event
from app.registry.upload import Upload
from app.shared.clock import now
from app.submission.bulk.services import make_drafts
from app.submission.calendars import jobs
from app.submission.calendars.looking import waiting_table
from tests.client import Visitor
from tests.submission.calendars.conftest import the_source
from tests.submission.calendars.entries import CIRCLE, WALK, Entry

pytestmark = pytest.mark.enable_socket


def at_once(app: Flask, *acts: Callable[[], object]) -> None:
    """Each in a thread and an application context of its own."""
    ready, wrong = Barrier(len(acts), timeout=10), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            ready.wait()
            try:
                act()
            except Exception as error:  # told below, in the test's own thread
                wrong.append(error)
            db.session.remove()

    db.session.rollback()
    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert wrong == []


def test_looks_and_presses_at_once_make_each_event_once(
    app: Flask, follower: Visitor, says: Callable[..., None]
) -> None:
    number = the_source().id
    says(CIRCLE, WALK, Entry("c", "Choir"))
    jobs.look(number, now(), tell=False)
    says(CIRCLE.but(title="Care circle"), WALK, Entry("c", "Choir"), Entry("d", "Dance"))

    def look() -> None:
        jobs.look(number, now(), tell=False)

    def press() -> None:
        table = db.session.scalars(
            select(Upload).where(Upload.source_id == number).order_by(Upload.id.desc())
        ).first()
        assert table is not None
        make_drafts(table, with_wrong=True, at=now())
        db.session.commit()

    at_once(app, look, press, look, press)
    look()
    db.session.rollback()
    table = waiting_table(the_source())
    if table is not None:
        make_drafts(table, with_wrong=True, at=now())
        db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Event)) == 4
    assert len(the_source().entries) == 4
    assert [entry.proposal for entry in the_source().entries].count("change") == 1
