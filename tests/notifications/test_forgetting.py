"""Taking letters out of the outbox for good."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.notifications import forgetting
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.outbox import queue
from app.shared.clock import now


def left() -> list[str]:
    db.session.commit()
    return list(db.session.scalars(select(OutboxMessage.recipient).order_by(OutboxMessage.id)))


def test_a_letter_is_taken_back_by_whom_it_goes_to_and_what_a_header_says(app: Flask) -> None:
    for recipient, headers in (
        ("vi@example.org", {"List-Id": "<a>"}),
        ("vi@example.org", {"List-Id": "<b>"}),
        ("vi@example.org", {}),
        ("cal@example.org", {"List-Id": "<a>"}),
    ):
        queue(recipient, "Hello", "Hello", kind="digest", headers=headers)
    forgetting.take_back("vi@example.org", "List-Id", "<a>")
    assert left() == ["vi@example.org", "vi@example.org", "cal@example.org"]


@pytest.mark.parametrize(
    ("status", "age", "stays"),
    [
        (DeliveryStatus.SENT, timedelta(hours=23), True),
        (DeliveryStatus.SENT, timedelta(hours=25), False),
        (DeliveryStatus.FAILED, timedelta(days=6), True),
        (DeliveryStatus.FAILED, timedelta(days=8), False),
        (DeliveryStatus.QUEUED, timedelta(days=80), True),
    ],
)
def test_what_is_done_with_goes_and_what_waits_stays(
    app: Flask, status: DeliveryStatus, age: timedelta, stays: bool
) -> None:
    for kind in ("digest", "received"):
        row = queue("vi@example.org", "Hello", "Hello", kind=kind)
        row.status, row.sent_at, row.next_attempt_at, row.last_error = status, now() - age, now() - age, "550"
    forgetting.forget_done(timedelta(days=1), timedelta(days=7), ("digest",))
    assert len(left()) == 1 + stays
    forgetting.forget_done(timedelta(days=1), timedelta(days=7))
    assert len(left()) == 2 * stays
