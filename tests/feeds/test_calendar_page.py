"""Choosing what is in a calendar, seeing it, and subscribing: without scripts, on both databases."""

import pytest
from icalendar import Calendar

from app.extensions import db
from tests.catalogue.documents import a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.client import Visitor
from tests.selects import counted_selects

FESTIVAL = {"slug": "leeds-together", "title": "Leeds Together", "uid": "x"}
SURE = {"bsl": {"state": "yes", "note": ""}}
ONLINE = {"format": "online", "place": None}


@pytest.fixture
def programme(vi: Visitor) -> None:
    """A festival and its event, four more in Leeds, one online, one over."""
    a_week()
    an_organisation()
    published("Leeds Together", kind="festival")
    published("Sharing circle", festival=FESTIVAL, access=SURE)
    for number in range(4):
        published(f"Supper {number}", cost="paid", sessions=[a_session(starts_on=f"2027-08-0{number + 1}")])
    published("Online chat", access=SURE, **ONLINE)
    published("Long over", sessions=[a_session(starts_on="2026-06-02")])
    db.session.commit()


def address_of(page: Visitor) -> str:
    """The path of the calendar that a page offers; every other form of it says the same."""
    field = page.page.soup.select_one("#address")
    assert field is not None
    address = str(field["value"])
    assert page.page.soup.select_one(f'a[href="{address.replace("http:", "webcal:")}"]') is not None
    path = page.ours(address)
    assert page.link("Download it once, as a file") == path
    return path


def titles(page: Visitor) -> list[str]:
    """What "what is in it" lists."""
    return [one.get_text(strip=True) for one in page.page.soup.select(".next-events__title")]


def test_vi_chooses_in_plain_words_what_is_in_it(vi: Visitor, programme: None) -> None:
    vi.get("/calendar")
    assert vi.page.h1 == "Put events in your calendar"
    vi.has("What is in it now: everything", "7 events are coming. The next 5:")
    vi.submit("Make this calendar", near="Leeds", Free=True, BSL=True)
    assert vi.page.h1 == "Free events within 25 miles of Leeds with BSL"
    assert vi.page.title.startswith("Free events within 25 miles of Leeds with BSL in your calendar")
    vi.has("1 event is coming:", "Wednesday 7 July 2027, 10am to 11:30am", "Leeds Central Library")
    assert titles(vi) == ["Sharing circle"]
    assert address_of(vi) == "/events.ics?access=bsl&cost=free&near=Leeds"
    assert vi.link("See all of it as a list") == "/events?access=bsl&cost=free&near=Leeds"


def test_what_is_online_is_offered_beside_what_is_near(vi: Visitor, programme: None) -> None:
    vi.get("/calendar?near=Leeds&access=bsl")
    vi.has("1 online event would fit too. It is at no place, so it is not in it.")
    vi.click("Make a calendar of what is online")
    assert vi.page.h1 == "Online events with BSL"
    assert titles(vi) == ["Online chat"]


def test_where_nothing_is_near_more_miles_are_one_press_away(vi: Visitor, programme: None) -> None:
    vi.get("/calendar?near=Sheffield&within=2")
    vi.has("Nothing is in it yet.", "You can subscribe all the same")
    assert address_of(vi) == "/events.ics?near=Sheffield&within=2"
    vi.click("Take all within 100 miles")
    assert vi.page.h1 == "Events within 100 miles of Sheffield"
    vi.has("6 events are coming")


def test_a_calendar_whose_events_are_over_says_so(vi: Visitor, programme: None) -> None:
    vi.get("/calendar?from=2026-01-01&to=2026-12-31")
    vi.has("The 1 event of this calendar is over. Nothing more is announced.")


def test_a_festival_and_an_organisation_have_a_calendar_of_their_own(vi: Visitor, programme: None) -> None:
    expected = {
        "festival=leeds-together": ("/festivals/leeds-together.ics", 2),
        "organisation=circle": ("/organisations/circle.ics", 7),
        "festival=leeds-together&access=bsl": ("/events.ics?access=bsl&festival=leeds-together", 1),
    }
    for asked, (calendar, events) in expected.items():
        path = address_of(vi.get(f"/calendar?{asked}"))
        assert path == calendar
        assert len(Calendar.from_ical(vi.ask("GET", path).data).walk("VEVENT")) == events


def test_one_event_is_offered_by_its_name(vi: Visitor, programme: None) -> None:
    vi.get("/events/sharing-circle").click("Subscribe, so that changes reach you")
    assert vi.page.h1 == "Sharing circle"
    assert address_of(vi) == "/events/sharing-circle.ics"
    assert vi.page.soup.select_one("form") is None
    vi.click("Everything about it")
    assert vi.path == "/events/sharing-circle"


def test_pages_lead_to_the_calendar_of_what_they_show(vi: Visitor, programme: None) -> None:
    for page, words, heading in (
        ("/festivals", "Put them in your calendar", "Festivals"),
        ("/festivals/leeds-together", "Subscribe, so that changes reach you", "Events in Leeds Together"),
        ("/organisations/circle", "Put them in your calendar", "Events by The Circle"),
        ("/weeks/co-production-week-2027", "Put them in your calendar", "Events in Co-production Week 2027"),
        ("/events?cost=free", "Put this list in your calendar", "Free events"),
    ):
        assert vi.get(page).click(words).page.h1 == heading
        assert vi.ask("GET", address_of(vi)).status_code == 200


def test_what_cannot_be_used_is_said(vi: Visitor, programme: None) -> None:
    for asked, said in {
        "festival=nothing": "We do not know this festival.",
        "organisation=nobody": "This organisation has no public events.",
        "week=never": "We do not know this Week.",
        "nation=atlantis": "We do not know “atlantis”, so we left it out.",
        "event=oops": "“oops” is not the reference of an event, so it is left out.",
        "event=CW-CCCCCC": "We do not know CW-CCCCCC, so it is left out.",
    }.items():
        vi.get(f"/calendar?{asked}").has("Something we could not use", said)


def test_an_address_too_long_for_a_code_says_so(vi: Visitor, programme: None) -> None:
    vi.get("/calendar")
    assert vi.page.soup.select_one("svg.qr__code[role=img][aria-label]") is not None
    vi.get("/calendar?q=" + "%C5%B5" * 200)
    assert vi.page.soup.select_one("svg.qr__code") is None
    vi.has("This address is too long for a QR code.")


def test_every_program_has_steps_and_says_how_often_it_looks(vi: Visitor, programme: None) -> None:
    vi.get("/calendar")
    programs = vi.page.soup.select(".program")
    assert len(programs) == 8
    assert all("Looks for changes:" in one.get_text() for one in programs)
    vi.has("we ask every program to look every 6 hours")


def test_the_page_costs_the_same_few_questions_however_many_events(vi: Visitor, programme: None) -> None:
    asked = "/calendar?near=Leeds&festival=leeds-together&week=co-production-week-2027&organisation=circle"
    with counted_selects() as few:
        vi.get(asked)
    for number in range(20):
        published(f"More {number}", festival=FESTIVAL)
    db.session.commit()
    with counted_selects() as many:
        vi.get(asked)
    assert len(many) == len(few) <= 16
