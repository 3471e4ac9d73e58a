"""What decisions add up to."""

from datetime import date, time, timedelta

from flask import Flask

from app.catalogue import history, reading
from app.moderation.services import approve, reject, request_changes
from tests.registry.factory import (
    A_MODERATOR,
    DECIDED,
    a_place,
    a_session,
    approved,
    edited,
    happens,
    make_event,
    submitted,
)

DAY = timedelta(days=1)
ONE = {"uid": "11111111-1111-4111-8111-111111111111"}
TWO = {"uid": "22222222-2222-4222-8222-222222222222"}


def read(event: object) -> history.History:
    past = history.read(event)  # type: ignore[arg-type]
    assert past is not None
    return past


def test_what_was_never_approved_has_no_history(app: Flask) -> None:
    event = submitted()
    assert history.read(make_event()) is None
    assert history.read(event) is None
    request_changes(event, A_MODERATOR, "Where is it?", DECIDED)
    assert history.read(event) is None


def test_the_first_approval_is_sequence_nought(app: Flask) -> None:
    past = read(approved())
    assert (past.sequence, past.first_published_at, past.changed_at, past.gone) == (0, DECIDED, DECIDED, [])


def test_other_words_do_not_raise_the_sequence_but_change_the_date(app: Flask) -> None:
    event = approved(sessions=[a_session(**ONE)])
    approve_next(event, days=1, sessions=[a_session(**ONE)], title="Another title", access={}, cost="paid")
    past = read(event)
    assert (past.sequence, past.changed_at, past.first_published_at) == (0, DECIDED + DAY, DECIDED)
    assert past.replanned_at == DECIDED
    assert past.revision.title == "Another title"


def test_when_plans_changed_last_is_when_the_sequence_last_rose(app: Flask) -> None:
    event = approved(sessions=[a_session(**ONE)])
    assert read(event).replanned_at == DECIDED
    approve_next(event, days=1, sessions=[a_session(at=time(10, 15), **ONE)])
    approve_next(event, days=2, sessions=[a_session(at=time(10, 15), **ONE)], summary="Other words.")
    assert read(event).replanned_at == DECIDED + DAY
    happens(event, "cancelled", "Ill.", DECIDED + 3 * DAY)
    assert read(event).replanned_at == DECIDED + 3 * DAY
    row = reading.publication(event.slug or "")
    assert row is not None
    assert row.card["replanned_at"] == "2027-05-05T10:00:00+00:00"


def test_another_time_place_or_way_raises_it_by_one(app: Flask) -> None:
    event = approved(sessions=[a_session(**ONE)])
    changes = [
        {"sessions": [a_session(at=time(10, 15), **ONE)]},
        {"sessions": [a_session(day=date(2027, 7, 8), **ONE)]},
        {"sessions": [a_session(day=date(2027, 7, 8), **ONE)], "places": [a_place(venue="Hyde Park Hall")]},
        {"sessions": [a_session(day=date(2027, 7, 8), **ONE)], "places": [], "format": "online"},
    ]
    for number, said in enumerate(changes, 1):
        approve_next(event, days=number, **said)
        assert read(event).sequence == number


def test_whether_it_happens_raises_it_too_and_each_way_once(app: Flask) -> None:
    event = approved()
    happens(event, "cancelled", "No room", DECIDED + DAY)
    assert read(event).sequence == 1
    happens(event, "cancelled", "Still no room", DECIDED + 2 * DAY)
    assert read(event).sequence == 1
    happens(event, "going_ahead", "", DECIDED + 3 * DAY)
    assert read(event).sequence == 2


def test_a_refused_edit_changes_nothing(app: Flask) -> None:
    event = approved(sessions=[a_session(**ONE)])
    edited(event, sessions=[a_session(day=date(2027, 7, 9), **ONE)])
    reject(event, A_MODERATOR, "No.", DECIDED + DAY)
    past = read(event)
    assert (past.sequence, past.changed_at) == (0, DECIDED)
    assert past.revision.number == 1


def test_a_session_taken_out_is_gone_until_it_comes_back(app: Flask) -> None:
    event = approved(sessions=[a_session(**ONE), a_session(day=date(2027, 7, 8), **TWO)])
    approve_next(event, days=1, sessions=[a_session(**ONE)])
    assert [row.uid for row in read(event).gone] == [TWO["uid"]]
    approve_next(event, days=2, title="Other words", sessions=[a_session(**ONE)])
    assert [row.uid for row in read(event).gone] == [TWO["uid"]]
    approve_next(event, days=3, sessions=[a_session(**ONE), a_session(day=date(2027, 7, 8), **TWO)])
    assert read(event).gone == []


def test_cancelling_before_approval_counts_from_the_start(app: Flask) -> None:
    event = submitted()
    happens(event, "cancelled", "No room", DECIDED)
    assert history.read(event) is None
    approve(event, A_MODERATOR, DECIDED + DAY)
    assert read(event).sequence == 0


def approve_next(event: object, days: int, **said: object) -> None:
    """A further revision, approved some days later."""
    at = DECIDED + days * DAY
    approve(edited(event, at, **said), A_MODERATOR, at)  # type: ignore[arg-type]
