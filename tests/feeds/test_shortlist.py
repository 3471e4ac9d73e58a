"""Gathering events without an account, without a cookie and without scripts; and having them in a calendar."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from app.extensions import db
from tests.cast import NOON
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import published
from tests.client import Visitor

Town = dict[str, str]


@pytest.fixture
def town(vi: Visitor) -> Town:
    """Five events in several states: their references by name."""
    rows = {
        "circle": published("Sharing circle"),
        "supper": published("Supper", sessions=[a_session(uid="supper", starts_on="2027-06-20")]),
        "cancelled": published(
            "Cancelled walk",
            happening="cancelled",
            happening_reason="We are ill.",
            sessions=[a_session(uid="walk", starts_on="2027-06-30")],
        ),
        "postponed": published("Postponed chat", happening="postponed", sessions=[a_session(uid="chat")]),
        "withdrawn": published(
            "Taken away",
            happening="withdrawn",
            changed_at=NOON - timedelta(days=3),
            place=a_place(venue="A secret place"),
            sessions=[a_session(uid="taken")],
        ),
        "gone": published("Long gone", happening="withdrawn", changed_at=NOON - timedelta(days=200)),
    }
    db.session.commit()
    return {name: row.reference for name, row in rows.items()}


def shown(page: Visitor) -> list[str]:
    """What is on the shortlist, in order."""
    return [one.get_text(strip=True) for one in page.page.soup.select(".gathered .card__title")]


def field(page: Visitor) -> str:
    """The path of the address to keep."""
    found = page.page.soup.select_one("#address")
    assert found is not None
    return page.ours(str(found["value"]))


def test_vi_gathers_two_events_without_scripts(vi: Visitor, town: Town) -> None:
    vi.get("/events/sharing-circle").click("Add to my shortlist Sharing circle")
    assert shown(vi) == ["Sharing circle"]
    vi.submit("Find events to add", q="supper")
    vi.has("1 event found").click("Add to my shortlist Supper")
    assert shown(vi) == ["Supper", "Sharing circle"], "in order of date"
    vi.has("2 events, in order of date", "On your shortlist")
    first, second = sorted((town["circle"], town["supper"]))
    assert field(vi) == f"/shortlist?event={first}&event={second}"
    assert vi.get(field(vi)).click("Take off Supper").path == f"/shortlist?event={town['circle']}"
    vi.click("Take off Sharing circle").has("Nothing is on your shortlist yet.")
    assert vi.path == "/shortlist"


def test_a_card_leads_to_the_shortlist_unless_its_event_is_over(vi: Visitor, town: Town) -> None:
    published("Over", sessions=[a_session(starts_on="2026-06-02")])
    db.session.commit()
    vi.get("/events")
    assert vi.link("Add to my shortlist Supper") == f"/shortlist?event={town['supper']}"
    vi.get("/events?to=2026-12-31").has("Over").lacks("Add to my shortlist")


def test_what_has_changed_is_said_before_everything_else(vi: Visitor, town: Town) -> None:
    names = ("circle", "cancelled", "postponed", "withdrawn")
    vi.get("/shortlist?" + "&".join(f"event={town[name]}" for name in names))
    banner = vi.page.soup.select_one(".banner--warning")
    assert banner is not None
    said = " ".join(banner.get_text(" ").split())
    assert "Cancelled walk: Cancelled. This event will not take place. We are ill." in said
    assert "Postponed chat: Postponed. It will take place later. The date shown is the old one." in said
    assert "Taken away: Withdrawn. Its organiser has taken it away." in said
    assert "Sharing circle" not in said
    vi.lacks("A secret place")
    assert vi.page.soup.select_one('a[href="/events/taken-away"]') is None


def test_what_is_not_known_is_left_out_and_said(vi: Visitor, town: Town) -> None:
    vi.get(f"/shortlist?event={town['circle']}&event=CW-CCCCCC&event={town['gone']}&event=oops")
    assert shown(vi) == ["Sharing circle"]
    vi.has("“oops” is not the reference of an event, so it is left out.", "CW-CCCCCC", town["gone"])
    assert field(vi) == f"/shortlist?event={town['circle']}"
    vi.get("/shortlist?event=oops").has("Nothing is on your shortlist yet.", "“oops”")


def test_a_search_that_cannot_be_used_loses_nothing(vi: Visitor, town: Town) -> None:
    vi.get(f"/shortlist?event={town['circle']}").submit("Find events to add", q="supper", near="Xyzzy")
    vi.has("We could not find “Xyzzy”.", "1 event found")
    assert shown(vi) == ["Sharing circle"]
    vi.submit("Find events to add", q="nothing like it", near="").has("No events found", "Try fewer words")


def test_somebody_with_fifty_events_is_told_that_it_is_full(vi: Visitor, town: Town) -> None:
    rows = [published(f"Event {number}") for number in range(51)]
    db.session.commit()
    asked = "&".join(f"event={row.reference}" for row in rows)
    vi.get(f"/shortlist?{asked}").has("There is room for 50 events.", "Your shortlist is full.")
    assert len(shown(vi)) == 50
    vi.has("There are too many events for a QR code.")
    assert len(Calendar.from_ical(vi.ask("GET", f"/shortlist.ics?{asked}").data).walk("VEVENT")) == 50


def test_a_shortlist_is_a_calendar_that_tells_what_is_off(vi: Visitor, town: Town) -> None:
    asked = "&".join(f"event={reference}" for reference in [*town.values(), "oops"])
    answer = vi.ask("GET", f"/shortlist.ics?{asked}")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"].startswith("public")
    assert b"NAME:Co-production Week: my shortlist\r\n" in answer.data
    said = {str(one["summary"]): str(one["status"]) for one in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert said == {
        "Supper": "CONFIRMED",
        "Cancelled: Cancelled walk": "CANCELLED",
        "Sharing circle": "CONFIRMED",
        "Postponed: Postponed chat": "TENTATIVE",
        "Cancelled: Taken away": "CANCELLED",
    }
    again = vi.ask("GET", f"/shortlist.ics?{asked}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_same_events_are_the_same_bytes_in_whatever_order(vi: Visitor, town: Town) -> None:
    one, other = f"event={town['circle']}", f"event={town['supper']}"
    assert vi.ask("GET", f"/shortlist.ics?{one}&{other}").data == vi.ask("GET", f"/shortlist.ics?{other}&{one}").data
    assert vi.ask("GET", f"/shortlist?{one}&{other}").data == vi.ask("GET", f"/shortlist?{other}&{one}").data


def test_a_calendar_of_nothing_is_still_a_calendar(vi: Visitor) -> None:
    assert Calendar.from_ical(vi.ask("GET", "/shortlist.ics").data).walk("VEVENT") == []


def test_the_page_of_subscribing_serves_a_shortlist_too(vi: Visitor, town: Town) -> None:
    vi.get(f"/shortlist?event={town['circle']}&event={town['cancelled']}&event=CW-CCCCCC").click(
        "Put it in your calendar"
    )
    assert vi.page.h1 == "My shortlist"
    first, second = sorted((town["circle"], town["cancelled"]))
    assert field(vi) == f"/shortlist.ics?event={first}&event={second}"
    vi.has("2 events:", "Cancelled walk", "A changed shortlist has a new address").click("Change your shortlist")
    assert vi.path == f"/shortlist?event={first}&event={second}"
    vi.get("/calendar?event=oops").has("Your shortlist is empty.").lacks("Subscribe on this device")


def test_search_engines_are_asked_to_leave_shortlists_alone(vi: Visitor, town: Town) -> None:
    for path in ("/shortlist", f"/calendar?event={town['circle']}&event={town['supper']}"):
        assert vi.get(path).page.soup.select_one('meta[name="robots"][content="noindex"]') is not None
