"""What the browser tests stand on: two engines that object, and a press that waits for the page it leads to."""

import time
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import arriving, chromium, objections
from tests.programs import chromium_path

__all__ = ["chromium", "chromium_path"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
FIRST = "<title>First</title><form action='/second'><button>Go</button></form>"
BAD = "<html lang='en'><title>Bad</title><body><main><h1>Bad</h1><img src='data:,'></main></body></html>"


def answer(route: Any) -> None:
    """The second page takes its time."""
    if "second" not in route.request.url:
        route.fulfill(body=FIRST, content_type="text/html")
        return
    time.sleep(0.4)
    route.fulfill(body="<title>Second</title><h1>Here</h1>", content_type="text/html")


def test_a_press_waits_for_the_page_it_leads_to(chromium: Browser) -> None:
    page = chromium.new_page()
    page.route("**/*", answer)
    page.goto("http://registry.test/first")
    with arriving(page):
        page.get_by_role("button").click()
    assert (page.title(), page.locator("h1").inner_text()) == ("Second", "Here")
    page.close()


def test_both_engines_object_to_a_picture_without_words(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(BAD)
    rules = [rule for rule, _places in objections(page)]
    assert "image-alt" in rules
    assert any("1_1_1" in rule for rule in rules), "the engine of pa11y"
    page.close()
