"""Home, festivals, organisations, Weeks, changes, and the pages that stand."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from app.extensions import db
from tests.catalogue.documents import a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.client import Visitor
from tests.selects import counted_selects

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
PAGES = ("/", "/festivals", "/organisations", "/weeks", "/changes", "/about", "/accessibility", "/privacy")
OVER = {"sessions": [a_session(starts_on="2026-07-01")]}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_in_an_empty_registry(vi: Visitor, path: str) -> None:
    vi.get(path)
    assert vi.response.headers["ETag"]
    assert vi.page.soup.select_one("main a[href]") is not None, "a page leads somewhere"


def test_home_says_the_week_and_what_is_next(vi: Visitor) -> None:
    a_week("co-production-week-scotland-2027", name="Scotland 2027", first_day=None, last_day=None)
    a_week()
    a_week("week-2024", name="Week 2024", first_day="2024-07-01", last_day="2024-07-05")
    for number in range(8):
        published(f"Table {number}")
    db.session.commit()
    vi.get("/").has("Co-production Week 2027: Monday 5 to Friday 9 July 2027", "Table 0", "See all 8 events")
    vi.has("Scotland 2027 Dates not announced yet").lacks("Week 2024")
    assert vi.page.text.index("Co-production Week 2027") < vi.page.text.index("Scotland 2027")


def test_home_without_a_week_says_so(vi: Visitor) -> None:
    vi.get("/").has("The next Week is not announced yet", "No events are listed yet.")


def test_home_costs_four_selects(vi: Visitor) -> None:
    with counted_selects() as sent:
        vi.get("/")
    assert len(sent) == 4  # the catalogue's version, the Weeks, the count, the events


def test_a_week_has_its_festivals_and_events_even_when_it_is_over(vi: Visitor) -> None:
    week = {"slug": "week-2026", "name": "Week 2026"}
    a_week("week-2026", name="Week 2026", first_day="2026-06-29", last_day="2026-07-03")
    published("Old times", week=week, **OVER)
    published("Old festival", week=week, kind="festival", **OVER)
    published("Elsewhere")
    db.session.commit()
    vi.get("/weeks").has("Weeks that were").click("Week 2026").has("Old times", "Old festival", "#CoProWeek")
    vi.lacks("Elsewhere")


def test_festivals_coming_and_past(vi: Visitor) -> None:
    published("Next festival", kind="festival")
    published("Last festival", kind="festival", **OVER)
    published("No festival")
    db.session.commit()
    vi.get("/festivals").has("Next festival", "Past festivals", "Last festival").lacks("No festival")


def test_an_organisation_shows_what_it_holds_and_held(vi: Visitor) -> None:
    an_organisation()
    an_organisation("other", "Other")
    published("Next one")
    published("Last one", **OVER)
    published("Not theirs", organisation={"slug": "other", "name": "Other", "kind": "charity", "website": ""})
    db.session.commit()
    vi.get("/organisations").click("The Circle").has("Next one", "Past events", "Last one").lacks("Not theirs")


def test_changes_are_newest_first_with_their_reasons(vi: Visitor) -> None:
    changed = {"happening": "cancelled", "happening_reason": "The hall is closed."}
    published("Early", **changed, changed_at=datetime(2027, 5, 1, tzinfo=UTC))
    published("Late", **changed | {"happening": "postponed"}, changed_at=datetime(2027, 5, 30, 23, 30, tzinfo=UTC))
    published("Going ahead")
    published("Long over", **changed, **OVER)
    db.session.commit()
    vi.get("/changes").has("Told to us on Monday 31 May 2027. The hall is closed.").lacks("Going ahead", "Long over")
    assert vi.page.text.index("Late") < vi.page.text.index("Early")


def test_the_standing_pages_say_what_they_must(vi: Visitor) -> None:
    vi.get("/accessibility").has("partially compliant", "EHRC", "ECNI", "hello@example.org", "not been audited")
    vi.get("/privacy").has("No cookies", "6 months", "30 days", "Information Commissioner’s Office")
    vi.has("If we follow a calendar of yours, we keep its address", "When you stop, we delete those details")
    vi.get("/about").has("Equality", "Diversity", "Accessibility", "Reciprocity", "GeoNames", "Natural Earth")


def test_robots_are_told_where_everything_is(vi: Visitor) -> None:
    vi.get("/robots.txt")
    assert "Sitemap: http://127.0.0.1:5000/sitemap.xml" in vi.response.text
    assert "Disallow: /moderation" in vi.response.text


def test_the_sitemap_names_every_public_page_and_each_answers(vi: Visitor) -> None:
    a_week()
    an_organisation()
    published("Leeds Together", kind="festival")
    published("Sharing circle")
    published("Example supper", origin="example")
    published("Withdrawn walk", happening="withdrawn")
    db.session.commit()
    vi.get("/sitemap.xml")
    assert vi.response.mimetype == "application/xml"
    addresses = [str(loc.text) for loc in ElementTree.fromstring(vi.response.data).iter(LOC)]
    assert "http://127.0.0.1:5000/festivals/leeds-together" in addresses
    assert "http://127.0.0.1:5000/api" in addresses
    assert not [address for address in addresses if "example-supper" in address or "withdrawn" in address]
    assert "sharing-circle</loc><lastmod>2027-01-04T09:00:00+00:00</lastmod>" in vi.response.text
    for address in addresses:
        vi.get(vi.ours(address))
