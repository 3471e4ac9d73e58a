"""Vi finds events on the list."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.client import Visitor
from tests.selects import counted_selects

ONLINE = {"format": "online", "place": None}
GARBAGE = [
    "\x00",
    "\ud800",
    "x" * 10_000,
    "31/2/2027",
    "' OR 1=1 --",
    "<script>",
    "%00",
    "١٢",
    "\r\nSet-Cookie: a=b",
    "²",
]
NAMES = [
    "q",
    "near",
    "within",
    "from",
    "to",
    "week",
    "nation",
    "region",
    "council",
    "format",
    "kind",
    "access",
    "ask",
]
NAMES += ["together", "audience", "language", "cost", "organisation", "festival", "sort", "page"]


@pytest.fixture
def some_events(vi: Visitor) -> None:
    """A circle in Leeds, a walk in York, a chat online, and something that is over."""
    a_week()
    an_organisation()
    published("Circle")
    published("Walk", place=a_place(latitude=53.96, longitude=-1.08, town="York"), access={})
    published("Chat", **ONLINE)
    published("Old times", sessions=[a_session(starts_on="2026-07-01")])
    db.session.commit()


def titles(visitor: Visitor) -> list[str]:
    """The titles on the page, in order."""
    return [title.get_text(strip=True) for title in visitor.page.soup.select(".card__title")]


def test_an_empty_registry_says_what_to_do(vi: Visitor) -> None:
    vi.get("/events").has("Nothing found yet.", "tell us about your event")


@pytest.mark.usefixtures("some_events")
class TestList:
    """A few events."""

    def test_the_list_is_headed_and_counted_in_words(self, vi: Visitor) -> None:
        vi.get("/events")
        assert vi.page.h1 == "Events"
        vi.has("3 events, soonest first")
        assert titles(vi) == ["Circle", "Walk", "Chat"]

    def test_vi_fills_in_the_form_and_gets_an_address_to_share(self, vi: Visitor) -> None:
        vi.get("/").submit("Find events", Near="Leeds", Within="10 miles")
        assert vi.page.h1 == "Events within 10 miles of Leeds"
        vi.has("1 event", "less than a mile away")
        vi.submit("Find events", **{"BSL": True, "Access on request": ["1"]})
        assert vi.page.h1 == "Events within 10 miles of Leeds with BSL"
        assert titles(vi)[0] == "Circle"

    def test_online_events_stand_in_a_group_of_their_own_near_a_place(self, vi: Visitor) -> None:
        vi.get("/events?near=York&within=5").has("Online, from wherever you are")
        assert titles(vi) == ["Walk", "Chat"]
        vi.get("/events?near=York&within=5&format=in_person").lacks("Online, from wherever you are")
        assert titles(vi) == ["Walk"]
        vi.get("/events?near=York&format=online").lacks("Nothing found")
        assert titles(vi) == ["Chat"]

    def test_when_nothing_is_near_vi_sees_what_is_a_little_further(self, vi: Visitor) -> None:
        vi.get("/events?near=Sheffield&within=10")
        vi.has("Nothing found near Sheffield yet. Here is what is a little further.", "miles away")
        assert titles(vi) == ["Circle", "Walk", "Chat"]
        vi.get("/events?near=Penzance&within=10").has("Nothing found near Penzance yet.").lacks("a little further")

    def test_what_is_chosen_can_be_taken_away_one_by_one(self, vi: Visitor) -> None:
        vi.get("/events?q=circle&access=step_free&access=bsl&ask=1&near=Leeds&from=2027-07-01")
        vi.click("Take away: BSL ×")
        assert vi.path == "/events?access=step_free&ask=1&from=2027-07-01&near=Leeds&q=circle"
        vi.click("Take away: Within 25 miles of Leeds ×")
        assert vi.path == "/events?access=step_free&ask=1&from=2027-07-01&q=circle"
        vi.click("Take all away")
        assert vi.path == "/events"

    def test_the_same_query_has_other_faces(self, vi: Visitor) -> None:
        vi.get("/events?page=1&format=online&utm_source=x")
        assert vi.link("Put this list in your calendar") == "/calendar?format=online"
        assert vi.link("See it on a map") == "/map?format=online"
        assert vi.link("Spreadsheet") == "/events.csv?format=online"
        alternates = {link["type"]: link["href"] for link in vi.page.soup.select("link[rel=alternate]")}
        assert alternates["text/calendar"] == "/events.ics?format=online"
        assert alternates["application/atom+xml"] == vi.link("News feed") == "/events.atom?format=online"
        assert alternates["application/json"] == vi.link("Data") == "/events.json?format=online"
        assert alternates["application/geo+json"] == vi.link("Map data") == "/events.geojson?format=online"
        canonical = vi.page.soup.select_one("link[rel=canonical]")
        assert canonical is not None
        assert str(canonical["href"]).endswith("/events?format=online")

    def test_past_events_are_one_link_away_and_back(self, vi: Visitor) -> None:
        vi.get("/events").click("See past events").has("Past event")
        assert vi.path == "/events?to=2027-05-31"
        assert titles(vi) == ["Old times"]
        vi.click("See what is coming")
        assert vi.path == "/events"

    def test_a_problem_is_said_above_and_beside_the_field(self, vi: Visitor) -> None:
        vi.get("/events?near=Qwertyville&from=31/2/2027")
        vi.has("Something we could not use", "We could not find “Qwertyville”", "is not a date we can read")
        near = vi.page.soup.select_one("#near")
        assert near is not None
        assert near["value"] == "Qwertyville"
        assert near["aria-describedby"].split() == ["near-hint", "near-error"]
        panel = vi.page.soup.select_one("details")
        assert panel is not None
        assert panel.has_attr("open")

    @pytest.mark.parametrize("name", NAMES)
    def test_garbage_gets_words_and_never_a_failure(self, vi: Visitor, name: str) -> None:
        near = "&near=Leeds" if name == "within" else ""
        for value in GARBAGE:
            vi.get(f"/events?{name}={quote(value, errors='surrogatepass')}{near}")


@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=20)), max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_in_the_address_make_a_page(vi: Visitor, pairs: list[tuple[str, str]]) -> None:
    safe = [(name, value.encode("utf-8", "replace").decode()) for name, value in pairs]
    vi.open("GET", "/events", 200, query_string=safe)


def test_long_lists_have_pages(vi: Visitor) -> None:
    for number in range(45):
        published(f"Table {number}", sessions=[a_session(starts_on=f"2027-07-{number % 28 + 1:02}")])
    db.session.commit()
    vi.get("/events").has("45 events, soonest first", "page 1 of 3")
    first = titles(vi)
    vi.click("Next page")
    assert vi.path == "/events?page=2"
    assert not set(first) & set(titles(vi))
    vi.get("/events?page=77").has("page 3 of 3")


def test_the_number_of_selects_does_not_grow(vi: Visitor) -> None:
    a_week()
    published("First")
    published("Chat", **ONLINE)
    db.session.commit()
    with counted_selects() as few:
        vi.get("/events?near=Swansea&week=co-production-week-2027&organisation=circle")
    for number in range(40):
        published(f"Table {number}")
    db.session.commit()
    with counted_selects() as many:
        vi.get("/events?near=Swansea&week=co-production-week-2027&organisation=circle")
    assert len(few) == len(many) <= 16
    with counted_selects() as plain:
        vi.get("/events")
    assert len(plain) == 4  # the catalogue's version, the count, the page, the Weeks of the form
