"""Colleagues, handing over, leaving; and nobody gives what they do not hold."""

import re
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.moderation.services import approve
from app.notifications.models import OutboxMessage
from app.registry.organiser import Organiser, PrivateContact
from app.shared.clock import now
from tests.client import Visitor
from tests.submission.afterwards.conftest import MO, find, published_by, sent_by, signs_in
from tests.submission.answers import start


def invitation() -> str:
    """The path of the link in the newest invitation."""
    db.session.rollback()
    query = select(OutboxMessage).where(OutboxMessage.kind == "invitation").order_by(OutboxMessage.id.desc())
    letter = db.session.scalars(query).first()
    assert letter is not None
    found = re.search(r"http://127\.0\.0\.1:5000(/manage/\S+)", letter.text_body)
    assert found is not None
    return found[1]


def invite(olu: Visitor, reference: str, what: str, email: str) -> str:
    """Olu asks a colleague; the path of the link."""
    olu.get(f"/my-events/{reference}").click("Who manages it")
    olu.submit("Mail them a link", name="Ada", email=email, what=what).has("We have mailed them a link")
    return invitation()


def takes_on(olu: Visitor, ada: Visitor, reference: str, what: str, email: str) -> Visitor:
    """Ada says yes."""
    return ada.get(invite(olu, reference, what, email)).submit("Yes, I manage it")


def test_a_colleague_manages_it_too(app: Flask, olu: Visitor, ada: Visitor, circle: str) -> None:
    takes_on(olu, ada, circle, "share", "ada@example.org").has("Sharing circle", "What you can do")
    ada.get("/my-events").has("Sharing circle")
    olu.get(f"/my-events/{circle}/people").has("ada@example.org", "olu@example.org (you)")
    assert [one.email for one in find(circle).organisers] == ["olu@example.org", "ada@example.org"]


def test_handing_over_takes_it_from_the_old_one_in_every_browser(
    app: Flask, olu: Visitor, ada: Visitor, circle: str
) -> None:
    takes_on(olu, ada, circle, "hand_over", "ada@example.org").has("Sharing circle")
    event = find(circle)
    assert [one.email for one in event.organisers] == ["ada@example.org"]
    assert event.private_contact is not None
    assert (event.private_contact.name, event.private_contact.email) == ("Ada", "ada@example.org")
    olu.get("/my-events").lacks("Sharing circle")
    olu.get(f"/my-events/{circle}", 404)
    olu.get(f"/submit/{circle}/sent", 404)  # though this browser began it


def test_an_invitation_works_once(app: Flask, olu: Visitor, ada: Visitor, stranger: Visitor, circle: str) -> None:
    link = invite(olu, circle, "share", "ada@example.org")
    stranger.get(link)
    ada.get(link).submit("Yes, I manage it")
    stranger.submit("Yes, I manage it", 410).has("This link has been used")
    for token in ("x", "%00", "a" * 3000):
        ada.get(f"/manage/{token}", 404)


def test_an_invitation_from_somebody_who_left_is_void(app: Flask, olu: Visitor, ada: Visitor, circle: str) -> None:
    void = invite(olu, circle, "share", "eve@example.org")
    takes_on(olu, ada, circle, "hand_over", "ada@example.org")
    eve = Visitor(app).get(void)
    eve.submit("Yes, I manage it", 410)
    assert [one.email for one in find(circle).organisers] == ["ada@example.org"]


def test_leaving_needs_somebody_who_stays(
    app: Flask, olu: Visitor, ada: Visitor, circle: str, press: Callable[..., Visitor]
) -> None:
    olu.get(f"/my-events/{circle}/people").lacks("Stop managing this event")
    press(olu, f"/my-events/{circle}/leave")
    assert len(find(circle).organisers) == 1
    takes_on(olu, ada, circle, "share", "ada@example.org")
    olu.get(f"/my-events/{circle}/people").submit("Stop managing this event").lacks("Sharing circle")
    event = find(circle)
    assert event.private_contact is not None
    assert event.private_contact.email == "ada@example.org"


def test_every_event_of_an_organisation(app: Flask, olu: Visitor, ada: Visitor, circle: str) -> None:
    takes_on(olu, ada, circle, "organisation", "ada@example.org")
    second = published_by(olu, about={"title": "A second circle"})
    ada.get("/my-events").has("Sharing circle", "A second circle")
    ada.get(f"/my-events/{second}").has("What you can do")


def test_nobody_gives_events_they_do_not_manage(
    app: Flask, olu: Visitor, ada: Visitor, circle: str, press: Callable[..., Visitor]
) -> None:
    """An organisation is a name that anybody may type."""
    namesake = published_by(ada, "ada@example.org", about={"title": "Not Olu’s"})
    assert find(namesake).organisation_id == find(circle).organisation_id
    ada.get(f"/my-events/{namesake}/people").lacks("Manage every event of")
    press(ada, f"/my-events/{namesake}/people", what="organisation", email="eve@example.org").has("Choose one of")
    ada.get(f"/my-events/{circle}", 404)


def test_invitations_are_not_mailed_without_end(app: Flask, olu: Visitor, circle: str) -> None:
    for number in range(10):
        invite(olu, circle, "share", f"a{number}@example.org")
    olu.get(f"/my-events/{circle}/people")
    olu.submit("Mail them a link", 429, email="one@example.org", what="share").has("at most 10")


def test_details_are_deleted_and_public_events_stay(app: Flask, olu: Visitor, stranger: Visitor, circle: str) -> None:
    waiting = sent_by(olu, about={"title": "A second circle"})
    draft = start(olu)
    olu.get("/my-events").click("Your details").has("olu@example.org", "Sharing circle")
    olu.submit("Delete my details").has("Tick the box")
    olu.submit("Delete my details", sure=["yes"]).has("Your details are deleted")
    stranger.get(f"/events/{find(circle).slug}").has("Sharing circle")
    assert find(circle).private_contact is None
    assert find(waiting).latest.state == "withdrawn"
    assert find(draft).organisers == []
    everything = [*db.session.scalars(select(PrivateContact.email)), *db.session.scalars(select(Organiser.email))]
    everything += db.session.scalars(select(OutboxMessage.recipient)).all()
    assert "olu@example.org" not in everything
    olu.get("/my-events").has("Give the address you used")
    approved_anew = signs_in(stranger, "olu@example.org")
    approved_anew.get("/my-events").has("Nothing yet.")


def test_whoever_stays_is_written_to_when_somebody_is_forgotten(
    app: Flask, olu: Visitor, ada: Visitor, circle: str
) -> None:
    takes_on(olu, ada, circle, "share", "ada@example.org")
    olu.get("/my-events/my-details").submit("Delete my details", sure=["yes"])
    event = find(circle)
    assert event.private_contact is not None
    assert event.private_contact.email == "ada@example.org"
    ada.get(f"/my-events/{circle}").submit("Change what it says").click("Where").submit("Continue", venue="Room 9")
    ada.get(f"/submit/{circle}/contacts").submit("Continue", your_name="Ada")
    ada.submit("Send your event").has("Thank you: your event is with us")
    approve(find(circle), MO, now())
    db.session.commit()
