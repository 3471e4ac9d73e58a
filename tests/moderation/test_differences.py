"""Mo reads a change as a difference, and writes about single pages."""

from sqlalchemy import select

from app.extensions import db
from app.notifications.models import OutboxMessage
from tests.client import Visitor
from tests.registry.factory import a_place, a_session, approved, edited, submitted

UID = {"uid": "11111111-1111-4111-8111-111111111111"}


def test_a_change_is_shown_as_a_difference(mo: Visitor) -> None:
    event = approved(sessions=[a_session(**UID)])
    edited(event, sessions=[a_session(**UID)], places=[a_place(venue="Hyde Park Hall")], summary="Other words.")
    db.session.commit()
    mo.get(f"/moderation/{event.reference}").has(
        "What is different from what people see now",
        "Was: Leeds Central Library, Calverley Street, Leeds LS1 3AB",
        "Now: Hyde Park Hall, Calverley Street, Leeds LS1 3AB",
        "[taken out: Leeds Central Library, ]",
        "wording only",
    )
    assert "Hyde" in " ".join(tag.get_text() for tag in mo.page.soup.select("ins"))
    assert "Central Library" in " ".join(tag.get_text() for tag in mo.page.soup.select("del"))


def test_a_first_revision_has_no_difference(mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(f"/moderation/{event.reference}").lacks("What is different")


def test_mo_asks_for_changes_page_by_page(mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    reference = event.reference
    mo.get(f"/moderation/{reference}").submit("Ask for changes").has("Say what needs to change")
    mo.submit("Ask for changes", note_where="Which room?", note_when="x" * 1001).has("1,000 characters")
    mo.submit("Ask for changes", note_where="Which room?", note_when="")
    mo.get(f"/moderation/{reference}").has("Please look at the pages we wrote about.")
    db.session.rollback()
    assert event.decisions[-1].notes == {"where": "Which room?"}


def test_mo_asks_about_one_question(mo: Visitor) -> None:
    event = submitted()
    db.session.commit()
    mo.get(f"/moderation/{event.reference}").submit(
        "Ask for changes", note_where="Is it LS1?", about_where="postcode", note_access="All of it?"
    )
    db.session.rollback()
    assert event.decisions[-1].notes == {"where.postcode": "Is it LS1?", "access": "All of it?"}
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "changes-wanted")).one()
    assert "Where: Postcode: Is it LS1?" in letter.text_body
    assert "Access: All of it?" in letter.text_body


def test_mo_vouches_for_the_host_of_a_festival(mo: Visitor) -> None:
    fair = approved(title="The Fair", kind="festival")
    event = submitted(title="A walk", festival_id=fair.id)
    db.session.commit()
    mo.get(f"/moderation/{event.reference}").has("The festival it wants to join")
    mo.submit("Approve and publish", joins=["yes"])
    mo.get(f"/events/{event.slug}").has("The Fair")
