"""The life of one event: Olu and Mo at the site, and Cal, who subscribed once and only ever sees a calendar."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.moderation.services import approve
from app.shared.clock import now
from tests.client import Visitor
from tests.feeds.clients.khal import Subscription
from tests.feeds.conftest import over_http
from tests.submission.afterwards.conftest import MO, find, published_by
from tests.submission.answers import answer

pytestmark = pytest.mark.client
PLACE = "Central Library, Leeds LS1 4AP"


def changes(olu: Visitor, reference: str, page: str, **answers: str) -> None:
    """Olu changes one page of a public event; Mo approves it where that is asked for."""
    olu.get(f"/my-events/{reference}").submit("Change what it says")
    olu.get(f"/submit/{reference}/{page}")
    answer(olu, page, **answers)
    olu.submit("Send your event")
    event = find(reference)
    if event.latest.state == "submitted":
        approve(event, MO, now())
    db.session.commit()


def test_published_moved_renamed_and_cancelled_it_is_one_event_each_time(
    app: Flask, subscribe: Callable[[str], Subscription]
) -> None:
    olu = Visitor(app)
    circle = published_by(olu)
    with over_http(app) as site:
        cal = subscribe(f"{site}/events.ics")

        def sees() -> list[str]:
            cal.sync()
            return cal.list("01/01/2027", "31/12/2027")

        assert cal.list("01/01/2027", "31/12/2027") == [
            f"07/07/2027 10:00 - 07/07/2027 11:30 | Sharing circle | {PLACE} | CONFIRMED"
        ]
        moved = {"sessions-0-starts_on-day": "8", "sessions-0-start_time": "2pm", "sessions-0-end_time": "3pm"}
        changes(olu, circle, "when", **moved)
        assert sees() == [f"08/07/2027 14:00 - 08/07/2027 15:00 | Sharing circle | {PLACE} | CONFIRMED"]
        changes(olu, circle, "about", title="Story circle")
        assert sees() == [f"08/07/2027 14:00 - 08/07/2027 15:00 | Story circle | {PLACE} | CONFIRMED"]
        olu.get(f"/my-events/{circle}/happening").submit("Tell everyone", to="cancelled", reason="The hall flooded.")
        assert sees() == [f"08/07/2027 14:00 - 08/07/2027 15:00 | Cancelled: Story circle | {PLACE} | CANCELLED"]
