"""Moving a revision, once."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.registry.decision import Decision
from app.registry.event import REFERENCE_LETTERS, new_reference
from app.registry.lifecycle import Action, NotAllowed, State
from app.registry.review import AlreadyDecided, move
from app.registry.revision import Revision
from tests.registry.factory import DECIDED, SENT, edited, make_event, submitted


def test_a_step_is_recorded_with_who_when_from_to_and_why(app: Flask) -> None:
    event = submitted()
    move(event.latest, Action.REJECT, by="Mo", at=DECIDED, moderator_id=7, reason="A double.")
    db.session.commit()
    sent, refused = event.decisions
    assert (sent.decided_by, sent.from_state, sent.to_state) == ("the organiser", "draft", "submitted")
    assert (refused.decided_by, refused.moderator_id, refused.reason) == ("Mo", 7, "A double.")
    assert (refused.from_state, refused.to_state, refused.decided_at) == ("submitted", "rejected", DECIDED)


def test_sending_and_confirming_set_their_dates(app: Flask) -> None:
    event = make_event()
    move(event.latest, Action.SEND, by="the organiser", at=SENT)
    assert (event.latest.sent_at, event.latest.submitted_at) == (SENT, None)
    move(event.latest, Action.CONFIRM, by="the organiser", at=DECIDED)
    assert (event.latest.sent_at, event.latest.submitted_at) == (SENT, DECIDED)


def test_a_draft_cannot_be_decided(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        move(make_event().latest, Action.APPROVE, by="Mo", at=DECIDED)


@pytest.mark.parametrize("second", [Action.APPROVE, Action.REJECT, Action.WITHDRAW])
def test_the_second_is_told_what_the_first_decided(app: Flask, second: Action) -> None:
    event = submitted()
    move(event.latest, Action.REQUEST_CHANGES, by="Nina", at=DECIDED, reason="Where is it?")
    if second is Action.WITHDRAW:
        move(event.latest, second, by="the organiser", at=DECIDED)
        assert event.latest.state == State.WITHDRAWN
        return
    with pytest.raises(AlreadyDecided) as told:
        move(event.latest, second, by="Mo", at=DECIDED, reason="Because.")
    assert told.value.decision is not None
    assert told.value.decision.decided_by == "Nina"


def test_of_many_at_once_exactly_one_wins(app: Flask) -> None:
    event = submitted()
    db.session.commit()
    ready = Barrier(5, timeout=10)
    said: list[str] = []

    def decide(name: str) -> None:
        with app.app_context():
            revision = db.session.get_one(Revision, event_revision)
            assert revision.state == State.SUBMITTED
            db.session.rollback()
            ready.wait()
            try:
                move(revision, Action.REJECT, by=name, at=DECIDED, reason="A double.")
                db.session.commit()
                said.append("won")
            except AlreadyDecided as late:
                said.append("told" if late.decision else "told nothing")
                db.session.rollback()

    event_revision = event.latest.id
    db.session.rollback()
    threads = [Thread(target=decide, args=(f"Moderator {number}",)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said) == ["told"] * 4 + ["won"]
    rejected = select(func.count()).select_from(Decision).where(Decision.action == Action.REJECT)
    assert db.session.scalar(rejected) == 1


def test_the_public_revision_is_the_newest_approved(app: Flask) -> None:
    event = submitted()
    assert event.approved is None
    move(event.latest, Action.APPROVE, by="Mo", at=DECIDED)
    first = event.latest
    edited(event, title="Second")
    assert event.approved is first
    move(event.latest, Action.APPROVE, by="Mo", at=DECIDED)
    assert event.approved is event.latest


def test_references_can_be_said_on_the_phone() -> None:
    made = {new_reference() for _ in range(200)}
    assert len(made) == 200
    assert all(len(one) == 9 and one.startswith("CW-") and set(one[3:]) <= set(REFERENCE_LETTERS) for one in made)
    assert not set(REFERENCE_LETTERS) & set("AEIOUS0158B")
