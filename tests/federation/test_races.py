"""Several workers at once say and send everything once."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.federation.announcing import announce
from app.federation.delivering import deliver
from app.federation.models import Announcement, Inbox
from app.registry.campaign import Campaign
from tests.federation.conftest import Clock
from tests.federation.fediverse import Fediverse, Person
from tests.federation.told import how_many
from tests.registry.factory import approved

WORKERS = 3


def at_once(app: Flask, job: Callable[[Callable[[], bool]], int]) -> None:
    """Several workers begin the same job at the same moment, each with connections of its own."""
    barrier, troubles = Barrier(WORKERS), []

    def work() -> None:
        with app.app_context():
            barrier.wait(10)
            try:
                job(lambda: False)
            except Exception as trouble:
                troubles.append(trouble)
            finally:
                db.session.remove()

    db.session.rollback()
    threads = [Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert troubles == []
    db.session.expire_all()


def test_three_workers_announce_and_deliver_once(
    app: Flask, fediverse: Fediverse, week: Campaign, vi: Person, clock: Clock
) -> None:
    for number in range(8):
        approved(campaign=week, title=f"Event {number}", at=clock.at)
    db.session.commit()
    clock.wait(seconds=5)
    at_once(app, announce)
    assert how_many(Announcement) == 8
    at_once(app, deliver)
    taken = [one["id"] for one in fediverse.server(vi).inboxes[vi.target]]
    assert len(taken) == len(set(taken)) == 8
    assert db.session.scalars(select(Inbox.claimed_by).where(Inbox.url == vi.target)).one() is None
