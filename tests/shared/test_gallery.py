"""Every part of the look in a real browser: axe-core objects to nothing, and nothing is cut off."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
AXE = Path("node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def objections(page: Page) -> list[tuple[str, list[Any]]]:
    """What axe-core finds, as rule and places."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]]


def open_page(chromium: Browser, address: str, width: int = 1280, **others: Any) -> tuple[Page, list[str]]:
    """A page and what its console complains of."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, **others)
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


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
