"""The way out: a button for people, one press for mail programs, nothing left afterwards."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.digest import jobs, services
from app.extensions import db
from app.notifications import delivery
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.transports import MailFolder
from tests.client import Visitor
from tests.digest.conftest import THURSDAY, Letters, Travel, link_in, send, subscribed, subscriptions
from tests.registry.factory import a_session, approved

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
WEEK = timedelta(weeks=1)


@pytest.fixture
def summer(app: Flask, it_is: Travel) -> None:
    """Something is on, and it is Thursday."""
    approved(title="All summer", sessions=[a_session(date(2027, 6, 1), None, ends_on=date(2028, 9, 1))])
    db.session.commit()
    it_is(THURSDAY)


@pytest.fixture
def program(app: Flask) -> Visitor:
    """A mail program: it has no cookies and wants none."""
    return Visitor(app, keeps_cookies=False)


def everything() -> str:
    """All that is in the database."""
    db.session.rollback()
    return repr([db.session.execute(select(table)).all() for table in db.metadata.sorted_tables])


def test_opening_the_link_changes_nothing_and_the_button_deletes_everything(
    vi: Visitor, it_is: Travel, letters: Letters, summer: None, program: Visitor
) -> None:
    vi.get("/digest").submit("Send me the link", email="vi@example.org")
    vi.get(link_in(letters()[0], "confirm")).submit("Begin my letters")
    for letter in letters():
        letter.status, letter.sent_at = DeliveryStatus.SENT, THURSDAY
    db.session.commit()
    it_is(THURSDAY + WEEK)
    send()
    way_out = link_in(letters()[1], "leave")
    program.get(way_out).get(way_out).has("Stop your weekly letters", "Events")
    program.lacks("vi@example.org")
    assert len(subscriptions()) == 1
    assert "vi@example.org" in everything()
    program.submit("Stop these letters").has("No more letters", "deleted")
    assert subscriptions() == []
    assert letters() == []
    assert "vi@example.org" not in everything()
    program.get(way_out).has("No more letters")
    program.post(way_out).has("No more letters")
    it_is(THURSDAY + 2 * WEEK)
    send()
    assert letters() == []


def test_one_press_in_a_mail_program_ends_it_at_once(summer: None, program: Visitor, letters: Letters) -> None:
    key, other = subscribed(), subscribed(query="kind=event")
    subscribed("cal@example.org")
    send()
    for _ in range(2):
        response = program.ask("POST", f"/digest/leave/{key}", data=ONE_CLICK)
        assert response.status_code == 200, "RFC 8058 §3.1 allows no redirect"
        assert "Set-Cookie" not in response.headers
        assert "No more letters" in response.text
    assert subscriptions()[0].key == other
    assert [letter.recipient for letter in letters()] == ["vi@example.org", "cal@example.org"], "others' letters stay"
    multipart = program.ask("POST", f"/digest/leave/{other}", data=ONE_CLICK, content_type="multipart/form-data")
    assert multipart.status_code == 200
    assert [row.email for row in subscriptions()] == ["cal@example.org"]


@pytest.mark.parametrize("status", list(DeliveryStatus))
def test_letters_on_their_way_are_taken_back(
    summer: None, program: Visitor, letters: Letters, status: DeliveryStatus
) -> None:
    key = subscribed()
    send()
    letter = letters()[0]
    letter.status, letter.claimed_until, letter.sent_at, letter.last_error = status, THURSDAY, THURSDAY, "550"
    letter.handed_over_at = THURSDAY
    db.session.commit()
    program.post(f"/digest/leave/{key}", ONE_CLICK)
    assert letters() == []


def test_a_letter_being_handed_over_while_somebody_leaves_is_not_tried_again(
    app: Flask, summer: None, program: Visitor, tmp_path: Path, letters: Letters
) -> None:
    key = subscribed()
    send()
    row = delivery.claim("worker")
    assert row is not None
    while row.kind != "digest":  # the organiser's own letter is older
        row = delivery.claim("worker")
        assert row is not None
    program.post(f"/digest/leave/{key}", ONE_CLICK)
    delivery.deliver(row, MailFolder(tmp_path, "hello@example.org"), delivery.Counts())
    assert letters() == []


@pytest.mark.parametrize("cut", [1, 7, 20, 48])
def test_an_address_that_was_cut_short_is_told_apart_from_one_that_has_ended(program: Visitor, cut: int) -> None:
    key = subscribed()
    for method in ("GET", "POST"):
        program.open(method, f"/digest/leave/{key[:-cut]}", 404).has("This link does not work", "hello@example.org")
    assert len(subscriptions()) == 1


@pytest.mark.parametrize("key", ["%00", "%ED%A0%80", "x" * 49, "x" * 3000, "ß" * 49])
def test_odd_keys_are_answered(program: Visitor, key: str) -> None:
    for method in ("GET", "POST"):
        program.open(method, f"/digest/leave/{key}", 404)


def test_two_presses_at_once_are_one(summer: None, app: Flask) -> None:
    key = subscribed()
    tabs = [Visitor(app).get(f"/digest/leave/{key}") for _ in range(2)]
    for tab in tabs:
        tab.submit("Stop these letters").has("No more letters")
    assert subscriptions() == []


def test_the_outbox_forgets_what_went(summer: None, letters: Letters, it_is: Travel) -> None:
    for number in range(3):
        subscribed(f"vi{number}@example.org")
    send()
    sent, failed, _waiting = letters()
    sent.status, sent.sent_at = DeliveryStatus.SENT, THURSDAY
    failed.status, failed.last_error = DeliveryStatus.FAILED, "550 no such person"
    db.session.commit()
    others = len(db.session.scalars(select(OutboxMessage)).all()) - 3
    for days, left in ((1, 3), (2, 2), (7, 2), (8, 1)):
        it_is(THURSDAY + timedelta(days=days))
        jobs.forget(lambda: False)
        assert len(letters()) == left, days
    assert len(db.session.scalars(select(OutboxMessage)).all()) == 1 + others, "other letters are not ours to forget"


def test_whoever_runs_the_site_sees_numbers_and_ends_letters_for_people(summer: None, app: Flask) -> None:
    for email, query in (("vi@example.org", ""), ("vi@example.org", "kind=event"), ("cal@example.org", "")):
        subscribed(email, query)
    services.ask("vi@example.org", "nation=wales", "192.0.2.1")
    db.session.commit()
    run = app.test_cli_runner().invoke
    shown = run(args=["digest", "status"]).output
    assert "3 letters to 2 addresses." in shown
    assert "The next go on Thursday 1 July 2027 at 8am in London." in shown
    assert "2 ended." in run(args=["digest", "forget", "Vi@example.org"]).output
    assert "Nothing goes to this address" in run(args=["digest", "forget", "vi@example.org"]).output
    assert [row.email for row in subscriptions()] == ["cal@example.org"]
    assert everything().count("vi@example.org") == 1, "the link that waits to be sent, which opens nothing any more"
