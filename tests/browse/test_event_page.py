"""One event's page says everything that is public about it, and nothing else."""

import json
from typing import Any

import pytest

from app.extensions import db
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.client import Visitor
from tests.selects import counted_selects

FESTIVAL = {"slug": "leeds-together", "title": "Leeds Together", "uid": "x"}


@pytest.fixture
def circle(vi: Visitor) -> Visitor:
    """Vi looks at an event whose facts are all known."""
    a_week()
    an_organisation()
    published("Leeds Together", kind="festival")
    published("Sharing circle", festival=FESTIVAL, title_cy="Cylch rhannu", description_cy="Dewch â stori.")
    db.session.commit()
    return vi.get("/events/sharing-circle")


def shown(vi: Visitor, **document: Any) -> Visitor:
    """Vi looks at an event that differs in some facts."""
    published("Sharing circle", **document)
    db.session.commit()
    return vi.get("/events/sharing-circle")


def data_of(vi: Visitor) -> dict[str, Any]:
    """The JSON-LD of the page."""
    block = vi.page.soup.select_one('script[type="application/ld+json"]')
    assert block is not None
    data: dict[str, Any] = json.loads(str(block.string))
    return data


def test_when_and_where_come_first(circle: Visitor) -> None:
    circle.has("Wednesday 7 July 2027, 10am to 11:30am", "Doors open at 9:45am")
    circle.has("Leeds Central Library Calverley Street Leeds LS1 3AB")
    moment = circle.page.soup.select_one("time")
    assert moment is not None
    assert moment["datetime"] == "2027-07-07T10:00"


def test_access_is_said_in_four_states(circle: Visitor) -> None:
    circle.has("Step-free: Yes", "Lift from the street", "BSL: On request, ask by Wednesday 23 June 2027")
    circle.has(
        "Changing Places toilet: No", "Quiet space: Not known yet", "We visited and looked, on Saturday 1 May 2027"
    )
    circle.has("Access lead", "access@circle.example", "Phone 0113 496 0000")


def test_working_together_is_five_lines_of_the_organisers_own(circle: Visitor) -> None:
    circle.has("This is the organiser’s own answer.", "Idea Not known yet")
    circle.has("Planning A group where everyone has an equal say", "Checking We will do it together")
    circle.has("Running Help run it", "Giving back Money for their time")


def test_cost_booking_contact_and_belonging_are_said(circle: Visitor) -> None:
    circle.has("Free. Lunch included", "People need to book", "circle.example/book", "0113 496 0001", "Places 40")
    circle.has("hello@circle.example", "Families welcome", "English, British Sign Language (BSL)")
    circle.click("Leeds Together").has("In this festival")
    circle.get("/events/sharing-circle").click("The Circle").has("User-led organisation")
    circle.get("/events/sharing-circle").click("Co-production Week 2027").has("Monday 5 to Friday 9 July 2027")


def test_welsh_is_marked_as_welsh(circle: Visitor) -> None:
    welsh = [tag.get_text(" ", strip=True) for tag in circle.page.soup.select('main [lang="cy"]')]
    assert welsh == ["Cylch rhannu", "Dewch â stori."]


def test_it_can_be_kept(circle: Visitor) -> None:
    assert circle.link("Add to your calendar") == "/events/sharing-circle.ics"
    address = circle.page.soup.select_one("#address")
    assert address is not None
    assert address["value"] == "http://127.0.0.1:5000/events/sharing-circle"
    circle.has("Reference to say on the phone: CW-")


def test_find_it_on_the_map_finds_it_alone(circle: Visitor) -> None:
    circle.click("Find it on the map").has("1 event")
    assert "Sharing circle" in circle.page.text


