"""Events from an address on the web: read, shown, made into drafts, and never twice."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.fetching.network import PUBLIC
from app.moderation.services import approve
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from app.submission.calendars import pages
from tests.client import Visitor
from tests.fetching.server import Elsewhere, answer, sent_on
from tests.registry.factory import a_place, a_session, approved, make_event, submitted
from tests.submission.afterwards.conftest import MO, signs_in
from tests.submission.bulk.files import SENDER
from tests.submission.calendars.conftest import bring, the_source
from tests.submission.calendars.entries import CIRCLE, WALK, Entry, ahead, calendar_of
from tests.test_sweeps import moderator

pytestmark = pytest.mark.enable_socket
Says = Callable[..., None]


def events() -> list[Event]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Event).order_by(Event.id)))


def test_an_address_becomes_drafts_after_a_press(olu: Visitor, there: Elsewhere, says: Says) -> None:
    bring(olu, f"webcal://calendar.example:{there.port}/events.ics")
    olu.has("What we read in the calendar", "Circle diary", "2 events: 2 are ready", "Nothing is made of it yet")
    assert events() == []
    olu.submit("Create these drafts").has("2 events are ready to send", "Sharing circle", "A walk by the canal")
    assert [event.latest.state for event in events()] == [State.DRAFT] * 2
    assert events()[0].latest.place is not None
    assert events()[0].latest.place.postcode == "LS1 3AB"
    assert the_source().sender == {}
    assert the_source().following == "once"


def test_what_is_over_is_left_out_and_said(olu: Visitor, there: Elsewhere, says: Says) -> None:
    says(CIRCLE, WALK.but(day=ahead(-400)), Entry("3", day=ahead(-2)))
    bring(olu, there.address()).has("1 event: 1 is ready", "2 events are over, and were left out")


NO_CALENDARS = {
    "/page": (answer(b"<!doctype html><title>What's on</title>", Content_Type="text/calendar"), "not a calendar"),
    "/space": (answer(b"  <html>"), "link that ends in .ics"),
    "/table": (answer(b"Event name,Date\n"), "There is no calendar at this address"),
    "/empty": (answer(calendar_of()), "There is nothing to come in this calendar"),
    "/circle": (sent_on("/circle"), "on and on"),
}


def test_what_is_no_calendar_is_refused_beside_the_address(olu: Visitor, there: Elsewhere) -> None:
    there.pages |= {path: page for path, (page, _said) in NO_CALENDARS.items()}
    for path, (_page, said) in NO_CALENDARS.items():
        bring(olu, there.address(path), 422).has(said)
        assert str(olu.page.soup.select("#address")[0]["value"]) == there.address(path)
    bring(olu, there.address("/nothing"), 422).has("There is nothing at this address")
    assert events() == []


def test_a_private_address_is_refused_with_words(olu: Visitor, there: Elsewhere, app: Flask) -> None:
    app.extensions["network"] = PUBLIC
    for address in (there.address(), "http://127.0.0.1/", "https://10.0.0.1/x.ics", "https://me:x@example.org/"):
        bring(olu, address, 422)
        assert "private network" in olu.page.text or "whole address" in olu.page.text or "password" in olu.page.text
    assert there.asked == []


def test_what_looks_like_an_event_we_have_is_pointed_out_and_not_ticked(
    olu: Visitor, there: Elsewhere, says: Says
) -> None:
    """Public ones are named; of others one only learns that there are; their drafts are nobody's business."""
    day, leeds = ahead(), {"venue": "Central Library", "town": "Leeds", "postcode": "LS1 3AB"}
    approved(title="Sharing  Circles", sessions=[a_session(day)], places=[a_place(**leeds)])
    submitted(title="A walk by the canals", sessions=[a_session(day)], places=[a_place(**leeds)])
    make_event(title="Choir", sessions=[a_session(day)], places=[a_place(**leeds)])
    db.session.commit()
    other_place = Entry("4", "Sharing circle", place="Town Hall\\, Bath\\, BA1 5AW")
    says(CIRCLE, WALK, Entry("3", "Choir"), other_place)
    bring(olu, there.address()).has("2 look like events we have", "Like “Sharing Circles”, which is public here")
    olu.has("Somebody has sent us an event like this").lacks("A walk by the canals")
    assert not olu.page.soup.select("input[name=also][checked]")
    olu.submit("Create these drafts").has("2 events are ready to send")
    assert len(events()) == 5
    bring(olu, there.address()).submit("Create these drafts", also=["1", "2"])
    assert len(events()) == 7


