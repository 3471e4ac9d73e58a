"""Whatever organisers and moderators do, in whatever order, the public row is what their decisions add up to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from app.catalogue.happening import announce
from app.catalogue.models import Publication
from app.catalogue.publish import rebuild
from app.extensions import db
from app.moderation.services import approve, reject, request_changes
from app.registry.event import Event
from app.registry.happening import NotPublic, Withdrawn
from app.registry.lifecycle import Action, NotAllowed, State
from app.registry.review import AlreadyDecided, move
from app.registry.vocabularies.kinds import Happening
from app.submission.afterwards import services
from tests.catalogue.contents import contents
from tests.conftest import empty
from tests.registry.factory import A_MODERATOR, make_event

START = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)
STATES = st.sampled_from([state for state in Happening if state is not Happening.WITHDRAWN])
TRIED = (services.NotNow, AlreadyDecided, NotAllowed, NotPublic, Withdrawn)


class Story(RuleBasedStateMachine):
    """One event. Every step commits, or is refused and rolled back."""

    site: Flask

    def __init__(self) -> None:
        super().__init__()
        db.session.rollback()
        db.session.expunge_all()
        empty(self.site)
        self.id = make_event().id
        db.session.commit()
        self.steps = 0
        self.sequence = -1

    @property
    def event(self) -> Event:
        return db.session.get_one(Event, self.id)

    def at(self) -> datetime:
        self.steps += 1
        return START + timedelta(hours=self.steps)

    def step(self, act: Callable[[], object]) -> None:
        try:
            act()
            db.session.commit()
        except TRIED:
            db.session.rollback()

    @rule(title=st.sampled_from(["Sharing circle", "Sharing circles", "A walk"]), summary=st.sampled_from("xy"))
    def write(self, title: str, summary: str) -> None:
        draft = self.event.latest
        if draft.state == State.DRAFT:
            draft.title, draft.summary = title, summary
            db.session.commit()

    @rule(venue=st.sampled_from(["The hall", "The park"]))
    def move_elsewhere(self, venue: str) -> None:
        draft = self.event.latest
        if draft.state == State.DRAFT and draft.place is not None:
            draft.place.venue = venue
            db.session.commit()

    @rule()
    def send(self) -> None:
        def act() -> None:
            move(self.event.latest, Action.SUBMIT, by="the organiser", at=self.at())
            services.publish_wording(self.event, self.at())

        self.step(act)

    @rule()
    def approve(self) -> None:
        self.step(lambda: approve(self.event, A_MODERATOR, self.at()))

    @rule()
    def reject(self) -> None:
        self.step(lambda: reject(self.event, A_MODERATOR, "No.", self.at()))

    @rule()
    def ask(self) -> None:
        self.step(lambda: request_changes(self.event, A_MODERATOR, "", self.at(), notes={"where": "Which room?"}))

    @rule()
    def edit(self) -> None:
        self.step(lambda: services.edit(self.event, self.at()))

    @rule()
    def take_back(self) -> None:
        self.step(lambda: services.take_back(self.event, self.at()))

    @rule()
    def discard(self) -> None:
        self.step(lambda: services.discard(self.event, self.at()))

    @rule(to=STATES)
    def say(self, to: Happening) -> None:
        self.step(lambda: announce(self.event, to, "A reason", "the organiser", self.at()))

    @precondition(lambda self: self.steps > 8)
    @rule()
    def withdraw(self) -> None:
        self.step(lambda: services.withdraw(self.event, "A reason", self.at()))

    @invariant()
    def the_public_row_is_the_newest_approved_revision_and_what_happens(self) -> None:
        event = self.event
        row = db.session.get(Publication, self.id)
        assert (row is None) == (event.approved is None)
        if row is None or event.approved is None:
            return
        approved = event.approved
        assert (row.document["title"], row.document["summary"]) == (approved.title, approved.summary)
        assert approved.place is not None
        assert row.document["place"]["venue"] == approved.place.venue
        assert (row.happening, row.document["happening_reason"]) == (event.happening, event.happening_reason)
        assert row.sequence >= self.sequence
        self.sequence = row.sequence
        waiting = [one for one in event.revisions if one.state in (State.UNCONFIRMED, State.SUBMITTED)]
        assert len(waiting) <= 1
        if event.happening == Happening.WITHDRAWN:
            assert event.latest.state not in services.UNDECIDED

    def teardown(self) -> None:
        before = contents()
        db.session.rollback()
        for _ in rebuild():
            pass
        assert contents() == before
        db.session.rollback()


def test_the_public_row_is_what_decisions_add_up_to(app: Flask) -> None:
    Story.site = app
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Story,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
