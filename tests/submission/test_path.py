"""Olu tells us about an event, from Start to the queue."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import Organiser
from tests.client import Visitor
from tests.submission.answers import PAGES, answer, answer_all, send, start

ReadEvent = Callable[[str], Event]
Letters = Callable[[], list[OutboxMessage]]


def test_olu_is_led_from_page_to_page_and_to_the_queue(
    olu: Visitor, event_of: ReadEvent, letters: Letters, mailed_link: Callable[[str], str]
) -> None:
    reference = answer_all(olu)
    olu.has("Check your answers", "Sharing circle", "Wednesday 7 July 2027, 10am to 11:30am", "Central Library")
    olu.submit("Send your event").has("Nearly there: check your email", reference, "olu@example.org")
    assert event_of(reference).latest.state == State.UNCONFIRMED
    assert [letter.kind for letter in letters()] == ["confirm"]
    assert letters()[0].recipient == "olu@example.org"
    olu.get(mailed_link("confirm")).has("Confirm your email address")
    olu.submit("Confirm my address").has("Thank you: your event is with us", reference, "1 event is waiting")
    event = event_of(reference)
    assert event.latest.state == State.SUBMITTED
    assert [organiser.email for organiser in event.organisers] == ["olu@example.org"]
    assert [letter.kind for letter in letters()] == ["confirm", "received"]
    olu.click("See your events").has("Sharing circle", "Waiting for a moderator")


def test_from_submit_to_confirmation_is_at_most_twelve_pages(olu: Visitor) -> None:
    seen = []
    olu.get("/submit")
    seen.append(olu.path)
    olu.submit("Start")
    for page in PAGES:
        seen.append(olu.path)
        answer(olu, page)
    seen.append(olu.path)
    olu.submit("Send your event")
    seen.append(olu.path)
    assert olu.page.h1 == "Nearly there: check your email"
    assert len(seen) == len(set(seen)) == 10


def test_the_second_event_of_a_known_organiser_needs_no_confirming(
    olu: Visitor, event_of: ReadEvent, letters: Letters, mailed_link: Callable[[str], str]
) -> None:
    send(olu)
    olu.get(mailed_link("confirm")).submit("Confirm my address")
    reference = send(olu, about={"title": "Another circle"})
    olu.has("Thank you: your event is with us", "2 events are waiting")
    assert event_of(reference).latest.state == State.SUBMITTED
    assert [letter.kind for letter in letters()] == ["confirm", "received", "received"]


def test_a_known_organiser_who_gives_another_address_confirms_it(
    olu: Visitor, event_of: ReadEvent, mailed_link: Callable[[str], str]
) -> None:
    send(olu)
    olu.get(mailed_link("confirm")).submit("Confirm my address")
    reference = send(olu, contacts={"your_email": "ada@example.org"})
    assert event_of(reference).latest.state == State.UNCONFIRMED


def test_pages_can_be_answered_in_any_order(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    for page in reversed(PAGES):
        olu.get(f"/submit/{reference}/{page}")
        answer(olu, page)
    olu.get(f"/submit/{reference}").lacks("Not started").click("Check your answers").submit("Send your event")
    assert event_of(reference).latest.state == State.UNCONFIRMED


def test_a_draft_with_pages_left_cannot_be_sent(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    answer(olu, "about")
    olu.get(f"/submit/{reference}/check")
    assert olu.path == f"/submit/{reference}"
    olu.has("Completed", "Not started", "Go on with “When”")
    token = olu.get("/submit").page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    olu.post(f"/submit/{reference}/send", {"csrf_token": token["value"]})
    assert olu.path == f"/submit/{reference}"
    assert event_of(reference).latest.state == State.DRAFT


def test_every_page_shows_again_what_was_saved(olu: Visitor) -> None:
    reference = answer_all(olu)
    for page in PAGES:
        before = olu.get(f"/submit/{reference}/{page}").page.html.count("checked")
        olu.submit("Continue")
        assert olu.path.endswith("/check")
        assert olu.get(f"/submit/{reference}/{page}").page.html.count("checked") == before
    olu.get(f"/submit/{reference}/check").has("Sharing circle", "Wednesday 7 July 2027, 10am to 11:30am", "Free")


def test_change_links_lead_to_the_question(olu: Visitor) -> None:
    answer_all(olu)
    links = [str(link["href"]) for link in olu.page.soup.select(".govuk-summary-list__actions a")]
    assert len(links) > 20
    for link in links:
        address, _hash, target = link.partition("#")
        olu.get(address)
        assert not target or olu.page.soup.find(id=target) is not None, link


def test_what_was_sent_never_changes(olu: Visitor, event_of: ReadEvent) -> None:
    reference = answer_all(olu)
    olu.get(f"/submit/{reference}/about")
    late = {box["name"]: box.get("value", "") for box in olu.page.soup.select("input[type=hidden]")}
    olu.get(f"/submit/{reference}/check").submit("Send your event")
    before = event_of(reference).latest.saved_at
    late |= {"kind": "event", "title": "Changed", "summary": "Changed", "languages": "en", "week": ""}
    olu.post(f"/submit/{reference}/about", late).has("Nearly there")
    assert event_of(reference).latest.title == "Sharing circle"
    assert event_of(reference).latest.saved_at == before
    for page in PAGES:
        assert olu.get(f"/submit/{reference}/{page}").path.endswith("/sent")


def test_private_answers_never_reach_the_revision(olu: Visitor, event_of: ReadEvent) -> None:
    reference = send(olu, contacts={"your_phone": "07700 900 123"})
    event = event_of(reference)
    said = " ".join(str(getattr(event.latest, column.key)) for column in event.latest.__table__.columns)
    assert "Sharing circle" in said
    for secret in ("Olu Quillfeather", "olu@example.org", "07700 900 123"):
        assert secret not in said
    assert event.private_contact is not None
    assert event.private_contact.phone == "07700 900 123"


def test_nobody_becomes_an_organiser_before_confirming(app: Flask, olu: Visitor) -> None:
    send(olu)
    assert db.session.scalars(select(Organiser)).all() == []


def test_olu_can_be_forgotten_on_a_shared_device(olu: Visitor, mailed_link: Callable[[str], str]) -> None:
    reference = send(olu)
    olu.get(mailed_link("confirm")).submit("Confirm my address")
    olu.get("/my-events")
    token = str(olu.page.soup.select("input[name=csrf_token]")[0]["value"])
    olu.ask("POST", "/my-events/sign-out", data={"csrf_token": token})
    olu.get("/my-events").has("See your events").lacks("Sharing circle")
    olu.get(f"/submit/{reference}/sent", 404)
