"""Mo at the queue."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.accounts.models import Moderator
from app.accounts.organiser_session import allow_event
from app.catalogue.models import Publication
from app.extensions import db
from app.moderation.services import Decider, reject, request_changes
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from tests.client import Visitor
from tests.registry.factory import (
    DECIDED,
    SECRET_EMAIL,
    SECRET_PHONE,
    SENT,
    a_place,
    a_session,
    a_week,
    approved,
    edited,
    make_event,
    submitted,
)

NINA = Decider("Nina", 99)


def page_of(event: Event) -> str:
    return f"/moderation/{event.reference}"


def state_of(event: Event) -> str:
    db.session.expire_all()
    return event.latest.state


def test_the_queue_is_oldest_first_and_says_what_to_notice(app: Flask, mo: Visitor) -> None:
    week = a_week()
    submitted(campaign=week, title="Second", at=now() - timedelta(hours=3))
    submitted(title="First", at=now() - timedelta(days=2), places=[a_place(latitude=None, longitude=None)])
    make_event(title="A draft")
    db.session.commit()
    mo.get("/moderation").has("Waiting (2)", "First", "Second", "sent 2 days ago", "sent 3 hours ago")
    mo.has("Wednesday 7 July 2027, 10am to 11:30am", "Co-production Week 2027", "Not part of a Week", "The Circle")
    mo.has("Place not found on the map", "New organisation").lacks("A draft")
    assert mo.page.text.index("First") < mo.page.text.index("Second")


def test_an_empty_queue_says_so(app: Flask, mo: Visitor) -> None:
    mo.get("/moderation").has("Nothing waits for you")
    mo.click("Changes wanted (0)").has("Nobody is changing anything")
    mo.click("Decided lately").has("Nothing has been decided yet")


def test_mo_reads_everything_the_organiser_said(app: Flask, mo: Visitor) -> None:
    event = submitted(
        online_url="https://meet.example/secret", contact_phone="0113 496 0002", places=[a_place(area_only=True)]
    )
    db.session.commit()
    mo.get(page_of(event)).has("Sharing circle", "Tea at ten", "Private: only you and the organiser see this")
    mo.has(SECRET_EMAIL, SECRET_PHONE, "https://meet.example/secret", "0113 496 0002", "Calverley Street")
    mo.has(
        "Leeds area, LS1",
        "53.80083, -1.54846",
        "The postcode",
        "Our postcode table",
        "The organiser sent it",
        "Lift from the street",
    )


def test_approving_publishes_and_goes_on_to_the_next(app: Flask, mo: Visitor) -> None:
    first = submitted(title="First", at=SENT)
    second = submitted(title="Second", at=SENT + timedelta(hours=1))
    db.session.commit()
    mo.get(page_of(first)).submit("Approve and publish")
    assert mo.path.startswith(page_of(second))
    mo.has("Mo approved it", "First")
    assert state_of(first) == State.APPROVED
    assert db.session.get(Publication, first.id) is not None
    mo.submit("Approve and publish").has("Nothing waits for you", "Second")
    mo.click("Decided lately").has("Mo approved it : Second", "Mo approved it : First")


@pytest.mark.parametrize("button", ["Ask for changes", "Decline"])
def test_a_refusal_needs_words(app: Flask, mo: Visitor, button: str) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event)).submit(button, reason="  ").has("Say what needs to change, in words the organiser can use")
    assert mo.page.title.startswith("Error: ")
    assert state_of(event) == State.SUBMITTED
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 0


def test_asking_for_changes_moves_it_to_its_list(app: Flask, mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event)).submit("Ask for changes", reason="Please give\nthe postcode.")
    mo.has("Mo asked for changes").click("Changes wanted (1)").has("Sharing circle")
    mo.click("Sharing circle").has("Changes wanted", "Please give", "the postcode.").lacks("Approve and publish")


def test_what_was_sent_again_is_waiting_and_no_longer_being_changed(app: Flask, mo: Visitor) -> None:
    event = submitted()
    request_changes(event, NINA, "Please give the postcode.", DECIDED)
    edited(event, title="Sharing circle in Leeds")
    db.session.commit()
    mo.get("/moderation").has("Waiting (1)", "Changes wanted (0)", "Sharing circle in Leeds")


def test_declining_is_said_in_the_log(app: Flask, mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event)).submit("Decline", reason="This is an advertisement.").has("Mo declined it")
    mo.get(page_of(event)).has("Declined", "This is an advertisement.")
    assert db.session.get(Publication, event.id) is None


def test_the_late_moderator_is_told_who_decided_what_and_when(app: Flask, mo: Visitor, nina: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event))
    nina.get(page_of(event)).submit("Decline", reason="A double.")
    mo.submit("Approve and publish", status=409).has("Somebody was first", "Nina declined it", "A double.")
    mo.click("Back to the queue")
    assert state_of(event) == State.REJECTED
    assert db.session.get(Publication, event.id) is None
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 1


def test_a_second_press_is_told_too(app: Flask, mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event))
    page = mo.page
    mo.submit("Approve and publish")
    mo.page, mo.path = page, page_of(event)
    mo.submit("Approve and publish", status=409).has("Mo approved it")


def test_what_changed_under_mo_is_not_approved(app: Flask, mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event))
    request_changes(event, NINA, "Please give the postcode.", DECIDED)
    edited(event, title="Something else")
    db.session.commit()
    mo.submit("Approve and publish", status=409).has("waits again").click("Read it as it is now").has(
        "Something else"
    )
    assert state_of(event) == State.SUBMITTED


@pytest.mark.parametrize("seen", ["", "x", "0", "-1", "99", "9" * 400, "1\x00", "²"])
def test_a_made_up_revision_number_decides_nothing(app: Flask, mo: Visitor, seen: str) -> None:
    event = submitted()
    db.session.commit()
    token = mo.get(page_of(event)).page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    data = {"csrf_token": token["value"], "seen": seen, "action": "approve", "reason": ""}
    response = mo.ask("POST", page_of(event), data=data)
    assert response.status_code in (200, 409)
    assert state_of(event) == State.SUBMITTED


@pytest.mark.parametrize("action", ["", "publish", "withdraw", "submit", "APPROVE"])
def test_only_the_three_buttons_decide(app: Flask, mo: Visitor, action: str) -> None:
    event = submitted()
    db.session.commit()
    token = mo.get(page_of(event)).page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    data = {"csrf_token": token["value"], "seen": "1", "action": action, "reason": "Because."}
    mo.post(page_of(event), data).has("Choose one of the three buttons")
    assert state_of(event) == State.SUBMITTED


def test_reading_changes_nothing(app: Flask, mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(f"{page_of(event)}?action=approve&seen=1&after={event.reference}")
    assert state_of(event) == State.SUBMITTED


@pytest.mark.parametrize("path", ["", "/changes-wanted", "/decided", "/CW-7KRM4T"])
def test_who_is_not_signed_in_is_asked_to(app: Flask, path: str) -> None:
    vi = Visitor(app)
    vi.get(f"/moderation{path}")
    assert vi.path.startswith("/sign-in")


def test_nobody_decides_without_signing_in(app: Flask) -> None:
    event = submitted()
    db.session.commit()
    vi = Visitor(app)
    response = vi.ask("POST", page_of(event), data={"seen": "1", "action": "approve"})
    assert response.status_code in (303, 400)
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        response = vi.ask("POST", page_of(event), data={"seen": "1", "action": "approve"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = True
    assert response.status_code == 303
    assert "/sign-in" in response.headers["Location"]
    assert state_of(event) == State.SUBMITTED


def test_olus_browser_cannot_read_the_moderators_page(app: Flask) -> None:
    event = submitted()
    db.session.commit()
    olu = Visitor(app)
    with app.test_request_context():
        allow_event(event.reference)
    with olu.client.session_transaction() as kept:
        kept["may_edit"] = [event.reference]
    olu.get(page_of(event)).lacks(SECRET_EMAIL)
    assert olu.path.startswith("/sign-in")


@pytest.mark.parametrize("reference", ["CW-NOBODY", "x", "..", "CW-%00", "%F0%9F%8E%89", "a" * 500])
def test_an_unknown_reference_is_not_found(app: Flask, mo: Visitor, reference: str) -> None:
    assert mo.ask("GET", f"/moderation/{reference}").status_code in (308, 404)


def test_drafts_and_unconfirmed_events_are_their_organisers_alone(app: Flask, mo: Visitor) -> None:
    draft = make_event()
    db.session.commit()
    assert mo.ask("GET", page_of(draft)).status_code == 404
    draft.latest.state, draft.latest.sent_at = State.UNCONFIRMED, SENT
    db.session.commit()
    assert mo.ask("GET", page_of(draft)).status_code == 404


def test_a_deactivated_moderator_is_out_at_once(app: Flask, mo: Visitor, moderator: Moderator) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event))
    moderator.active = False
    db.session.commit()
    response = mo.ask("POST", page_of(event), data={"seen": "1", "action": "approve"})
    assert response.status_code in (303, 400)
    mo.get("/moderation")
    assert mo.path.startswith("/sign-in")
    assert state_of(event) == State.SUBMITTED


@pytest.mark.parametrize("path", ["/moderation", "/moderation/decided", "/moderation/changes-wanted"])
def test_no_cache_keeps_a_moderators_page(app: Flask, mo: Visitor, path: str) -> None:
    assert mo.get(path).response.headers["Cache-Control"] == "no-store"


def test_the_refusals_are_kept_by_no_cache_either(app: Flask, mo: Visitor) -> None:
    event = approved()
    db.session.commit()
    token = mo.get(page_of(event)).response
    assert token.headers["Cache-Control"] == "no-store"


def test_an_edit_of_a_public_event_says_that_the_old_one_stays(app: Flask, mo: Visitor) -> None:
    event = approved()
    edited(event, title="Sharing circle, now bigger")
    db.session.commit()
    mo.get(page_of(event)).has("An earlier version of this event is public", "Sharing circle, now bigger")


def test_a_long_queue_costs_no_more_queries(app: Flask, mo: Visitor, selects: list[str]) -> None:
    def cost() -> int:
        selects.clear()
        mo.get("/moderation")
        return len(selects)

    submitted()
    db.session.commit()
    cost()
    one = cost()
    for number in range(12):
        submitted(campaign=a_week(slug=f"week-{number}"), title=f"Event {number}", sessions=[a_session()])
    db.session.commit()
    assert cost() == one
    assert one <= 12


def test_what_mo_types_is_kept_when_it_is_too_long(app: Flask, mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(page_of(event)).submit("Decline", reason="no " * 1000).has("must be 2,000 characters or fewer", "no no no")
    assert state_of(event) == State.SUBMITTED


def test_a_past_date_and_a_double_are_pointed_out(app: Flask, mo: Visitor) -> None:
    past = [a_session(date(2020, 7, 7))]
    first = approved(sessions=past, at=datetime(2020, 5, 1, tzinfo=UTC))
    again = submitted(sessions=[a_session(date(2020, 7, 7))], title="The sharing circle!")
    reject(submitted(title="Sharing circle", sessions=[a_session(date(2020, 7, 7))]), NINA, "A double.", DECIDED)
    db.session.commit()
    mo.get("/moderation").has("Date has passed", f"Likely double of {first.reference}")
    mo.get(page_of(again)).click(f"Likely double of {first.reference}")
    assert mo.path == page_of(first)
