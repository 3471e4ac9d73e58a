"""The links in Olu's letters: each for one thing, once, in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.moderation.services import Decider, request_changes
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from app.submission import services
from tests.client import Visitor
from tests.submission.answers import answer, hand_in

MO = Decider("Mo", 1)
ReadEvent = Callable[[str], Event]
Link = Callable[[str], str]


def test_looking_at_a_link_does_nothing(
    olu: Visitor, stranger: Visitor, event_of: ReadEvent, mailed_link: Link
) -> None:
    reference = hand_in(olu)
    link = mailed_link("confirm")
    for _ in range(3):
        stranger.get(link).has("Confirm your email address")
        stranger.ask("HEAD", link)
    assert event_of(reference).latest.state == State.UNCONFIRMED
    stranger.get(f"/submit/{reference}/sent", 404)


def test_a_link_works_once_and_in_any_browser(
    olu: Visitor,
    stranger: Visitor,
    event_of: ReadEvent,
    mailed_link: Link,
    letters: Callable[[], list[OutboxMessage]],
) -> None:
    reference = hand_in(olu)
    link = mailed_link("confirm")
    olu.get(link)
    stranger.get(link).submit("Confirm my address").has("Thank you: your event is with us")
    olu.submit("Confirm my address", 410).has("This link has been used", "Get a new link")
    olu.get(link, 410).has("This link has been used")
    assert event_of(reference).latest.state == State.SUBMITTED
    assert [letter.kind for letter in letters()] == ["confirm", "received"]


def test_a_link_that_is_too_old_offers_a_new_one_which_works(
    olu: Visitor, event_of: ReadEvent, mailed_link: Link, links_age: Callable[[timedelta], None]
) -> None:
    reference = hand_in(olu)
    link = mailed_link("confirm")
    olu.get(link)
    links_age(timedelta(days=8))
    olu.submit("Confirm my address", 410).has("This link is too old", "Nothing you told us is lost")
    olu.click("Get a new link").submit("Email me a link", email="Olu@Example.org").has("Check your email")
    olu.get(mailed_link("own-list")).submit("See my events").has("Sharing circle", "Waiting for a moderator")
    assert event_of(reference).latest.state == State.SUBMITTED


@pytest.mark.parametrize("address", ["confirm", "return", "my-events"])
def test_a_link_that_never_was_says_so(olu: Visitor, address: str) -> None:
    for token in ("x", "%00", "%ED%A0%80", "a" * 3000, "é"):
        olu.get(f"/{address}/{token}", 404).has("This link does not work")


@pytest.mark.parametrize("address", ["confirm", "return", "my-events"])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_for_one_thing_is_nothing_for_another(
    olu: Visitor, event_of: ReadEvent, address: str, purpose: Purpose
) -> None:
    own = {"confirm": Purpose.CONFIRM_ADDRESS, "return": Purpose.RETURN_TO_EVENT}
    if own.get(address, Purpose.ORGANISER_SIGN_IN) == purpose:
        return
    reference = hand_in(olu)
    token = issue_link(purpose, reference, timedelta(hours=1), email="olu@example.org")
    db.session.commit()
    olu.get(f"/{address}/{token}", 404).has("This link does not work")
    assert event_of(reference).latest.state == State.UNCONFIRMED


@pytest.mark.parametrize(("address", "purpose"), [("confirm", "confirm_address"), ("return", "return_to_event")])
def test_a_link_to_an_event_that_is_gone_does_not_work(olu: Visitor, address: str, purpose: str) -> None:
    token = issue_link(Purpose(purpose), "CW-ZZZZZZ", timedelta(hours=1), email="olu@example.org")
    db.session.commit()
    button = {"confirm": "Confirm my address", "return": "Open my event"}[address]
    olu.get(f"/{address}/{token}").submit(button, 404).has("This link does not work")


def wants_changes(app: Flask, olu: Visitor, event_of: ReadEvent, mailed_link: Link) -> str:
    """An event that Mo has asked to be changed."""
    reference = hand_in(olu)
    olu.get(mailed_link("confirm")).submit("Confirm my address")
    request_changes(event_of(reference), MO, "Which room is it in?", now())
    db.session.commit()
    return reference


def test_changes_are_made_in_a_new_draft_that_says_the_same(
    app: Flask, olu: Visitor, stranger: Visitor, event_of: ReadEvent, mailed_link: Link
) -> None:
    reference = wants_changes(app, olu, event_of, mailed_link)
    first = event_of(reference).latest
    uids, number = [row.uid for row in first.sessions], first.number
    stranger.get(mailed_link("changes-wanted")).submit("Open my event").has("Sharing circle", "Completed")
    draft = event_of(reference).latest
    assert (draft.number, draft.state) == (number + 1, State.DRAFT)
    assert [row.uid for row in draft.sessions] == uids
    assert draft.place is not None
    assert draft.place.venue == "Central Library"
    stranger.click("Where")
    answer(stranger, "where", venue="Room 2, Central Library")
    stranger.submit("Send your event").has("Thank you: your event is with us")
    event = event_of(reference)
    assert event.latest.state == State.SUBMITTED
    assert [revision.number for revision in event.revisions] == [1, 2]
    assert event.revisions[0].place is not None
    assert event.revisions[0].place.venue == "Central Library"


def test_changes_can_be_begun_from_the_list_of_events(
    app: Flask, olu: Visitor, event_of: ReadEvent, mailed_link: Link
) -> None:
    reference = wants_changes(app, olu, event_of, mailed_link)
    olu.get("/my-events").has("We have asked you to change something")
    olu.click("Sharing circle").has("Please change this", "Which room is it in?")
    olu.submit("Answer and change it").has("Sharing circle", "Completed", "Which room is it in?")
    olu.post(f"/submit/{reference}/change", {"csrf_token": token(olu)})
    assert [revision.number for revision in event_of(reference).revisions] == [1, 2]


def token(visitor: Visitor) -> str:
    box = visitor.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert box is not None
    return str(box["value"])


def test_a_link_signs_in_only_an_address_that_was_confirmed(
    app: Flask, olu: Visitor, stranger: Visitor, event_of: ReadEvent, mailed_link: Link
) -> None:
    """Or somebody could put another's address into their own event, and see that person's events."""
    reference = wants_changes(app, olu, event_of, mailed_link)
    link = mailed_link("changes-wanted")
    event = event_of(reference)
    services.remember("ada@example.org", now())
    assert event.private_contact is not None
    event.private_contact.email = "ada@example.org"
    db.session.commit()
    stranger.get(link).submit("Open my event").has("Sharing circle")
    stranger.get("/my-events").has("Give the address you used").lacks("ada@example.org")


def test_confirming_one_address_does_not_confirm_another(
    app: Flask, olu: Visitor, event_of: ReadEvent, mailed_link: Link
) -> None:
    reference = hand_in(olu)
    link = mailed_link("confirm")
    event = event_of(reference)
    assert event.private_contact is not None
    event.private_contact.email = "ada@example.org"
    db.session.commit()
    olu.get(link).submit("Confirm my address")
    assert event_of(reference).latest.state == State.UNCONFIRMED


def test_an_unknown_address_is_told_the_same_and_mailed_nothing(
    olu: Visitor, letters: Callable[[], list[OutboxMessage]]
) -> None:
    known = hand_in(olu)
    before = len(letters())
    unknown = olu.get("/my-events").submit("Email me a link", email="who@example.org").page.text
    assert len(letters()) == before
    assert olu.get("/my-events").submit("Email me a link", email="olu@example.org").page.text == unknown
    assert len(letters()) == before + 1
    assert known not in unknown


def test_links_are_not_mailed_without_end(olu: Visitor, letters: Callable[[], list[OutboxMessage]]) -> None:
    hand_in(olu)
    for _ in range(5):
        olu.get("/my-events").submit("Email me a link", email="olu@example.org")
    olu.get("/my-events").submit("Email me a link", 429, email="olu@example.org").has("at most 5 links an hour")
    assert [letter.kind for letter in letters()].count("own-list") == 5


def test_a_wrong_address_is_put_right(olu: Visitor) -> None:
    olu.get("/my-events").submit("Email me a link", email="olu@").has("Enter an email address in the right shape")
    assert olu.page.title.startswith("Error: ")