@pytest.mark.parametrize(
    ("happening", "words", "status"),
    [
        ("cancelled", "This event will not take place.", "EventCancelled"),
        ("postponed", "The date shown is the old one.", "EventPostponed"),
        ("moved_online", "Nobody needs to travel: take part online.", "EventMovedOnline"),
    ],
)
def test_a_change_is_said_first_with_its_reason(vi: Visitor, happening: str, words: str, status: str) -> None:
    shown(vi, happening=happening, happening_reason="The hall is closed.").has(words, "Why: The hall is closed.")
    assert vi.page.text.index("The hall is closed.") < vi.page.text.index("When and where")
    assert data_of(vi)["eventStatus"] == f"https://schema.org/{status}"


def test_an_event_moved_online_is_at_no_place(vi: Visitor) -> None:
    shown(vi, happening="moved_online", happening_reason="Snow.").lacks("Find it on the map", "Calverley Street")
    assert [one["@type"] for one in data_of(vi)["location"]] == ["VirtualLocation"]


def test_an_example_says_so_and_is_kept_from_search_engines(vi: Visitor) -> None:
    shown(vi, origin="example").has("This is an example listing, not a real event.").lacks("schema.org")
    robots = vi.page.soup.select_one("meta[name=robots]")
    assert robots is not None
    assert robots["content"] == "noindex"


def test_an_archive_listing_names_its_source(vi: Visitor) -> None:
    old = a_session(timing="all_day", starts_on="2016-07-07")
    shown(vi, origin="archive", source_url="https://old.example/2016", sessions=[old])
    vi.has("This is a past event taken from public pages. It was not submitted by its organiser.")
    assert vi.link("See where it comes from") == "https://old.example/2016"


def test_only_the_area_is_shown_where_the_door_is_private(vi: Visitor) -> None:
    place = a_place(venue="", address="", postcode="LS9", area_only=True, latitude=53.8, longitude=-1.5)
    shown(vi, place=place).has("Leeds area, LS9", "Only the area is shown here.")
    assert "geo" not in data_of(vi)["location"][0]


def test_what_is_not_known_is_said_and_not_guessed(vi: Visitor) -> None:
    nothing = dict.fromkeys(
        ("booking_url", "booking_phone", "booking_email", "cost_note", "access_note", "website"), ""
    )
    shown(
        vi,
        **nothing,
        place=None,
        access={},
        together={},
        contact={},
        access_contact={},
        week=None,
        cost="not_stated",
        booking="not_stated",
        format="not_stated",
        booking_by=None,
        access_ask_by=None,
        access_checked_on=None,
        access_checked_how="",
    ).has("Place not known yet", "Cost Not known yet", "Booking Not known yet")
    vi.has("Not known yet: Step-free, Accessible toilet")
    vi.has("That does not mean no: please ask.", "No access contact is given.")


def test_several_dates_are_all_listed(vi: Visitor) -> None:
    days = [a_session(f"u{day}", label=f"Part {day}", starts_on=f"2027-07-0{day}") for day in (5, 6, 7)]
    shown(vi, sessions=days).has("Monday 5 July 2027, 10am to 11:30am Part 5", "Part 7")
    assert len(data_of(vi)["subEvent"]) == 3


def test_search_engines_are_told_the_same(circle: Visitor) -> None:
    data = data_of(circle)
    assert data["startDate"] == "2027-07-07T10:00:00+01:00"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["location"][0]["address"]["postalCode"] == "LS1 3AB"
    assert data["offers"]["price"] == 0
    assert data["superEvent"]["url"] == "http://127.0.0.1:5000/festivals/leeds-together"


