"""Mo enters an event for Ada, who is on the phone."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.models import Publication
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from tests.client import Visitor
from tests.moderation.conftest import signed_in
from tests.submission.answers import PAGES, answer

ADA = {"name": "Ada Smallbone", "phone": "0113 496 0999", "tell": "phone"}
NO_ADDRESS = {"your_name": "Ada Smallbone", "your_email": "", "your_phone": "0113 496 0999"}


@pytest.fixture
def mo(app: Flask) -> Visitor:
    return signed_in(app, "Mo")


def enter(mo: Visitor, **changed: str) -> str:
    """From the phone call to the acknowledgement; the reference."""
    caller = ADA | changed
    mo.get("/moderation/on-behalf").submit("Begin", **caller)
    reference = mo.path.split("/")[2]
    email = caller.get("email", "")
    for page in PAGES:
        assert mo.path.endswith(f"/{reference}/{page}"), mo.path
        answer(mo, page, **(NO_ADDRESS | {"your_email": email} if page == "contacts" else {}))
    mo.submit("Send your event")
    return reference


def test_it_goes_straight_to_the_queue_and_is_recorded_as_such(
    mo: Visitor, event_of: Callable[[str], Event], letters: Callable[[], list[OutboxMessage]]
) -> None:
    reference = enter(mo)
    event = event_of(reference)
    assert event.latest.state == State.SUBMITTED
    assert event.entered_by == "Mo"
    assert [(row.action, row.decided_by) for row in event.decisions] == [
        ("on_behalf", "Mo"),
        ("submit", "Mo (for somebody on the phone)"),
    ]
    assert all(row.moderator_id for row in event.decisions)
    assert letters() == []
    mo.get(f"/moderation/{reference}").has(
        "Mo entered this for somebody", "Tell them the outcome by phone", "0113 496 0999", "Mo began it for somebody"
    )


def test_the_acknowledgement_says_what_was_written_down(mo: Visitor) -> None:
    reference = enter(mo)
    assert mo.path == f"/moderation/on-behalf/{reference}"
    mo.has("We have your event", reference, "Ada Smallbone", "What happens next", "1 event is waiting")
    mo.has("Sharing circle", "Central Library", "Wednesday 7 July 2027")
    mo.get("/moderation/on-behalf").click(f"Sharing circle {reference}").has("We have your event")


def test_decisions_are_not_mailed_without_an_address(
    mo: Visitor, letters: Callable[[], list[OutboxMessage]], event_of: Callable[[str], Event]
) -> None:
    reference = enter(mo)
    mo.get(f"/moderation/{reference}").submit("Ask for changes", reason="Which room?")
    assert letters() == []
    mo.get("/moderation/on-behalf").submit(f"Change {reference} for them")
    mo.get(f"/submit/{reference}/check").submit("Send your event")
    assert event_of(reference).latest.state == State.SUBMITTED
    mo.get(f"/moderation/{reference}").submit("Approve and publish")
    assert event_of(reference).latest.state == State.APPROVED
    assert letters() == []


def test_with_an_address_the_letters_go_there_and_the_event_can_be_taken_over(
    mo: Visitor, stranger: Visitor, letters: Callable[[], list[OutboxMessage]], mailed_link: Callable[[str], str]
) -> None:
    reference = enter(mo, email="ada@example.org", tell="email")
    assert [(letter.kind, letter.recipient) for letter in letters()] == [("received", "ada@example.org")]
    stranger.get("/my-events").submit("Email me a link", email="ada@example.org")
    stranger.get(mailed_link("own-list")).submit("See my events").has("Sharing circle")
    stranger.get(f"/submit/{reference}/sent")


def test_the_public_sees_nothing_of_it(app: Flask, mo: Visitor, stranger: Visitor) -> None:
    reference = enter(mo)
    mo.get(f"/moderation/{reference}").submit("Approve and publish")
    row = db.session.scalars(select(Publication)).one()
    for secret in ("Mo", "on_behalf", "entered", "Ada Smallbone", "0113 496 0999", "somebody on the phone"):
        assert f'"{secret}' not in str(row.document).replace("'", '"')
    for path in (f"/events/{row.slug}", f"/events/{row.slug}.ics", "/events.json"):
        body = stranger.ask("GET", path).text
        assert "Ada Smallbone" not in body
        assert "for somebody" not in body
        assert "entered" not in body


def test_only_moderators_enter_for_others(app: Flask, olu: Visitor, mo: Visitor) -> None:
    reference = enter(mo)
    olu.get("/moderation/on-behalf").has("Sign in")
    olu.get(f"/moderation/on-behalf/{reference}").has("Sign in").lacks("Ada Smallbone")
    for rest in ("", "/check", "/sent", *(f"/{page}" for page in PAGES)):
        olu.get(f"/submit/{reference}{rest}", 404)


def test_a_moderator_cannot_open_what_an_organiser_began(olu: Visitor, mo: Visitor) -> None:
    olu.get("/submit").submit("Start")
    reference = olu.path.split("/")[2]
    mo.get(f"/submit/{reference}/about", 404)
    mo.get(f"/moderation/on-behalf/{reference}", 404)


def test_another_moderator_can_go_on_with_it(app: Flask, mo: Visitor) -> None:
    mo.get("/moderation/on-behalf").submit("Begin", **ADA)
    signed_in(app, "Nina").get(mo.path).has("Page 1 of")


def test_an_organiser_still_needs_an_address(olu: Visitor) -> None:
    olu.get("/submit").submit("Start")
    olu.get(olu.path.replace("about", "contacts"))
    answer(olu, "contacts", 422, your_email="").has("Enter your email address")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Enter the name of the person"),
        ({"phone": ""}, "Enter their phone number, or choose another way"),
        ({"tell": "email"}, "Enter their email address, or choose another way"),
        ({"phone": "nothing"}, "Enter a phone number"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(mo: Visitor, changed: dict[str, str], words: str) -> None:
    mo.get("/moderation/on-behalf").submit("Begin", 422, **(ADA | changed)).has("There is a problem", words)
    assert db.session.scalars(select(Event)).all() == []


def test_a_second_press_begins_one(mo: Visitor) -> None:
    mo.get("/moderation/on-behalf")
    page, here = mo.page, mo.path
    mo.submit("Begin", **ADA)
    mo.page, mo.path = page, here
    mo.submit("Begin", **ADA)
    assert len(db.session.scalars(select(Event)).all()) == 1


def test_by_post_needs_neither_number_nor_address(mo: Visitor) -> None:
    mo.get("/moderation/on-behalf").submit("Begin", name="Ada", tell="post")
    event = db.session.scalars(select(Event)).one()
    assert event.decisions[0].reason == "Tell them the outcome by post."
    assert event.created_at <= now()
