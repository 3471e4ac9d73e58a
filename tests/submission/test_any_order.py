"""Whatever Olu does in whatever order, she ends with the draft as typed, or with it sent once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from tests.conftest import empty
from tests.submission.answers import CHOSEN, PAGES, SIMPLEST

# A field of each page that a person may change, and where it is kept.
CHANGED: dict[str, tuple[str, Callable[[Event], Any]]] = {
    "about": ("title", lambda event: event.latest.title),
    "when": ("sessions-0-label", lambda event: [row.label for row in event.latest.sessions]),
    "where": ("venue", lambda event: [row.venue for row in event.latest.places]),
    "access": ("access_note", lambda event: event.latest.access_note),
    "together": ("change", lambda event: event.latest.together.get("change")),
    "joining": ("cost_note", lambda event: event.latest.cost_note),
    "contacts": ("your_name", lambda event: event.private_contact and event.private_contact.name),
}
IN_A_LIST = {"when", "where"}
WORDS = st.sampled_from(["Anna", "Bríd", "Carys", "Dilys"])
PRESSES = st.integers(1, 2)
STEPS = st.one_of(
    st.tuples(st.just("save"), st.sampled_from(PAGES), WORDS, PRESSES),
    st.tuples(st.just("wrong"), st.sampled_from(["about", "when", "where"]), st.just(""), PRESSES),
    st.tuples(st.just("look"), st.sampled_from([*PAGES, "check", "sent", ""]), st.just(""), PRESSES),
    st.tuples(st.just("start"), st.just(""), st.just(""), PRESSES),
    st.tuples(st.just("send"), st.just(""), st.just(""), PRESSES),
    st.tuples(st.just("everything"), st.just(""), WORDS, PRESSES),
)
WRONG = {"about": {"title": ""}, "when": {"sessions-0-start_time": "teatime"}, "where": {"postcode": "nowhere"}}


class Olu:
    """Her browser, and what she thinks she has said."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.typed: dict[str, str] = {}
        self.sent = False
        begun = self.client.post("/submit", data={"key": "one press"})
        self.reference = str(begun.headers["Location"]).split("/")[2]

    def press(self, path: str, data: dict[str, Any], times: int) -> None:
        for _ in range(times):
            status = self.client.post(path, data=data).status_code
            assert status in {200, 303, 422}, (path, status)

    def save(self, page: str, word: str, times: int) -> None:
        said = CHOSEN.get(page, {}) | SIMPLEST[page] | {CHANGED[page][0]: word}
        self.press(f"/submit/{self.reference}/{page}", said, times)
        if not self.sent:
            self.typed[page] = word

    def wrong(self, page: str, _word: str, times: int) -> None:
        said = CHOSEN.get(page, {}) | SIMPLEST[page] | WRONG[page]
        self.press(f"/submit/{self.reference}/{page}", said, times)

    def look(self, page: str, _word: str, times: int) -> None:
        for _ in range(times):
            assert self.client.get(f"/submit/{self.reference}/{page}".rstrip("/")).status_code in {200, 302, 303}

    def start(self, _page: str, _word: str, times: int) -> None:
        self.press("/submit", {"key": "one press"}, times)

    def send(self, _page: str, _word: str, times: int) -> None:
        self.press(f"/submit/{self.reference}/send", {}, times)
        self.sent = self.sent or len(self.typed) == len(PAGES)

    def everything(self, _page: str, word: str, times: int) -> None:
        for page in PAGES:
            self.save(page, word, times)


@given(steps=st.lists(STEPS, max_size=12))
@settings(
    max_examples=25, deadline=timedelta(seconds=20), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_order_ends_with_the_draft_as_typed_or_sent_once(
    app: Flask, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, str, str, int]]
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    db.session.remove()
    empty(app)
    olu = Olu(app)
    for step, page, word, times in steps:
        getattr(olu, step)(page, word, times)
    db.session.remove()
    event = db.session.scalars(select(Event)).one()
    assert event.reference == olu.reference
    assert len(event.revisions) == 1
    assert sorted(event.latest.sections_done) == sorted(olu.typed)
    for page, word in olu.typed.items():
        assert CHANGED[page][1](event) == ([word] if page in IN_A_LIST else word)
    assert event.latest.state == (State.UNCONFIRMED if olu.sent else State.DRAFT)
    assert len(event.decisions) == db.session.scalar(select(func.count(OutboxMessage.id))) == int(olu.sent)
