"""Mo settles letters that did not arrive, or perhaps did not."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.extensions import db
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.outbox import queue
from tests.client import Visitor
from tests.registry.factory import approved

NIGHT = datetime(2027, 7, 5, 22, 30, tzinfo=UTC)


def stuck(status: DeliveryStatus, recipient: str = "olu@example.org", reference: str | None = None) -> OutboxMessage:
    letter = queue(recipient, "Your event is public", "secret words", kind="published", event_reference=reference)
    letter.status, letter.handed_over_at, letter.next_attempt_at = status, NIGHT, NIGHT
    letter.last_error = "550 no such mailbox"
    db.session.commit()
    return letter


def statuses() -> list[str]:
    db.session.rollback()
    return [letter.status for letter in db.session.query(OutboxMessage).order_by(OutboxMessage.id)]


def press(visitor: Visitor, number: int, button: str) -> Visitor:
    """A button of the page, with the page's token."""
    visitor.get("/moderation/letters")
    token = visitor.page.soup.select_one("[name=csrf_token]")
    assert token is not None
    return visitor.post(f"/moderation/letters/{number}", {"do": button, "csrf_token": token["value"]})


def test_mo_is_told_and_sees_who_and_why_but_not_what_was_written(app: Flask, mo: Visitor) -> None:
    mo.get("/moderation").lacks("may not have arrived")
    mo.get("/moderation/letters").has("Every letter has gone")
    event = approved(title="Open day")
    stuck(DeliveryStatus.FAILED, reference=event.reference)
    mo.get("/moderation").has("1 letter may not have arrived")
    stuck(DeliveryStatus.DOUBTFUL, "vi@example.org")
    mo.get("/moderation").has("2 letters may not have arrived")
    page = mo.click("See who was written to, and what to do")
    page.has("It did not arrive", "It may have arrived", "vi@example.org, 5 July 2027, 23:30", "550 no such mailbox")
    page.lacks("secret words")
    mo.click(event.reference).has("Open day")


@pytest.mark.parametrize(
    ("status", "button", "said", "left"),
    [
        (DeliveryStatus.DOUBTFUL, "again", "It is on its way again", ["queued"]),
        (DeliveryStatus.DOUBTFUL, "leave", "It is off the list", []),
        (DeliveryStatus.FAILED, "again", "It is on its way again", ["queued"]),
        (DeliveryStatus.FAILED, "leave", "It is off the list", []),
    ],
)
def test_mo_settles_one(mo: Visitor, status: DeliveryStatus, button: str, said: str, left: list[str]) -> None:
    number = stuck(status).id
    before = statuses()[:-1]
    press(mo, number, button).has(said, "Every letter has gone")
    assert statuses() == before + left
    press(mo, number, button).has("Somebody has settled it already")
    assert statuses() == before + left, "a second press does nothing"


@pytest.mark.parametrize("status", [DeliveryStatus.QUEUED, DeliveryStatus.SENT])
@pytest.mark.parametrize("button", ["again", "leave", "", "burn"])
def test_other_letters_and_odd_words_are_left_alone(mo: Visitor, status: DeliveryStatus, button: str) -> None:
    letter = stuck(DeliveryStatus.FAILED)
    letter.status, letter.sent_at = status, NIGHT
    db.session.commit()
    before = statuses()
    for number in (letter.id, 0, 2**63, 10**30):
        press(mo, number, button).has("Somebody has settled it already")
    assert statuses() == before


def test_visitors_see_no_letters(app: Flask) -> None:
    letter = stuck(DeliveryStatus.FAILED)
    Visitor(app).get("/moderation/letters").lacks("olu@example.org")
    vi = Visitor(app)
    press(vi, letter.id, "leave")
    assert not vi.path.startswith("/moderation/letters")
    assert statuses() == ["failed"]


def test_a_long_list_costs_no_more_queries(app: Flask, mo: Visitor, selects: list[str]) -> None:
    def asked() -> int:
        selects.clear()
        mo.get("/moderation/letters")
        return len(selects)

    stuck(DeliveryStatus.FAILED, reference=approved().reference)
    few = asked()
    for _ in range(8):
        stuck(DeliveryStatus.FAILED, reference=approved().reference)
    assert asked() == few
