"""Withdrawn: gone from the site, cancelled in calendars, for good."""

from datetime import timedelta

import pytest
from flask import Flask

from app.feeds import routes as feeds
from app.registry.lifecycle import State
from app.shared.clock import now
from tests.client import Visitor
from tests.submission.afterwards.conftest import find, published_by, sent_by
from tests.submission.answers import answer, start

EVERYWHERE = (
    "/events",
    "/map",
    "/events.geojson",
    "/sitemap.xml",
    "/",
    "/organisations",
    "/changes",
    "/events?q=circle",
)


def withdraw(olu: Visitor, reference: str, reason: str = "We do not want it here.") -> Visitor:
    olu.get(f"/my-events/{reference}").click("Withdraw it")
    return olu.submit("Withdraw it", reason=reason)


def test_a_withdrawn_event_is_gone_from_every_list(
    app: Flask, olu: Visitor, stranger: Visitor, circle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = find(circle).slug
    withdraw(olu, circle, reason="").has("Say why you are taking it away")
    olu.submit("Withdraw it", reason="We do not want it here.").has("Withdrawn")
    stranger.get(f"/events/{slug}", 410).has("This event was withdrawn", "Sharing circle").lacks("Central Library")
    for path in EVERYWHERE:
        assert f"/events/{slug}" not in stranger.get(path).response.text, path
        assert "The Circle" not in stranger.response.text, path
    for path in ("/events.ics", f"/events/{slug}.ics"):
        text = stranger.get(path).response.text
        assert "STATUS:CANCELLED" in text
        assert "SEQUENCE:1" in text
    later = now() + timedelta(days=92)
    monkeypatch.setattr(feeds, "now", lambda: later)
    assert "STATUS:CANCELLED" not in stranger.get("/events.ics").response.text
    stranger.get(f"/events/{slug}.ics", 410)


def test_it_stays_withdrawn(app: Flask, olu: Visitor, circle: str) -> None:
    withdraw(olu, circle).has("Withdrawn", "Copy it for another date").lacks("Change what it says", "Postpone")
    for page in ("happening", "withdraw", "discard"):
        assert olu.get(f"/my-events/{circle}/{page}").path == f"/my-events/{circle}"


def test_its_open_change_goes_with_it(app: Flask, olu: Visitor, circle: str) -> None:
    olu.get(f"/my-events/{circle}").submit("Change what it says").click("Where")
    answer(olu, "where", venue="Room 2")
    olu.submit("Send your event")
    withdraw(olu, circle).has("Withdrawn")
    assert [row.state for row in find(circle).revisions] == [State.APPROVED, State.WITHDRAWN]


def test_what_was_never_public_needs_no_reason(app: Flask, olu: Visitor) -> None:
    reference = sent_by(olu)
    olu.get(f"/my-events/{reference}").click("Withdraw it").submit("Withdraw it").has("Withdrawn")
    assert find(reference).latest.state == State.WITHDRAWN
    assert find(reference).happening == "going_ahead"


def test_a_draft_begun_here_can_be_withdrawn_by_somebody_unknown(app: Flask, olu: Visitor) -> None:
    reference = start(olu)
    olu.get(f"/my-events/{reference}").has("No name yet").click("Withdraw it").submit("Withdraw it").has("Withdrawn")


def test_a_withdrawn_festival_takes_no_more_events(app: Flask, olu: Visitor) -> None:
    festival = published_by(olu, about={"kind": "festival", "title": "The Fair"})
    withdraw(olu, festival)
    olu.get(f"/festivals/{find(festival).slug}", 410)
    start(olu)
    answer(olu, "about", 422, festival=festival).has("We do not know that festival")