def test_the_same_uid_is_known_again_whoever_brings_it(
    olu: Visitor, ada: Visitor, there: Elsewhere, says: Says
) -> None:
    says(CIRCLE)
    signs_in(olu, "olu@example.org")
    bring(olu, there.address()).submit("Create these drafts").submit("Send this event")
    approve(events()[0], MO, now())
    db.session.commit()
    says(CIRCLE.but(title="Quite another name", day=ahead(50), place=""))
    bring(ada, there.address()).has("1 looks like an event we have", "which is public here")


def test_a_second_time_makes_no_doubles(olu: Visitor, there: Elsewhere, says: Says) -> None:
    signs_in(olu, "olu@example.org")
    bring(olu, there.address()).submit("Create these drafts")
    bring(olu, there.address()).has("Circle diary", "There is nothing to answer")
    says(CIRCLE, WALK, Entry("3", "Choir"))
    bring(olu, there.address()).has("1 event: 1 is ready").submit("Create these drafts")
    assert [event.latest.title for event in events()] == ["Sharing circle", "A walk by the canal", "Choir"]
    assert all(len(event.organisers) == 1 for event in events())


def test_a_file_is_known_by_its_uids_as_well(olu: Visitor) -> None:
    signs_in(olu, "olu@example.org")
    for _ in range(2):
        olu.get("/submit/many")
        olu.submit("Upload and check", file=(BytesIO(calendar_of(CIRCLE)), "x.ics"), **SENDER)
        if "looks like" not in olu.page.text:
            olu.submit("Create these drafts")
    olu.has("1 looks like an event we have", "Like your own event “Sharing circle”")
    assert len(events()) == 1


def test_somebody_unknown_is_not_offered_daily_looks(olu: Visitor, there: Elsewhere, says: Says) -> None:
    olu.get("/submit/calendar").has("get a link by email").lacks("How often")
    bring(olu, there.address())
    olu.post("/submit/calendar", {"often": "daily"}, 400)
    assert the_source().following == "once"


def test_whoever_confirms_their_address_can_follow_what_they_brought(
    olu: Visitor, there: Elsewhere, says: Says, letters: Callable[[], list[OutboxMessage]]
) -> None:
    bring(olu, there.address()).submit("Create these drafts").submit("Send these 2 events")
    found = re.search(r"http://127\.0\.0\.1:5000(/confirm-many/\S+)", letters()[0].text_body)
    assert found is not None
    olu.get(found[1]).submit("Confirm my address")
    olu.get("/my-events/calendars").has("Circle diary", "Brought once").click("Circle diary").submit("Look every day")
    assert (the_source().following, the_source().sender["name"]) == ("followed", "Olu Quillfeather")


def test_how_often_is_limited(olu: Visitor, there: Elsewhere, says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_BROUGHT", 2)
    for _ in range(2):
        bring(olu, there.address())
    bring(olu, there.address(), 429).has("at most 2 times an hour")
    assert len(there.asked) == 2


def test_a_moderator_brings_events_for_an_organisation(
    app: Flask, there: Elsewhere, says: Says, ada: Visitor, letters: Callable[[], list[object]]
) -> None:
    mo = moderator(app)
    mo.get("/moderation").click("Bring events from calendars").click("Bring events from a calendar")
    ours = {"organisation": "Leeds Carers", "your_name": "Pat", "your_email": "pat@example.org"}
    bring(mo, there.address(), page="/moderation/calendars/bring", **ours, often="daily")
    table = mo.path
    ada.get(table, 404)
    mo.submit("Create these drafts").submit("Send these 2 events").has("your events are with us")
    for event in events():
        assert (event.entered_by, event.latest.state) == ("Mo", State.SUBMITTED)
        assert event.latest.organisation_name == "Leeds Carers"
        assert event.private_contact is not None
        assert event.private_contact.email == "pat@example.org"
        assert any(one.action == "on_behalf" and "Brought from a calendar" in one.reason for one in event.decisions)
    assert [letter.recipient for letter in letters()] == ["pat@example.org"]  # type: ignore[attr-defined]
    mo.get("/moderation/calendars").has("Circle diary", "We look every day", "2 events to come")
    another = Visitor(app)
    signs_in(another, "pat@example.org")
    another.get("/my-events/calendars").has("No calendars yet")
    another.get(f"/my-events/calendars/{the_source().key}", 404)
