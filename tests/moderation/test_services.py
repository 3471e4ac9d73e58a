"""What a decision does, all at once."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.links import LinkState, peek
from app.accounts.models import Purpose
from app.catalogue.models import CatalogueState, Publication
from app.extensions import db
from app.moderation.services import Decider, approve, reject, request_changes
from app.notifications.models import OutboxMessage
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organisation import Organisation
from app.registry.review import AlreadyDecided
from tests.registry.factory import DECIDED, SECRET_EMAIL, a_session, edited, make_event, submitted

MO = Decider("Mo", 7)
NINA = Decider("Nina", 8)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def counter() -> int:
    return db.session.scalars(select(CatalogueState.version)).one()


def the_mail() -> OutboxMessage:
    return db.session.scalars(select(OutboxMessage)).one()


def test_approving_publishes_at_once(app: Flask) -> None:
    event = submitted()
    decision = approve(event, MO, DECIDED)
    db.session.commit()
    row = db.session.get_one(Publication, event.id)
    assert (row.slug, row.organisation, row.document["title"]) == ("sharing-circle", "the-circle", "Sharing circle")
    assert counter() == 1
    assert (decision.decided_by, decision.moderator_id, decision.decided_at) == ("Mo", 7, DECIDED)
    assert event.approved is not None


def test_every_approval_raises_the_counter(app: Flask) -> None:
    for number in range(1, 4):
        approve(submitted(title=f"Event {number}"), MO, DECIDED)
        assert counter() == number


def test_approving_tells_the_organiser_where_it_is(app: Flask) -> None:
    event = submitted()
    approve(event, MO, DECIDED, reason="The flyer is lovely.")
    mail = the_mail()
    assert mail.recipient == SECRET_EMAIL
    assert f"{app.config['SITE_URL']}/events/sharing-circle\n" in mail.text_body
    assert "The flyer is lovely." in mail.text_body
    assert event.reference in mail.text_body
    assert (mail.kind, mail.event_reference) == ("published", event.reference)


def test_a_mail_lives_and_dies_with_its_decision(app: Flask) -> None:
    event = submitted()
    db.session.commit()
    approve(event, MO, DECIDED)
    assert count(OutboxMessage) == 1
    db.session.rollback()
    assert count(OutboxMessage) == 0
    assert count(Publication) == 0
    assert event.latest.state == State.SUBMITTED
    assert event.slug is None


def test_asking_for_changes_mails_the_reason_and_a_way_back(app: Flask) -> None:
    event = submitted()
    request_changes(event, MO, "Please give the postcode.", DECIDED)
    mail = the_mail()
    assert "Please give the postcode." in mail.text_body
    token = mail.text_body.split("/return/")[1].split()[0]
    assert peek(token, Purpose.RETURN_TO_EVENT) is LinkState.GOOD
    assert event.latest.state == State.CHANGES_REQUESTED
    assert count(Publication) == 0


def test_declining_mails_the_reason(app: Flask) -> None:
    event = submitted()
    reject(event, MO, "This is an advertisement.", DECIDED)
    assert "This is an advertisement." in the_mail().text_body
    assert event.latest.state == State.REJECTED
    assert count(Publication) == 0


@pytest.mark.parametrize("refuse", [request_changes, reject])
@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_the_database_refuses_a_refusal_without_a_reason(app: Flask, refuse, reason: str) -> None:
    event = submitted()

    def written() -> None:
        refuse(event, MO, reason, DECIDED)
        db.session.flush()

    with pytest.raises(IntegrityError, match="refusal_has_a_reason"):
        written()


def test_the_late_moderator_is_told_who_decided(app: Flask) -> None:
    event = submitted()
    reject(event, NINA, "A double.", DECIDED)
    with pytest.raises(AlreadyDecided) as late:
        approve(event, MO, DECIDED, seen=1)
    assert late.value.decision is not None
    assert late.value.decision.decided_by == "Nina"
    assert count(Publication) == 0


def test_a_moderator_cannot_approve_what_they_have_not_read(app: Flask) -> None:
    event = submitted()
    request_changes(event, NINA, "Please give the postcode.", DECIDED)
    edited(event, title="Something else altogether")
    with pytest.raises(AlreadyDecided):
        approve(event, MO, DECIDED, seen=1)
    assert event.latest.state == State.SUBMITTED
    approve(event, MO, DECIDED, seen=2)
    assert db.session.get_one(Publication, event.id).document["title"] == "Something else altogether"


def test_nothing_waits_in_a_draft(app: Flask) -> None:
    with pytest.raises(AlreadyDecided):
        approve(make_event(), MO, DECIDED)


def test_a_draft_beside_what_waits_is_left_alone(app: Flask) -> None:
    event = submitted()
    event.revisions.append(make_event(title="Half a thought").latest)
    event.latest.number = 2
    db.session.flush()
    approve(event, MO, DECIDED)
    assert [revision.state for revision in event.revisions] == [State.APPROVED, State.DRAFT]
    assert db.session.get_one(Publication, event.id).document["title"] == "Sharing circle"


def test_an_organisation_is_known_by_its_folded_name(app: Flask) -> None:
    for name in ("The Circle", "Circle Ltd", "CIRCLE"):
        approve(submitted(title=f"Event of {name}", organisation_name=name), MO, DECIDED)
    known = db.session.scalars(select(Organisation)).one()
    assert (known.name, known.slug) == ("The Circle", "the-circle")


def test_two_events_with_one_title_have_two_addresses(app: Flask) -> None:
    first, second = submitted(), submitted()
    approve(first, MO, DECIDED)
    approve(second, MO, DECIDED)
    assert first.slug == "sharing-circle"
    assert second.slug == f"sharing-circle-{second.reference.lower()}"


@pytest.mark.parametrize("title", ["Print", "日本語", "…", "print!"])
def test_a_title_without_a_usable_address_gets_one_from_the_reference(app: Flask, title: str) -> None:
    event = submitted(title=title)
    approve(event, MO, DECIDED)
    assert event.slug is not None
    assert event.slug.endswith(event.reference.lower())


def test_an_address_is_given_once(app: Flask) -> None:
    event = submitted()
    approve(event, MO, DECIDED)
    edited(event, title="A new name", sessions=[a_session()])
    approve(event, MO, DECIDED)
    assert event.slug == "sharing-circle"
    assert db.session.get_one(Publication, event.id).document["title"] == "A new name"


@pytest.mark.parametrize("origin", ["archive", "example"])
def test_nobody_is_mailed_about_events_nobody_sent(app: Flask, origin: str) -> None:
    event = submitted({"origin": origin})
    approve(event, Decider("demonstration"), DECIDED)
    assert count(OutboxMessage) == 0
    assert db.session.scalars(select(Decision.moderator_id).where(Decision.action == "approve")).one() is None


def test_an_event_without_a_contact_is_published_without_a_mail(app: Flask) -> None:
    event = submitted({"private_contact": None})
    approve(event, MO, DECIDED)
    assert count(OutboxMessage) == 0
    assert count(Event) == count(Publication) == 1
