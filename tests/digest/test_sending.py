"""Once a week and never twice, whoever is killed and however many workers run; and when it ends by itself."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from app.catalogue import query
from app.digest import jobs
from app.extensions import db
from tests.catalogue.rows import a_week
from tests.digest.conftest import THURSDAY, WEDNESDAY, Letters, Travel, link_in, send, subscribed, subscriptions
from tests.registry.factory import a_session, approved

WEEK = timedelta(weeks=1)


@pytest.fixture
def summer(app: Flask) -> None:
    """Something is on every week."""
    approved(title="All summer", sessions=[a_session(date(2027, 6, 1), None, ends_on=date(2028, 9, 1))])
    db.session.commit()


def test_one_letter_in_each_week_however_often_the_worker_looks(
    summer: None, it_is: Travel, letters: Letters
) -> None:
    subscribed()
    steps = ((0, 0), (21, 0), (22, 1), (23, 1), (24 * 7, 1), (24 * 7 + 22, 2), (24 * 8, 2), (24 * 14 + 22, 3))
    for hours, mailed in steps:
        it_is(WEDNESDAY + timedelta(hours=hours))
        send()
        send()
        assert len(letters()) == mailed, hours


def test_missed_weeks_are_told_once_and_nothing_of_them_is_lost(
    summer: None, it_is: Travel, letters: Letters
) -> None:
    subscribed()
    approved(title="Fresh three weeks ago", at=WEDNESDAY, sessions=[a_session(date(2027, 10, 1))])
    db.session.commit()
    it_is(THURSDAY + 3 * WEEK + timedelta(days=2))
    send()
    send()
    (letter,) = letters()
    assert "New since our last letter (1):\n\nFresh three weeks ago" in letter.text_body
    it_is(THURSDAY + 4 * WEEK)
    send()
    assert len(letters()) == 2
    assert "Fresh" not in letters()[1].text_body


def test_a_week_with_nothing_has_no_letter_and_the_next_one_misses_nothing(
    app: Flask, it_is: Travel, letters: Letters
) -> None:
    subscribed()
    it_is(THURSDAY)
    send()
    assert letters() == []
    approved(title="Fresh", at=THURSDAY + timedelta(hours=5), sessions=[a_session(date(2027, 10, 1))])
    db.session.commit()
    for week in (1, 2):
        it_is(THURSDAY + week * WEEK)
        send()
    assert len(letters()) == 1


def test_a_worker_that_is_killed_leaves_the_letter_to_the_next(
    summer: None, it_is: Travel, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed()
    it_is(THURSDAY)
    for where in ("mail_news", "news"):
        with monkeypatch.context() as patch:
            patch.setattr(jobs, where, killed)
            with pytest.raises(SystemExit):
                send()
        db.session.rollback()
        assert letters() == []
    with monkeypatch.context() as patch:
        patch.setattr(db.session, "commit", killed)
        with pytest.raises(SystemExit):
            send()
    db.session.rollback()
    send()
    send()
    assert len(letters()) == 1


def killed(*_: object, **__: object) -> None:
    raise SystemExit


def test_of_two_workers_at_once_one_writes_each_letter(
    summer: None, it_is: Travel, letters: Letters, app: Flask
) -> None:
    for number in range(6):
        subscribed(f"vi{number}@example.org")
    it_is(THURSDAY)
    together = Barrier(2)

    def worker() -> None:
        with app.app_context():
            together.wait()
            send()

    workers = [Thread(target=worker) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    send()
    assert sorted(letter.recipient for letter in letters()) == [f"vi{number}@example.org" for number in range(6)]


def test_one_letter_that_cannot_be_written_holds_up_no_other(
    summer: None, it_is: Travel, letters: Letters, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    subscribed("broken@example.org")
    subscribed("vi@example.org")
    it_is(THURSDAY)
    real = jobs.mail_news

    def breaks(digest: jobs.Digest, *others: object) -> None:
        if digest.email == "broken@example.org":
            raise ValueError("no")
        real(digest, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "mail_news", breaks)
    send()
    assert "could not be written" in caplog.text
    assert "broken@example.org" not in caplog.text
    monkeypatch.setattr(jobs, "mail_news", real)
    send()
    assert [letter.recipient for letter in letters()] == ["vi@example.org", "broken@example.org"]


def test_it_stops_between_two_letters_when_told_to(summer: None, it_is: Travel, letters: Letters) -> None:
    for number in range(3):
        subscribed(f"vi{number}@example.org")
    it_is(THURSDAY)
    answers = iter((False, True))
    jobs.send_due(lambda: next(answers))
    assert len(letters()) == 1


def test_other_mail_goes_between_two_rounds(
    summer: None, it_is: Travel, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    for number in range(3):
        subscribed(f"vi{number}@example.org")
    it_is(THURSDAY)
    for mailed in (2, 3, 3):
        send()
        assert len(letters()) == mailed


def test_when_the_week_is_over_one_last_letter_says_so_and_nothing_is_kept(
    summer: None, it_is: Travel, letters: Letters
) -> None:
    a_week(first_day="2027-06-20", last_day="2027-06-24")
    subscribed(query="cost=free&week=co-production-week-2027")
    moment(it_is, THURSDAY, 0, letters, 1)
    moment(it_is, THURSDAY + WEEK, 1, letters, 0)
    moment(it_is, THURSDAY + 2 * WEEK, 1, letters, 0)
    last = letters()[-1]
    assert last.kind == "digest-last"
    assert "Co-production Week 2027 is over: its last day was Thursday 24 June 2027." in last.text_body
    assert "We have deleted your address" in last.text_body
    assert "http://127.0.0.1:5000/digest?cost=free\n" in last.text_body
    assert "List-Unsubscribe" in last.extra_headers


def moment(it_is: Travel, at: datetime, mailed: int, letters: Letters, left: int) -> None:
    """What there is after the worker's round at a moment."""
    it_is(at)
    send()
    assert (len(letters()), len(subscriptions())) == (mailed, left)