@pytest.mark.parametrize(
    ("happening", "status", "attendance", "place"),
    [
        ("going_ahead", "EventScheduled", "Mixed", "Place"),
        ("cancelled", "EventCancelled", "Mixed", "Place"),
        ("postponed", "EventPostponed", "Mixed", "Place"),
        ("moved_online", "EventMovedOnline", "Online", "VirtualLocation"),
    ],
)
def test_search_engines_are_told_what_has_changed(
    vi: Visitor, happening: str, status: str, attendance: str, place: str
) -> None:
    shown(vi, happening=happening, happening_reason="Snow", format="hybrid", online_url="https://meet.example/")
    data = data_of(vi)
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert data["eventAttendanceMode"] == f"https://schema.org/{attendance}EventAttendanceMode"
    assert data["location"][0]["@type"] == place
    assert data["location"][-1] == {"@type": "VirtualLocation", "url": "https://meet.example/"}
    assert data["startDate"] == "2027-07-07T10:00:00+01:00"
    assert "previousStartDate" not in data


def test_search_engines_are_told_what_is_sure_about_access(vi: Visitor) -> None:
    states = {"step_free": "yes", "changing_places": "no", "hearing_loop": "on_request", "bsl": "yes"}
    shown(vi, access={code: {"state": state, "note": ""} for code, state in states.items()}, place=a_place())
    data = data_of(vi)
    assert [(one["name"], one["value"]) for one in data["location"][0]["amenityFeature"]] == [
        ("Step-free", True),
        ("Changing Places toilet", False),
    ]
    concepts = data["https://openactive.io/accessibilitySupport"]
    assert [one["@id"].partition("#")[0] for one in concepts] == ["https://openactive.io/accessibility-support"] * 2
    assert "BSL: Yes" in data["https://openactive.io/accessibilityInformation"]


@pytest.mark.parametrize(
    ("cost", "free", "offer"),
    [
        ("free", True, {"@type": "Offer", "price": 0, "priceCurrency": "GBP", "url": "https://circle.example/book"}),
        ("paid", False, {"@type": "Offer", "url": "https://circle.example/book"}),
        ("not_stated", None, {"@type": "Offer", "url": "https://circle.example/book"}),
    ],
)
def test_search_engines_are_told_a_price_only_where_it_is_known(
    vi: Visitor, cost: str, free: bool | None, offer: dict[str, object]
) -> None:
    shown(vi, cost=cost)
    assert (data_of(vi).get("isAccessibleForFree"), data_of(vi)["offers"]) == (free, offer)
    assert data_of(vi)["maximumAttendeeCapacity"] == 40


def test_nothing_an_organiser_writes_leaves_its_place(vi: Visitor) -> None:
    title = '</script><script>alert("1")</script><!-- & \u2028'
    published(title, slug="sharing-circle", website="javascript:alert(1)", summary=title, description=title)
    db.session.commit()
    vi.get("/events/sharing-circle")
    assert data_of(vi)["name"] == title
    assert not [a for a in vi.page.soup.select("a[href]") if str(a["href"]).startswith("javascript")]


def test_an_unknown_address_helps(vi: Visitor) -> None:
    vi.get("/events/no-such-thing", status=404).get("/festivals/no-such-thing", status=404)
    vi.get("/events/%00%ff", status=404).get("/organisations/x", status=404).get("/weeks/x", status=404)


def test_a_festival_has_one_address_and_its_programme(circle: Visitor) -> None:
    circle.get("/events/leeds-together")
    assert circle.path == "/festivals/leeds-together"
    circle.has("In this festival", "Sharing circle")
    assert data_of(circle)["@type"] == "Festival"
    circle.get("/festivals/sharing-circle")
    assert circle.path == "/events/sharing-circle"


def test_an_event_page_costs_two_selects(circle: Visitor) -> None:
    with counted_selects() as sent:
        circle.get("/events/sharing-circle")
    assert len(sent) == 2  # the catalogue's version, the event


@pytest.mark.parametrize(("day", "shown_still"), [("2027-05-03", True), ("2027-04-28", False)])
def test_ways_to_reach_people_are_hidden_a_month_after_the_event(vi: Visitor, day: str, shown_still: bool) -> None:
    page = shown(vi, sessions=[a_session(starts_on=day, ends_on=day)], contact={"email": "team@circle.example"})
    assert ("team@circle.example" in page.page.html) is shown_still
