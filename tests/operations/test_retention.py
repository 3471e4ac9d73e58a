"""Private contacts go half a year after the event."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.outbox import queue
from app.operations.retention import forget_long_past
from app.registry.organiser import Organiser, PrivateContact
from app.shared.clock import now
from tests.registry.factory import a_session, approved


@pytest.mark.parametrize(("days", "left"), [(182, 1), (190, 0)])
def test_a_private_contact_goes_half_a_year_after_the_event(
    app: Flask, monkeypatch: pytest.MonkeyPatch, days: int, left: int
) -> None:
    event = approved(sessions=[a_session(date(2027, 7, 6))])
    ended = event.latest.sessions[0].ends_at or event.latest.sessions[0].starts_at
    event.organisers.append(Organiser(email="olu@example.org", created_at=ended, confirmed_at=ended))
    db.session.commit()
    later = ended + timedelta(days=days)
    monkeypatch.setattr("app.operations.retention.now", lambda: later)
    forget_long_past(lambda: False)
    assert len(db.session.scalars(select(PrivateContact)).all()) == left
    assert len(db.session.scalars(select(Organiser)).all()) == left


def test_an_event_edited_lately_keeps_its_contact(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    event = approved(sessions=[a_session(date(2027, 7, 6))])
    ended = event.latest.sessions[0].starts_at
    event.latest.saved_at = ended + timedelta(days=300)
    db.session.commit()
    monkeypatch.setattr("app.operations.retention.now", lambda: ended + timedelta(days=310))
    assert forget_long_past(lambda: False) == 0


def test_letters_go_when_the_contact_they_went_to_does(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = queue("olu@example.org", "We have your event", "Thank you.", kind="received")
    letter.status, letter.sent_at = DeliveryStatus.SENT, now()
    db.session.commit()
    for days, left in ((182, 1), (184, 0)):
        later = now() + timedelta(days=days)
        for module in ("app.operations.retention", "app.notifications.forgetting"):
            monkeypatch.setattr(f"{module}.now", lambda later=later: later)
        forget_long_past(lambda: False)
        assert len(db.session.scalars(select(OutboxMessage)).all()) == left
