"""The public pages in a real browser: axe-core objects to nothing, nothing is cut off, nothing is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from app import create_app
from app.extensions import db
from tests.browser import arriving, objections, open_page
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.conftest import settings
from tests.served import served

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FESTIVAL = {"slug": "leeds-together", "title": "Leeds Together", "uid": "x"}
FAR_AHEAD = {"sessions": [a_session(starts_on="2190-07-07")]}
PATHS = (
    "/",
    "/events",
    "/events?near=Swansea&within=oops&access=bsl&from=31/2/2027",
    "/events/sharing-circle",
    "/events/postponed-chat",
    "/festivals/leeds-together",
    "/map",
    "/weeks/co-production-week-2027",
    "/accessibility",
    "/api",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site with one of everything, served on this machine."""
    folder = tmp_path_factory.mktemp("faces")
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.app_context():
        db.create_all()
        a_week()
        an_organisation()
        published("Leeds Together", kind="festival", **FAR_AHEAD)
        published("Sharing circle", festival=FESTIVAL, title_cy="Cylch rhannu", **FAR_AHEAD)
        published("Example supper", origin="example", place=a_place(latitude=51.5, longitude=-0.1), **FAR_AHEAD)
        change = {"happening": "postponed", "happening_reason": "We are ill."}
        published("Postponed chat", format="online", place=None, **change, **FAR_AHEAD)
        db.session.commit()
    with served(app) as url:
        yield url
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(chromium: Browser, address: str, path: str, scheme: Any) -> None:
    page, complaints = open_page(chromium, address + path, color_scheme=scheme)
    if page.locator("#map").count():
        page.wait_for_selector(".map--ready .leaflet-marker-icon")
    assert objections(page) == []
    assert complaints == []
    page.close()


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_screen(chromium: Browser, address: str, path: str, width: int) -> None:
    page, _complaints = open_page(chromium, address + path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_vi_finds_an_event_with_the_keyboard_alone(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/events", 320)
    page.locator("#q").focus()
    page.keyboard.type("supper")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_label("Language").is_visible(), "Enter opens the further questions"
    page.locator("#q").focus()
    with arriving(page):
        page.keyboard.press("Enter")
    assert "/events?q=supper" in page.url
    assert page.locator(".card__title").all_inner_texts() == ["Example supper"]
    page.close()


def test_the_questions_open_and_answer_without_javascript(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/events", 320, java_script_enabled=False)
    page.locator("summary").click()
    page.get_by_label("How you take part").select_option("Online")
    with arriving(page):
        page.get_by_role("button", name="Find events").click()
    assert page.locator("h1").inner_text() == "Online events"
    page.close()


def test_the_map_draws_what_the_list_says(chromium: Browser, address: str) -> None:
    page, complaints = open_page(chromium, f"{address}/map")
    page.wait_for_selector(".map--ready .leaflet-marker-icon")
    assert complaints == []
    assert page.locator("#map-list .card").count() == 3
    page.close()


def test_the_map_is_a_list_without_javascript(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/map", java_script_enabled=False)
    assert not page.locator("#map").is_visible()
    assert page.locator(".card").count() == 4
    page.close()


def test_data_for_search_engines_is_let_through(chromium: Browser, address: str) -> None:
    page, complaints = open_page(chromium, f"{address}/events/sharing-circle")
    assert page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text).name")
    assert complaints == []
    page.close()
