"""The calendars of the site, over HTTP."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy.event import listen, remove

from app.catalogue.models import PublishedWeek
from app.extensions import db
from app.shared import clock
from tests.catalogue.documents import a_document, a_session
from tests.feeds.published import PUBLISHED, publish

OTHERS = {"slug": "others", "name": "Others", "kind": "charity", "website": ""}
LEFT = {"slug": "left", "name": "The Left", "kind": "charity", "website": ""}
LAST_YEAR = {"slug": "co-production-week-2026", "name": "Co-production Week 2026"}
GONE = a_session()["uid"]


@pytest.fixture
def spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is March 2027."""
    monkeypatch.setattr(clock, "now", lambda: PUBLISHED)
    monkeypatch.setattr("app.feeds.routes.now", lambda: PUBLISHED)


@pytest.fixture
def programme(app: object, spring: None) -> None:
    """A festival, its child, an event of somebody else, and one long past."""
    festival = {"slug": "leeds-together", "title": "Leeds together", "uid": "festival"}
    publish(1, a_document(slug="leeds-together", kind="festival", festival=None, sessions=[a_session("festival")]))
    publish(2, a_document(slug="child", festival=festival, sessions=[a_session("child")]))
    publish(3, a_document(slug="other", festival=None, organisation=OTHERS, sessions=[a_session("other")]))
    long_ago = a_session("long-ago", starts_on="2026-07-01")
    publish(4, a_document(slug="long-ago", festival=None, week=LAST_YEAR, sessions=[long_ago]))
    publish(5, a_document(slug="gone", festival=None, organisation=LEFT, week=None, happening="withdrawn"))
    for week in (LAST_YEAR, {"slug": "co-production-week-2027", "name": "Co-production Week 2027"}):
        db.session.add(PublishedWeek(slug=week["slug"], document={"name": week["name"]}))
    db.session.commit()


def uids(client: FlaskClient, address: str) -> list[str]:
    """Which events a calendar has."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return [str(event["uid"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]


CALENDARS = {
    "/events.ics": ["festival", "child", "other", GONE],
    "/events.ics?organisation=others": ["other"],
    "/events.ics?from=2026-01-01&to=2026-12-31": ["long-ago"],
    "/events.ics?nation=atlantis": ["festival", "child", "other", GONE],
    "/events/child.ics": ["child"],
    "/events/long-ago.ics": ["long-ago"],
    "/festivals/leeds-together.ics": ["festival", "child"],
    "/organisations/others.ics": ["other"],
    "/organisations/left.ics": [GONE],
    "/weeks/co-production-week-2027.ics": ["festival", "child", "other"],
    "/weeks/co-production-week-2026.ics": ["long-ago"],
}


@pytest.mark.parametrize(("address", "expected"), CALENDARS.items())
def test_each_address_has_its_events(cal: FlaskClient, programme: None, address: str, expected: list[str]) -> None:
    assert uids(cal, address) == expected


@pytest.mark.parametrize(
    "address", ["/events/nothing.ics", "/festivals/nothing.ics", "/organisations/nobody.ics", "/weeks/never.ics"]
)
def test_what_is_not_there_is_not_an_empty_calendar(cal: FlaskClient, programme: None, address: str) -> None:
    assert cal.get(address).status_code == 404


def test_a_calendar_of_nothing_is_still_a_calendar(cal: FlaskClient, spring: None) -> None:
    assert uids(cal, "/events.ics?q=nothing") == []


def test_a_calendar_is_named_for_what_was_asked(cal: FlaskClient, programme: None) -> None:
    answer = cal.get("/events.ics?format=online&nation=wales")
    assert b"NAME:Co-production Week: Online events in Wales\r\n" in answer.data
    assert "Co-production-Week-Online-events-in-Wales.ics" in answer.headers["Content-Disposition"]


def test_a_weeks_calendar_has_its_name(cal: FlaskClient, programme: None) -> None:
    assert b"\r\nNAME:Co-production Week 2026\r\n" in cal.get("/weeks/co-production-week-2026.ics").data


def test_a_festival_that_became_an_event_is_found_where_it_is_now(cal: FlaskClient, programme: None) -> None:
    answer = cal.get("/festivals/child.ics")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/events/child.ics")


def test_what_was_withdrawn_long_ago_is_gone(
    cal: FlaskClient, programme: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days, status in ((89, 200), (91, 410)):
        monkeypatch.setattr("app.feeds.routes.now", lambda late=days: PUBLISHED + timedelta(days=late))
        assert cal.get("/events/gone.ics").status_code == status
        assert cal.get("/organisations/left.ics").status_code == status
        assert (GONE in uids(cal, "/events.ics")) == (status == 200)


def test_pages_of_other_sites_may_read_calendars_and_their_validators(cal: FlaskClient, programme: None) -> None:
    etag = cal.get("/events.ics").headers["ETag"]
    for address, given, status in (
        ("/events.ics", {}, 200),
        ("/events.ics", {"If-None-Match": etag}, 304),
        ("/events/nothing.ics", {}, 404),
    ):
        answer = cal.get(address, headers=given)
        assert answer.status_code == status
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
        assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    leave = cal.options("/events.ics", headers={"Origin": "https://reader.example", **asked})
    assert leave.status_code == 200
    assert "If-None-Match" in leave.headers["Access-Control-Allow-Headers"]
    assert "GET" in leave.headers["Access-Control-Allow-Methods"]


def test_nothing_new_is_told_in_one_line_and_head_has_no_body(cal: FlaskClient, programme: None) -> None:
    first = cal.get("/events.ics")
    assert cal.get("/events.ics").data == first.data
    again = cal.get("/events.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = cal.head("/events.ics")
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(first.data))


def questions(served: Flask, client: FlaskClient, address: str) -> int:
    """How many statements an address costs the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        asked.append(statement)

    with served.app_context():
        engine = db.engine
    listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        remove(engine, "before_cursor_execute", note)
    return len(asked)


def test_a_calendar_costs_the_same_few_questions_however_many_events(
    served: Flask, cal: FlaskClient, programme: None
) -> None:
    few = questions(served, cal, "/events.ics?nation=atlantis")
    for number in range(10, 30):
        publish(number, a_document(slug=f"event-{number}", festival=None, sessions=[a_session(str(number))]))
    assert questions(served, cal, "/events.ics?nation=atlantis") == few == 4
    assert len(uids(cal, "/events.ics")) == 24


@pytest.mark.parametrize(
    "address", ["/events/long-ago.ics", "/weeks/co-production-week-2026.ics", "/events.ics?to=2026-12-31"]
)
def test_contacts_leave_calendars_a_month_after_the_event(
    served: Flask, cal: FlaskClient, programme: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """What the privacy page says of pages holds of calendars."""
    after = {days: PUBLISHED.replace(year=2026, month=7, day=1) + timedelta(days=days) for days in (29, 32)}
    seen = {}
    for days, moment in after.items():
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        monkeypatch.setattr("app.feeds.routes.now", lambda moment=moment: moment)
        seen[days] = cal.get(address).text
    assert "UID:long-ago" in seen[29]
    assert "UID:long-ago" in seen[32]
    assert "ORGANIZER" in seen[29]
    assert "ORGANIZER" not in seen[32]
    assert "mailto:" not in seen[32]
