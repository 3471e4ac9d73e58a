"""What the clock does: drafts end after a warning, and organisers are asked the day before. Each letter once."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.notice import Notice
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.submission import jobs, services
from tests.client import Visitor
from tests.registry.factory import a_session, approved, edited, happens, make_event
from tests.submission.answers import fill_in, start

Letters = Callable[[], list[OutboxMessage]]
Travel = Callable[[datetime], None]
SAVED = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)  # tests/registry/factory.py WRITTEN


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Travel to a moment, for the jobs."""
    return lambda moment: monkeypatch.setattr(jobs, "now", lambda: moment)


def tend() -> None:
    jobs.tend_drafts(lambda: False)


def ask() -> None:
    jobs.ask_about_tomorrow(lambda: False)


def kinds(letters: Letters) -> list[str]:
    return [letter.kind for letter in letters()]


def events() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Event.reference)))


def test_a_draft_is_announced_a_week_ahead_once_and_then_deleted(app: Flask, letters: Letters, it_is: Travel) -> None:
    event = make_event()
    event.revisions[0].unfinished = {"when": {"sessions-0-start_time": ["teatime"]}}
    db.session.commit()
    for days, mailed, left in ((22, 0, 1), (23, 1, 1), (24, 1, 1), (29, 1, 1), (30, 1, 0)):
        it_is(SAVED + timedelta(days=days))
        tend()
        tend()
        assert kinds(letters) == ["draft-ending"] * mailed, days
        assert len(events()) == left, days
    for model in (Revision, EventSession, EventPlace):
        assert db.session.scalars(select(model)).all() == []
    assert "31 May 2027" in letters()[0].subject


def test_a_draft_that_is_saved_again_lives_on_and_is_announced_again(
    app: Flask, letters: Letters, it_is: Travel
) -> None:
    event = make_event()
    db.session.commit()
    it_is(SAVED + timedelta(days=25))
    tend()
    again = SAVED + timedelta(days=26)
    db.session.get_one(Event, event.id).latest.saved_at = again
    db.session.commit()
    for days, mailed in ((22, 1), (23, 2), (24, 2)):
        it_is(again + timedelta(days=days))
        tend()
        assert len(letters()) == mailed
    assert len(events()) == 1


def test_no_draft_goes_unannounced_when_the_clock_stood_still(app: Flask, letters: Letters, it_is: Travel) -> None:
    make_event()
    db.session.commit()
    for days, mailed, left in ((90, 1, 1), (96, 1, 1), (97, 1, 0)):
        it_is(SAVED + timedelta(days=days))
        tend()
        assert (len(letters()), len(events())) == (mailed, left)
    assert "6 August 2027" in letters()[0].text_body  # a week after the letter, not a day long past


def test_a_draft_without_an_address_ends_quietly(app: Flask, letters: Letters, it_is: Travel) -> None:
    for _ in range(3):
        services.begin(None, SAVED)
    db.session.commit()
    it_is(SAVED + timedelta(days=29))
    tend()
    assert len(events()) == 3
    it_is(SAVED + timedelta(days=30))
    tend()
    assert (events(), letters()) == ([], [])


def test_an_edit_of_a_public_event_ends_alone(app: Flask, it_is: Travel) -> None:
    event = approved()
    services.reopen(event, SAVED)
    db.session.commit()
    for days in (23, 31):
        it_is(SAVED + timedelta(days=days))
        tend()
    kept = db.session.get_one(Event, event.id)
    assert [revision.state for revision in kept.revisions] == [State.APPROVED]
    assert len(kept.latest.sessions) == 1


def test_what_was_sent_is_never_deleted(app: Flask, letters: Letters, it_is: Travel) -> None:
    approved()
    db.session.commit()
    it_is(SAVED + timedelta(days=400))
    tend()
    assert (len(events()), kinds(letters)) == (1, ["published"])


def test_the_link_in_the_letter_opens_the_draft_and_saving_keeps_it(
    app: Flask, olu: Visitor, stranger: Visitor, it_is: Travel, mailed_link: Callable[[str], str]
) -> None:
    reference = fill_in(olu)
    it_is(datetime.now(UTC) + timedelta(days=25))
    tend()
    stranger.get(mailed_link("draft-ending")).submit("Open my event").has("Sharing circle", reference)


def test_a_draft_is_not_asked_about_twice_by_two_workers(app: Flask, letters: Letters, it_is: Travel) -> None:
    event = make_event()
    db.session.commit()
    it_is(SAVED + timedelta(days=25))
    at = SAVED + timedelta(days=25)
    event_id = event.id
    with db.engine.begin() as other:
        other.execute(
            insert(Notice).values(event_id=event_id, kind="draft-ending", about=date(2027, 5, 31), sent_at=at)
        )
    jobs.once(event_id, lambda found: jobs.warn(found, at))
    assert letters() == []


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (datetime(2027, 7, 5, 22, 59, tzinfo=UTC), 0),  # 5 July, 23:59 in London
        (datetime(2027, 7, 5, 23, 0, tzinfo=UTC), 1),  # 6 July, midnight in London
        (datetime(2027, 7, 6, 22, 59, tzinfo=UTC), 1),
        (datetime(2027, 7, 6, 23, 0, tzinfo=UTC), 0),
    ],
)
def test_the_day_before_is_londons(app: Flask, letters: Letters, it_is: Travel, moment: datetime, asked: int) -> None:
    approved()
    db.session.commit()
    it_is(moment)
    ask()
    ask()
    assert kinds(letters).count("tomorrow") == asked


def test_each_day_of_an_event_is_asked_about_once(app: Flask, letters: Letters, it_is: Travel) -> None:
    event = approved(sessions=[a_session(), a_session(date(2027, 7, 8)), a_session(label="Second circle")])
    edited(event, sessions=[a_session(date(2027, 7, 10))])  # waits for a moderator: not what is public
    db.session.commit()
    for day in (6, 7, 8, 9):
        it_is(datetime(2027, 7, day, 10, tzinfo=UTC))
        ask()
    asked = [letter for letter in letters() if letter.kind == "tomorrow"]
    assert len(asked) == 2
    assert asked[0].text_body.count("Wednesday 7 July 2027") == 2


@pytest.mark.parametrize("happening", ["cancelled", "postponed"])
def test_nobody_is_asked_about_what_does_not_happen(
    app: Flask, letters: Letters, it_is: Travel, happening: str
) -> None:
    event = approved()
    happens(event, happening, "The heating failed", SAVED)
    approved({"origin": "archive", "source_url": "https://example.org/"})
    db.session.commit()
    it_is(datetime(2027, 7, 6, 10, tzinfo=UTC))
    ask()
    assert "tomorrow" not in kinds(letters)


def test_the_link_in_the_letter_signs_in(
    app: Flask, olu: Visitor, letters: Letters, it_is: Travel, mailed_link: Callable[[str], str]
) -> None:
    event = approved()
    db.session.commit()
    it_is(datetime(2027, 7, 6, 10, tzinfo=UTC))
    ask()
    olu.get(mailed_link("tomorrow")).submit("See my events").has(event.reference)


def test_stopping_leaves_the_rest_for_the_next_time(app: Flask, olu: Visitor, it_is: Travel) -> None:
    start(olu)
    it_is(datetime.now(UTC) + timedelta(days=60))
    jobs.tend_drafts(lambda: True)
    assert len(events()) == 1
