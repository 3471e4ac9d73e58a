"""The map draws what the list says, from this site alone, and can be used from a keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import objections, open_page

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def drawn(chromium: Browser, address: str) -> Any:
    """The map page once its events are drawn."""
    page, complaints = open_page(chromium, f"{address}/try/map")
    page.locator(".map-cluster").first.wait_for()
    yield page
    assert complaints == []
    page.close()


def test_axe_finds_nothing_on_the_map(drawn: Page) -> None:
    assert objections(drawn) == []


def test_events_in_one_place_are_counted_in_words(drawn: Page) -> None:
    words = [" ".join(text.split()) for text in drawn.locator(".map-cluster").all_text_contents()]
    assert words == ["6 events", "6 events"]


def test_nothing_is_fetched_from_anywhere_else(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/try/map")
    page.locator(".map-cluster").first.wait_for()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    page.close()


def test_a_keyboard_opens_an_event_reads_it_as_text_and_comes_back(drawn: Page) -> None:
    drawn.locator(".map-cluster").first.focus()
    for _press in range(6):
        if drawn.locator(".map-disc").count():
            break
        drawn.keyboard.press("Enter")
        drawn.wait_for_timeout(500)
        (
            drawn.locator(".map-cluster").first if drawn.locator(".map-cluster").count() else drawn.locator("#map")
        ).focus()
    drawn.locator(".map-disc").first.focus()
    drawn.keyboard.press("Enter")
    expect(drawn.locator(":focus")).to_contain_text("Event <b>")
    drawn.keyboard.press("Escape")
    expect(drawn.locator(".map-disc:focus")).to_have_count(1)


def test_looking_at_an_event_in_the_list_lights_up_both_its_places(drawn: Page) -> None:
    drawn.locator("#map-list li").first.hover()
    expect(drawn.locator(".map-cluster.is-pointed-at")).to_have_count(2)


def test_the_list_is_all_there_without_javascript(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/try/map", java_script_enabled=False)
    assert page.locator("#map-list .card").count() == 13
    assert not page.locator("#map").is_visible()
    page.close()


def test_a_map_that_cannot_be_drawn_says_so(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.route("**/events.geojson", lambda route: route.abort())
    page.goto(f"{address}/try/map")
    page.locator("#map-failed").wait_for(state="visible")
    assert not page.locator("#map").is_visible()
    page.close()
