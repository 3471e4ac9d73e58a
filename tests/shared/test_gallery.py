"""Every part of the look in a real browser: axe-core objects to nothing, and nothing is cut off."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import arriving, objections, open_page

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/try/gallery", "/try/festival", "/try/fail/404"])
def test_axe_finds_nothing(chromium: Browser, address: str, path: str, scheme: Any, width: int) -> None:
    page, _complaints = open_page(chromium, address + path, width, color_scheme=scheme)
    assert objections(page) == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_when_answers_are_missing(chromium: Browser, address: str, scheme: Any) -> None:
    page, complaints = open_page(chromium, f"{address}/try/gallery", color_scheme=scheme)
    with arriving(page):
        page.get_by_role("button", name="Continue").click()
    assert page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    assert objections(page) == []
    page.get_by_role("link", name="Enter the date").click()
    assert page.evaluate("document.activeElement.id") == "day-day"
    assert complaints == []
    page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_is_wider_than_the_screen(chromium: Browser, address: str, width: int) -> None:
    page, complaints = open_page(chromium, f"{address}/try/gallery", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    page.close()


def test_an_answer_reveals_its_question_only_when_chosen(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/try/gallery")
    assert not page.locator("#postcode").is_visible()
    page.get_by_label("In person").check()
    assert page.locator("#postcode").is_visible()
    page.close()


def test_every_question_is_there_without_javascript(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/try/gallery", java_script_enabled=False)
    assert page.locator("#postcode").is_visible()
    page.close()


def test_the_print_leaves_out_what_cannot_be_pressed(chromium: Browser, address: str) -> None:
    page, _complaints = open_page(chromium, f"{address}/try/gallery")
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    assert page.locator(".card").first.is_visible()
    page.close()
