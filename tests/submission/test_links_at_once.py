"""Two links used at the same moment, on both databases."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Thread, get_ident
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import Organiser
from app.submission import services
from tests.client import Visitor
from tests.submission.answers import hand_in
from tests.submission.test_double_press import hidden

ReadEvent = Callable[[str], Event]
PATIENCE = 0.7  # seconds; SQLite lets the second writer in only when the first is done, so nobody comes


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody who uses a link up waits, once, until somebody else has too, and then goes on."""
    door, been, take_on = Barrier(2), set(), services.take_on

    def wait(*given: Any) -> Organiser:
        if get_ident() not in been:
            been.add(get_ident())
            with suppress(BrokenBarrierError):
                door.wait(PATIENCE)
        return take_on(*given)

    monkeypatch.setattr(services, "take_on", wait)


def at_once(app: Flask, *paths: str) -> list[int]:
    """Each link in a browser of its own, its button pressed in the same moment."""
    visitors = [Visitor(app).get(path) for path in paths]
    typed = [hidden(visitor) for visitor in visitors]
    db.session.rollback()
    statuses: list[int] = []

    def press(number: int) -> None:
        statuses.append(visitors[number].client.post(paths[number], data=typed[number]).status_code)

    threads = [Thread(target=press, args=(number,)) for number in range(len(paths))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return statuses


def confirming(reference: str) -> str:
    """One more link that confirms Olu's address."""
    token = issue_link(Purpose.CONFIRM_ADDRESS, reference, timedelta(hours=1), email="olu@example.org")
    db.session.commit()
    return f"/confirm/{token}"


@pytest.mark.usefixtures("meeting")
def test_two_events_of_somebody_new_are_both_confirmed(app: Flask, event_of: ReadEvent) -> None:
    references = [hand_in(Visitor(app)) for _ in range(2)]
    assert at_once(app, *(confirming(reference) for reference in references)) == [303, 303]
    assert [event_of(reference).latest.state for reference in references] == [State.SUBMITTED] * 2
    assert db.session.scalar(select(func.count()).select_from(Organiser)) == 1


@pytest.mark.usefixtures("meeting")
def test_an_event_confirmed_by_two_links_enters_the_queue_once(app: Flask, event_of: ReadEvent) -> None:
    reference = hand_in(Visitor(app))
    assert at_once(app, confirming(reference), confirming(reference)) == [303, 303]
    event = event_of(reference)
    assert [decision.action for decision in event.decisions] == ["send", "confirm"]
    assert len(event.organisers) == 1
    kinds = db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)).all()
    assert list(kinds) == ["confirm", "received"]
