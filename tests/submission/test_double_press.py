"""However often a button is pressed, and by however many hands at once, it is pressed once."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.session import EventSession
from tests.client import Visitor
from tests.submission.answers import SIMPLEST, fill_in, start

ReadEvent = Callable[[str], Event]


def hidden(visitor: Visitor) -> dict[str, str]:
    """The hidden fields of the page's form."""
    return {
        str(box["name"]): str(box.get("value", ""))
        for box in visitor.page.soup.select("main form input[type=hidden]")
    }


def at_once(app: Flask, visitor: Visitor, path: str, typed: dict[str, Any], hands: int = 3) -> list[int]:
    """The same press from several threads at the same moment, each with the visitor's cookie; their statuses."""
    cookie = visitor.client.get_cookie("registry")
    assert cookie is not None
    db.session.rollback()
    ready, statuses = threading.Barrier(hands), []

    def press() -> None:
        client = app.test_client()
        client.set_cookie("registry", cookie.value)
        ready.wait()
        statuses.append(client.post(path, data=typed).status_code)

    threads = [threading.Thread(target=press) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def count(model: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_start_pressed_twice_begins_one_draft(olu: Visitor) -> None:
    olu.get("/submit")
    typed = hidden(olu)
    first = olu.post("/submit", typed).path
    assert olu.post("/submit", typed).path == first
    assert count(Event) == 1


def test_start_pressed_by_several_at_once_begins_one_draft(app: Flask, olu: Visitor) -> None:
    olu.get("/submit")
    assert at_once(app, olu, "/submit", hidden(olu)) == [303, 303, 303]
    assert count(Event) == 1


def test_send_pressed_twice_sends_once(olu: Visitor, event_of: ReadEvent) -> None:
    reference = fill_in(olu)
    typed = hidden(olu)
    for _ in range(3):
        olu.post(f"/submit/{reference}/send", typed).has("Nearly there")
    assert len(event_of(reference).revisions) == 1
    assert count(OutboxMessage) == 1


def test_send_pressed_by_several_at_once_sends_once(app: Flask, olu: Visitor, event_of: ReadEvent) -> None:
    reference = fill_in(olu)
    assert at_once(app, olu, f"/submit/{reference}/send", hidden(olu)) == [303, 303, 303]
    event = event_of(reference)
    assert event.latest.state == State.UNCONFIRMED
    assert [decision.action for decision in event.decisions] == ["send"]
    assert count(OutboxMessage) == 1


def test_continue_pressed_by_several_at_once_saves_each_date_once(app: Flask, olu: Visitor) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/when")
    typed = hidden(olu) | SIMPLEST["when"] | {"sessions-0-timing": "timed"}
    assert at_once(app, olu, f"/submit/{reference}/when", typed) == [303, 303, 303]
    assert count(EventSession) == 1


def test_start_pressed_again_after_sending_begins_nothing_and_changes_nothing(
    olu: Visitor, event_of: ReadEvent
) -> None:
    olu.get("/submit")
    typed = hidden(olu)
    olu.post("/submit", typed)
    reference = olu.path.split("/")[2]
    for page, answers in SIMPLEST.items():
        olu.get(f"/submit/{reference}/{page}").submit("Continue", **answers)
    olu.submit("Send your event")
    assert olu.post("/submit", typed).path == "/submit"
    assert count(Event) == 1
    assert event_of(reference).latest.state == State.UNCONFIRMED
