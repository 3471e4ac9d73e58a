"""Two moderators at the same moment, on both databases."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select

from app.catalogue.models import CatalogueState, Publication
from app.extensions import db
from app.moderation.services import Decider, approve, reject
from app.notifications.models import OutboxMessage
from app.registry.again import again_if_raced
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.organisation import Organisation
from app.registry.review import AlreadyDecided
from tests.registry.factory import DECIDED, approved, submitted

Act = Callable[[Event], Decision]


def at_once(app: Flask, *acts: tuple[int, Act]) -> list[str]:
    """Each act on its event in a thread of its own, all having read first; who decided, or "told <who>"."""
    ready = Barrier(len(acts), timeout=10)
    said: list[str] = []

    def run(event_id: int, act: Act) -> None:
        with app.app_context():
            event = db.session.get_one(Event, event_id)
            assert event.latest.title
            # Nothing may be held while waiting: the reading of a page is a transaction of its own.
            db.session.rollback()
            ready.wait()

            def whole() -> Decision:
                decision = act(event)
                db.session.commit()
                return decision

            try:
                said.append(again_if_raced(whole).decided_by)
            except AlreadyDecided as late:
                said.append(f"told {late.decision.decided_by if late.decision else 'nothing'}")
                db.session.rollback()

    threads = [Thread(target=run, args=one) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(said) == len(acts), said
    db.session.rollback()
    return sorted(said)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_of_two_who_decide_at_once_one_wins_and_one_is_told(app: Flask) -> None:
    event = submitted()
    db.session.commit()
    said = at_once(
        app,
        (event.id, lambda event: approve(event, Decider("Mo", 1), DECIDED, seen=1)),
        (event.id, lambda event: reject(event, Decider("Nina", 2), "A double.", DECIDED, seen=1)),
    )
    assert said in (["Mo", "told Mo"], ["Nina", "told Nina"])
    assert count(Publication) == (1 if "Mo" in said else 0)
    assert count(OutboxMessage) == 1
    assert db.session.scalars(select(Decision.action).where(Decision.moderator_id.is_not(None))).one()


def test_the_first_two_events_of_an_organisation_approved_at_once_share_it(app: Flask) -> None:
    events = [submitted(title="Sharing circle", organisation_name=name) for name in ("The Circle", "Circle Ltd")]
    db.session.commit()
    ids = [event.id for event in events]
    said = at_once(
        app,
        (ids[0], lambda event: approve(event, Decider("Mo", 1), DECIDED, seen=1)),
        (ids[1], lambda event: approve(event, Decider("Nina", 2), DECIDED, seen=1)),
    )
    assert said == ["Mo", "Nina"]
    assert count(Organisation) == 1
    assert count(OutboxMessage) == count(Publication) == 2
    slugs = set(db.session.scalars(select(Publication.slug)))
    assert "sharing-circle" in slugs
    assert len(slugs) == 2
    assert db.session.scalars(select(CatalogueState.version)).one() == 2


def test_many_approvals_at_once_all_count(app: Flask) -> None:
    approved(title="First of all")
    ids = [submitted(title="Sharing circle", organisation_name=f"Group {n % 2}").id for n in range(6)]
    db.session.commit()

    def act(event: Event) -> Decision:
        return approve(event, Decider("Mo", 1), DECIDED, seen=1)

    assert at_once(app, *((event_id, act) for event_id in ids)) == ["Mo"] * 6
    assert count(Publication) == 7
    assert db.session.scalars(select(CatalogueState.version)).one() == 7
