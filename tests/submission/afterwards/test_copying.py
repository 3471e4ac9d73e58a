"""This year's from last year's: everything but what belongs to its dates."""

from datetime import date

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from tests.client import Visitor
from tests.registry.factory import a_week
from tests.submission.afterwards.conftest import find, published_by
from tests.submission.answers import answer

BOOK_BY = {"booking_by-day": "1", "booking_by-month": "7", "booking_by-year": "2027"}


def test_a_copy_says_the_same_but_for_its_dates(app: Flask, olu: Visitor) -> None:
    a_week(slug="co-production-week-2027")
    db.session.commit()
    old = published_by(olu, about={"week": "co-production-week-2027"}, joining=BOOK_BY)
    before = find(old)
    uid = before.latest.sessions[0].uid
    assert before.latest.booking_by == date(2027, 7, 1)
    olu.get(f"/my-events/{old}").click("Copy it for another date").has("It will be part of Co-production Week 2027")
    olu.submit("Make the copy").has("When")
    new = olu.path.split("/")[2]
    assert new != old
    draft = find(new).latest
    assert (draft.title, draft.state, draft.number) == ("Sharing circle", State.DRAFT, 1)
    assert (draft.sessions, draft.booking_by, draft.festival_id) == ([], None, None)
    assert draft.campaign is not None
    assert draft.place is not None
    assert draft.place.venue == "Central Library"
    answer(olu, "when", **{"sessions-0-starts_on-year": "2028"})
    olu.has("Check your answers", "Friday 7 July 2028").submit("Send your event").has("Thank you")
    copy = find(new)
    assert copy.copied_from_id == find(old).id
    assert copy.uid != find(old).uid
    assert copy.latest.sessions[0].uid != uid


def test_two_presses_make_one_copy(app: Flask, olu: Visitor, circle: str) -> None:
    page = olu.get(f"/my-events/{circle}/copy").page
    olu.submit("Make the copy")
    first = olu.path
    olu.page, olu.path = page, f"/my-events/{circle}/copy"
    assert olu.submit("Make the copy").path == first
    assert db.session.scalar(select(func.count()).select_from(Event)) == 2
