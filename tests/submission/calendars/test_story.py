"""Whatever a calendar does and its organiser answers, in any order: no words lost, no doubles, nothing published."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from app.catalogue.models import Publication
from app.extensions import db
from app.moderation.services import approve, request_changes
from app.registry.calendar_source import CalendarEntry, CalendarSource
from app.registry.event import Event
from app.registry.lifecycle import NotAllowed, State
from app.registry.organiser import Organiser
from app.registry.review import AlreadyDecided
from app.registry.revision import Revision
from app.registry.times import today
from app.shared.clock import now
from app.submission import services
from app.submission.afterwards import services as afterwards
from app.submission.bulk import services as bulk
from app.submission.bulk.calendar_file import read_calendar
from app.submission.bulk.row_answers import Sender
from app.submission.calendars import proposals
from app.submission.calendars.entries import source_for
from app.submission.calendars.looking import take_in, waiting_table
from app.submission.calendars.questions import fingerprint, questions
from app.submission.calendars.seeing import Seen
from tests.conftest import empty
from tests.registry.factory import A_MODERATOR
from tests.submission.calendars.entries import Entry, calendar_of

TRIED = (afterwards.NotNow, AlreadyDecided, NotAllowed, services.NotADraft, services.Incomplete, proposals.SeenBefore)
NUMBERS = st.integers(0, 1)
PICK = st.integers(0, 5)
SENDER = Sender("Olu", "olu@example.org", "", "The Circle")


class Story(RuleBasedStateMachine):
    """One calendar of two entries. ``expected`` is what the newest revision of each event must say."""

    site: Flask

    def __init__(self) -> None:
        super().__init__()
        db.session.rollback()
        db.session.expunge_all()
        empty(self.site)
        self.start = now()
        self.hours = 0
        olu = Organiser(email="olu@example.org", created_at=self.start, confirmed_at=self.start)
        db.session.add(olu)
        db.session.flush()
        self.source_id = source_for("https://calendar.example/x.ics", "x", olu, None, self.start).id
        self.olu_id = olu.id
        db.session.commit()
        self.there = [Entry("a", "Sharing circle"), Entry("b", "A walk by the canal", start="1500", end="1600")]
        self.gone = {0: False, 1: False}
        self.expected: dict[int, tuple[str, str]] = {}
        self.approved_by_mo: set[int] = set()
        self.look()

    @property
    def source(self) -> CalendarSource:
        return db.session.get_one(CalendarSource, self.source_id)

    def at(self) -> datetime:
        self.hours += 1
        return self.start + timedelta(minutes=self.hours)

    def step(self, act: Callable[[], object]) -> bool:
        try:
            act()
            db.session.commit()
        except TRIED:
            db.session.rollback()
            return False
        return True

    def event(self, number: int) -> Event | None:
        found = list(db.session.scalars(select(Event).order_by(Event.id)))
        return found[number % len(found)] if found else None

    @rule(number=NUMBERS, title=st.sampled_from(["Sharing circle", "Care circle", "Sharing circles"]))
    def renamed_there(self, number: int, title: str) -> None:
        self.there[number] = self.there[number].but(title=f"{title} {number}")

    @rule(number=NUMBERS, hour=st.integers(10, 14))
    def moved_there(self, number: int, hour: int) -> None:
        self.there[number] = self.there[number].but(start=f"{hour}00", end=f"{hour + 1}00")

    @rule(number=NUMBERS, gone=st.booleans())
    def gone_there(self, number: int, gone: bool) -> None:
        self.gone[number] = gone

    @rule(whole=st.booleans())
    def look(self, whole: bool = True) -> None:
        data = calendar_of(*(entry for number, entry in enumerate(self.there) if not self.gone[number]))
        read = read_calendar(data if whole else data[:-20], since=today(now()))
        self.step(lambda: take_in(self.source, Seen(read), SENDER, self.at()))

    @rule()
    def make_drafts(self) -> None:
        table = waiting_table(self.source)
        if table is not None:
            also = [row.number for row in bulk.rows_of(table)]
            self.step(lambda: bulk.make_drafts(table, with_wrong=True, also=also, at=self.at()))
        for event in db.session.scalars(select(Event)):
            self.expected.setdefault(event.id, (event.latest.title, event.latest.description))

    @rule(number=PICK, title=st.sampled_from(["My circle", "Our walk"]), words=st.sampled_from(["One.", "Two."]))
    def write(self, number: int, title: str, words: str) -> None:
        event = self.event(number)
        if event is not None and event.latest.state == State.DRAFT:
            event.latest.title, event.latest.description = title, words
            event.latest.version += 1
            db.session.commit()
            self.expected[event.id] = (title, words)

    @rule(number=PICK)
    def send(self, number: int) -> None:
        event = self.event(number)
        olu = db.session.get_one(Organiser, self.olu_id)
        if event is not None:
            self.step(lambda: services.send(event, self.at(), confirmed=olu))

    @rule(number=PICK)
    def approve(self, number: int) -> None:
        event = self.event(number)
        if event is not None and self.step(lambda: approve(event, A_MODERATOR, self.at())):
            self.approved_by_mo.add(event.latest.id)

    @rule(number=PICK)
    def ask_for_changes(self, number: int) -> None:
        event = self.event(number)
        if event is not None:
            self.step(lambda: request_changes(event, A_MODERATOR, "", self.at(), notes={"about": "Who?"}))

    @rule(number=PICK)
    def edit(self, number: int) -> None:
        event = self.event(number)
        if event is not None and self.step(lambda: afterwards.edit(event, self.at())):
            self.expected[event.id] = (event.latest.title, event.latest.description)

    @rule(number=PICK)
    def discard(self, number: int) -> None:
        event = self.event(number)
        if event is not None and self.step(lambda: afterwards.discard(event, self.at())):
            self.expected.pop(event.id)

    @rule(number=PICK, accept=st.booleans())
    def answer(self, number: int, accept: bool) -> None:
        asked = proposals.pending(self.source)
        if not asked:
            return
        entry = asked[number % len(asked)]
        event = entry.event
        assert event is not None
        found = questions(entry, event, self.at())
        ticked = [one.name for one in found if not one.is_own] if accept else []
        title = entry.found["cells"]["title"]
        seen = fingerprint(entry, event)
        before = (event.approved or event.latest) if event.latest.state == State.WITHDRAWN else event.latest
        said = (before.title, before.description)
        with self.site.test_request_context("/"):
            if self.step(lambda: proposals.answer(entry, seen, ticked, self.at())) and ticked:
                self.expected[event.id] = (title if "title" in ticked else said[0], said[1])

    @invariant()
    def nothing_is_lost_doubled_or_published(self) -> None:
        db.session.rollback()
        events = list(db.session.scalars(select(Event)))
        became = list(db.session.scalars(select(CalendarEntry.event_id).where(CalendarEntry.event_id.is_not(None))))
        assert len(became) == len(set(became)) == len(events) <= 2
        for event in events:
            if event.id in self.expected:
                assert (event.latest.title, event.latest.description) == self.expected[event.id]
            assert event.happening == "going_ahead"
            assert len(event.latest.sessions) == 1
        public = set(db.session.scalars(select(Revision.id).where(Revision.state == State.APPROVED)))
        assert public <= self.approved_by_mo
        assert {row.event_id for row in db.session.scalars(select(Publication))} <= {
            e.id for e in events if e.approved
        }


def test_no_order_of_things_loses_words_makes_doubles_or_publishes(app: Flask) -> None:
    Story.site = app
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Story,
        settings=settings(
            max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
