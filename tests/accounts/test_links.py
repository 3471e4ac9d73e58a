"""Links that work once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.accounts.links import LinkState, consume, forget_old_links, issue_link, peek
from app.accounts.models import OneTimeLink, Purpose
from app.extensions import db

HOUR = timedelta(hours=1)
CONFIRM = Purpose.CONFIRM_ADDRESS


def test_a_link_works_once(app: Flask) -> None:
    token = issue_link(CONFIRM, "CPW-7K3M", HOUR, colour="plum")
    db.session.commit()
    assert peek(token, CONFIRM) is LinkState.GOOD
    assert peek(token, CONFIRM) is LinkState.GOOD
    link = consume(token, CONFIRM)
    assert link is not None
    assert (link.subject, link.data) == ("CPW-7K3M", {"colour": "plum"})
    db.session.commit()
    assert consume(token, CONFIRM) is None
    assert peek(token, CONFIRM) is LinkState.USED


def test_using_is_undone_when_what_it_was_for_fails(app: Flask) -> None:
    token = issue_link(CONFIRM, "CPW-7K3M", HOUR)
    db.session.commit()
    assert consume(token, CONFIRM) is not None
    db.session.rollback()
    assert peek(token, CONFIRM) is LinkState.GOOD


def test_a_link_ends_with_its_time(app: Flask, later: Callable[[timedelta], None]) -> None:
    token = issue_link(CONFIRM, "CPW-7K3M", HOUR)
    db.session.commit()
    later(HOUR)
    assert peek(token, CONFIRM) is LinkState.EXPIRED
    assert consume(token, CONFIRM) is None


def test_a_link_for_one_purpose_is_nothing_for_another(app: Flask) -> None:
    token = issue_link(CONFIRM, "1", HOUR)
    db.session.commit()
    assert peek(token, Purpose.MODERATOR_SIGN_IN) is LinkState.UNKNOWN
    assert consume(token, Purpose.MODERATOR_SIGN_IN) is None
    assert consume(token, CONFIRM) is not None


def test_the_database_does_not_know_the_token(app: Flask) -> None:
    token = issue_link(CONFIRM, "CPW-7K3M", HOUR)
    db.session.commit()
    row = db.session.execute(select(OneTimeLink.__table__)).one()
    assert len(token) >= 43
    assert not any(token in str(value) for value in row)


def test_of_two_at_once_one_wins(app: Flask) -> None:
    token = issue_link(CONFIRM, "CPW-7K3M", HOUR)
    db.session.commit()
    start, won = Barrier(4), []

    def use() -> None:
        with app.app_context():
            start.wait()
            if consume(token, CONFIRM) is not None:
                won.append(1)
            db.session.commit()

    threads = [Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


def test_old_links_are_forgotten_and_young_ones_are_not(app: Flask, later: Callable[[timedelta], None]) -> None:
    issue_link(CONFIRM, "old", HOUR)
    db.session.commit()
    later(timedelta(days=31))
    token = issue_link(CONFIRM, "young", HOUR)
    forget_old_links()
    db.session.commit()
    assert db.session.scalar(select(func.count(OneTimeLink.id))) == 1
    assert peek(token, CONFIRM) is LinkState.GOOD


@hypothesis_settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.text(st.characters(codec=None)))
def test_any_text_is_at_worst_an_unknown_link(app: Flask, token: str) -> None:
    assert peek(token, CONFIRM) is LinkState.UNKNOWN
    assert consume(token, CONFIRM) is None