def test_a_week_without_days_never_ends(summer: None, it_is: Travel, letters: Letters) -> None:
    a_week(first_day=None, last_day=None)
    subscribed(query="week=co-production-week-2027")
    moment(it_is, THURSDAY + 50 * WEEK, 0, letters, 1)


def test_a_place_nobody_knows_any_more_is_waited_for_a_day_and_then_said(
    summer: None, it_is: Travel, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribed(query="cost=free&near=Leeds")
    for_now = find_nothing(monkeypatch)
    moment(it_is, THURSDAY, 0, letters, 1)
    moment(it_is, THURSDAY + timedelta(hours=23), 0, letters, 1)
    for_now()
    moment(it_is, THURSDAY + timedelta(hours=23, minutes=1), 1, letters, 1)
    assert "All summer" in letters()[0].text_body, "known again, and late, but this week"
    find_nothing(monkeypatch)
    moment(it_is, THURSDAY + WEEK, 1, letters, 1)
    moment(it_is, THURSDAY + WEEK + timedelta(days=1), 2, letters, 0)
    last = letters()[1].text_body
    assert "We could not find “Leeds”." in last
    assert "All summer" not in last, "never everywhere instead of near"
    assert "http://127.0.0.1:5000/digest?cost=free\n" in last


def find_nothing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Places are out of reach until the answer is called."""
    known = query.locate
    monkeypatch.setattr(query, "locate", lambda _text: None)
    return lambda: monkeypatch.setattr(query, "locate", known)


def test_every_letter_has_the_way_out_of_its_own_subscription(summer: None, it_is: Travel, letters: Letters) -> None:
    keys = [subscribed(query=asks) for asks in ("", "kind=event")]
    it_is(THURSDAY)
    send()
    assert [link_in(letter, "leave") for letter in letters()] == [f"/digest/leave/{key}" for key in keys]
