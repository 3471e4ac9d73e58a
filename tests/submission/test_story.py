"""Any sequence of pages, saves, ways back, tabs and double presses ends with what was typed or one sent event."""

from collections.abc import Callable
from copy import copy

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.revision import Revision
from app.submission import limits
from tests.client import Visitor
from tests.submission.answers import PAGES, SIMPLEST, start

SAVE = "Save and come back later"
FIELD = {"about": "title", "where": "venue", "joining": "cost_note", "contacts": "organisation_name"}
TYPED = st.one_of(st.just(""), st.sampled_from(["Circle", "Sharing circle", "Te a chacen", "<b>&amp;</b>"]))
TABS = st.sampled_from([0, 1, 2])


class Story(RuleBasedStateMachine):
    """Olu with three tabs, one of them in another browser. ``believed`` is what her last press left on each page."""

    app: Flask
    mailed_link: Callable[[str], str]

    @initialize()
    def begin(self) -> None:
        """Three tabs on the first page."""
        olu, elsewhere = Visitor(self.app), Visitor(self.app)
        self.reference = start(olu)
        olu.get(f"/submit/{self.reference}/later").submit("Email me the link", email="olu@example.org")
        elsewhere.get(self.mailed_link("way-back")).submit("Open my event")
        self.tabs = [olu, copy(olu), elsewhere]
        self.believed: dict[str, str] = {}
        self.pressed_send = False
        self.letters = self.mailed("confirm")

    def mailed(self, kind: str) -> int:
        query = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.kind == kind)
        return db.session.scalar(query) or 0

    def draft(self) -> Revision:
        db.session.rollback()
        db.session.expire_all()
        return db.session.scalars(select(Event).where(Event.reference == self.reference)).one().latest

    def shown(self, page: str) -> str:
        """What a page says in the field that is typed in."""
        fresh = copy(self.tabs[2]).get(f"/submit/{self.reference}/{page}")
        box = fresh.page.soup.select_one(f"[name='{FIELD[page]}']")
        return str(box.get("value") or "") if box else ""

    @rule(tab=TABS, page=st.sampled_from(PAGES))
    def open(self, tab: int, page: str) -> None:
        """Go to a page."""
        self.tabs[tab].get(f"/submit/{self.reference}/{page}")

    @rule(tab=TABS, typed=TYPED, button=st.sampled_from(["Continue", SAVE]), twice=st.booleans())
    def press(self, tab: int, typed: str, button: str, twice: bool) -> None:
        """Answer the page that is open, rightly or not, with either button, once or twice."""
        visitor = self.tabs[tab]
        page = visitor.path.rpartition("/")[2]
        if page not in PAGES:
            return
        changed = {FIELD[page]: typed} if page in FIELD else {}
        for _ in range(1 + twice):
            again = copy(visitor)
            before = self.shown(page) if page in FIELD and not self.pressed_send else ""
            self.send_page(again, button, {**SIMPLEST[page], **changed})
            if self.pressed_send:
                assert again.path.endswith("/sent")
            elif again.response.status_code == 409:
                assert page not in FIELD or self.shown(page) == before, "a page was overwritten silently"
                if page in FIELD and len(before + typed) % 2:
                    self.send_page(again, "Keep what I typed", {})
                    self.believed[page] = typed
            elif page in FIELD:
                self.believed[page] = typed
        self.tabs[tab] = again

    def send_page(self, visitor: Visitor, button: str, fields: dict[str, str]) -> None:
        """Press a button, whatever status comes: 200, 409 told of another tab, 422 to be put right."""
        for status in (200, 422, 409):
            trying = copy(visitor)
            try:
                trying.submit(button, status, **fields)
            except AssertionError:
                if trying.response.status_code == status or trying.response.status_code >= 500:
                    raise
                continue
            break
        visitor.__dict__.update(trying.__dict__)

    @precondition(lambda self: not self.pressed_send)
    @rule(tab=TABS, twice=st.booleans())
    def send(self, tab: int, twice: bool) -> None:
        """Go to the end and send, pressing once or twice."""
        visitor = self.tabs[tab].get(f"/submit/{self.reference}/check")
        if not visitor.path.endswith("/check"):
            assert self.draft().state == State.DRAFT
            return
        again = copy(visitor)
        visitor.submit("Send your event").has("Nearly there")
        if twice:
            again.submit("Send your event").has("Nearly there")
        self.pressed_send = True

    @invariant()
    def nothing_is_lost_or_sent_twice(self) -> None:
        """Each page shows what was typed last; or the one revision that was sent says it."""
        event_revisions = db.session.scalars(
            select(Revision).join(Event, Revision.event_id == Event.id).where(Event.reference == self.reference)
        ).all()
        assert len(event_revisions) == 1
        assert self.mailed("confirm") - self.letters == int(self.pressed_send)
        if self.pressed_send:
            draft = self.draft()
            assert draft.state == State.UNCONFIRMED
            said = {"about": draft.title, "joining": draft.cost_note, "contacts": draft.organisation_name}
            for page, words in said.items():
                assert words == self.believed[page]
        else:
            for page, typed in self.believed.items():
                assert self.shown(page) == typed


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_nothing_typed_is_lost_and_nothing_is_sent_twice(
    app: Flask, mailed_link: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (
        "STARTS_PER_NETWORK",
        "SENDS_PER_NETWORK",
        "SENDS_PER_ADDRESS",
        "LINKS_PER_ADDRESS",
        "LINKS_PER_NETWORK",
    ):
        monkeypatch.setattr(limits, name, 1_000_000)
    Story.app, Story.mailed_link = app, staticmethod(mailed_link)
    quick = settings(
        max_examples=8,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Story, settings=quick)
