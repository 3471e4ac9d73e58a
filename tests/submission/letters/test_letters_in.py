"""Olu is asked in which language we write to her; from then on we do."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.moderation.services import approve, request_changes
from app.notifications.models import OutboxMessage
from app.registry.organiser import Organiser, PrivateContact
from app.registry.revision import Revision
from app.shared.clock import now
from tests.client import Visitor
from tests.moderation.conftest import signed_in
from tests.registry.factory import submitted
from tests.submission.afterwards.conftest import MO, find, press, signs_in
from tests.submission.afterwards.test_people import takes_on
from tests.submission.answers import fill_in, start
from tests.submission.bulk.files import csv_file
from tests.submission.bulk.test_routes import rows, upload
from tests.submission.on_behalf.test_on_behalf import enter

__all__ = ["press"]
Letters = Callable[[], list[OutboxMessage]]
WELSH = {"letters_in": "cy"}


def languages(letters: Letters) -> list[tuple[str, str]]:
    return [(letter.kind, letter.language) for letter in letters()]


def test_from_confirming_to_published_every_letter_is_welsh(
    olu: Visitor, stranger: Visitor, letters: Letters, mailed_link: Callable[[str], str]
) -> None:
    reference = fill_in(olu, contacts=WELSH)
    olu.has("In which language shall we write to you?", "Cymraeg")
    assert "Cymraeg" not in str(olu.page.soup.select_one("article.preview"))
    olu.submit("Send your event")
    stranger.get("/my-events").submit("Email me a link", email="OLU@example.org")
    olu.get(mailed_link("confirm")).submit("Confirm my address")
    request_changes(find(reference), MO, "", now(), notes={"where.postcode": "Which door?"})
    db.session.commit()
    olu.get(mailed_link("changes-wanted")).submit("Open my event").click("Check and send")
    olu.submit("Send your event")
    approve(find(reference), MO, now())
    db.session.commit()
    kinds = ["confirm", "own-list", "received", "changes-wanted", "received", "published"]
    assert languages(letters) == [(kind, "cy") for kind in kinds]
    for letter in letters():
        assert letter.text_body.startswith(("Helo Olu Quillfeather,", "Helo,"))
        assert "Wythnos Cyd-gynhyrchu" in letter.text_body
    assert "Ble: Cod post: Which door?" in letters()[3].text_body
    assert db.session.scalars(select(Organiser.language)).all() == ["cy"]
    assert not any("letters" in column.key for column in Revision.__table__.columns)
    stranger.get(f"/events/{find(reference).slug}").lacks("Cymraeg", "Gorffennaf")


def test_a_way_back_is_asked_for_in_welsh_and_the_choice_is_kept(olu: Visitor, letters: Letters) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/later").submit("Email me the link", email="olu@example.org", **WELSH)
    assert languages(letters) == [("way-back", "cy")]
    olu.get(f"/submit/{reference}/contacts")
    assert olu.page.soup.select_one("input[name=letters_in][value=cy][checked]")
    assert not olu.get(f"/submit/{reference}/later").page.soup.select("[name=letters_in]")


def sent_by(visitor: Visitor, language: str) -> str:
    """An event that waits for a moderator, its organiser signed in and asking for a language."""
    contact = PrivateContact(name="Olu", email="olu@example.org", phone="", language=language)
    reference = submitted({"private_contact": contact}).reference
    db.session.commit()
    signs_in(visitor, "olu@example.org")
    return reference


def published_by(visitor: Visitor, language: str) -> str:
    """The same, approved by Mo."""
    reference = sent_by(visitor, language)
    approve(find(reference), MO, now())
    db.session.commit()
    return reference


def test_it_can_be_changed_for_every_letter_to_come(olu: Visitor, letters: Letters) -> None:
    waiting = [sent_by(olu, "en"), sent_by(olu, "en")]
    olu.get("/my-events/my-details").submit("Save", letters_in="cy").has("We will write to you in Welsh")
    assert olu.page.soup.select_one("input[value=cy][checked]")
    for reference in waiting:
        approve(find(reference), MO, now())
        db.session.commit()
    assert languages(letters) == [("published", "cy")] * 2
    olu.get(f"/submit/{start(olu)}/contacts")
    assert olu.page.soup.select_one("input[name=letters_in][value=cy][checked]")
    olu.get("/my-events/my-details").submit("Save", letters_in="en").has("We will write to you in English")
    assert set(db.session.scalars(select(PrivateContact.language))) == {"en"}


def test_a_language_we_do_not_write_changes_nothing(olu: Visitor, press: Callable[..., Visitor]) -> None:
    sent_by(olu, "cy")
    for sent in ("", "xx", "cy\x00", "en-GB"):
        press(olu, "/my-events/my-details/letters", letters_in=sent)
        db.session.rollback()
        assert db.session.scalars(select(Organiser.language)).all() == ["cy"]


def test_an_answer_by_default_does_not_undo_a_choice(olu: Visitor, stranger: Visitor) -> None:
    sent_by(olu, "cy")
    sent_by(stranger, "en")
    assert db.session.scalars(select(Organiser.language)).all() == ["cy"]


def test_a_colleague_is_asked_in_the_language_of_whoever_asks_and_keeps_it(
    olu: Visitor, stranger: Visitor, letters: Letters
) -> None:
    circle = published_by(olu, "cy")
    takes_on(olu, stranger, circle, "hand_over", "ada@example.org")
    assert languages(letters)[-2:] == [("invitation", "cy"), ("handed-over", "cy")]
    contact = find(circle).private_contact
    assert contact is not None
    assert (contact.email, contact.language) == ("ada@example.org", "cy")


def test_a_copy_is_written_about_in_the_same_language(olu: Visitor) -> None:
    circle = published_by(olu, "cy")
    olu.get(f"/my-events/{circle}").click("Copy it for another date").submit("Make the copy")
    assert db.session.scalars(select(PrivateContact.language)).all() == ["cy", "cy"]


def test_one_choice_holds_for_a_whole_file(olu: Visitor, letters: Letters) -> None:
    upload(olu, csv_file(rows(3, wrong=False)), **WELSH).submit("Create these drafts")
    olu.submit("Send these 3 events")
    assert languages(letters) == [("confirm-many", "cy")]
    assert db.session.scalar(select(func.count()).where(PrivateContact.language == "cy")) == 3


def test_a_moderator_asks_the_caller(app: Flask, letters: Letters) -> None:
    mo = signed_in(app, "Mo")
    reference = enter(mo, email="ada@example.org", tell="email", **WELSH)
    mo.get(f"/moderation/{reference}").has("Letters in Cymraeg")
    approve(find(reference), MO, now())
    db.session.commit()
    assert languages(letters) == [("received", "cy"), ("published", "cy")]


def test_it_is_forgotten_with_the_details(olu: Visitor) -> None:
    sent_by(olu, "cy")
    olu.get("/my-events/my-details").submit("Delete my details", sure=["yes"])
    db.session.rollback()
    assert db.session.scalars(select(Organiser.language)).all() == ["en"]
    assert db.session.scalars(select(PrivateContact.language)).all() == []
