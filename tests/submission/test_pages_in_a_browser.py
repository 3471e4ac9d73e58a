"""What scripts add to the organiser's pages: a pin moved by keys that says so, boxes that come when wanted."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app import create_app
from app.extensions import db
from tests.browser import arriving, chromium, open_page
from tests.conftest import settings
from tests.served import served

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
__all__ = ["chromium"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, empty, served on this machine."""
    folder = tmp_path_factory.mktemp("pages")
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.app_context():
        db.create_all()
        with served(app) as address:
            yield address
        db.engine.dispose()


def begin(chromium: Browser, address: str, **others: Any) -> tuple[Page, str, list[str]]:
    """A draft in a new browser window; its address."""
    page, complaints = open_page(chromium, f"{address}/submit", **others)
    with arriving(page):
        page.get_by_role("button", name="Start").click()
    return page, page.url.removesuffix("/about"), complaints


def show_pin(page: Page, draft: str) -> None:
    """Leeds on the page about the place."""
    page.goto(f"{draft}/where")
    page.get_by_label("In person", exact=True).check()
    page.get_by_label("Town or city").fill("Leeds")
    with arriving(page):
        page.get_by_role("button", name="See the pin on the map").click()
    page.locator(".map-pin").wait_for()


def test_arrow_keys_move_the_pin_and_it_is_said(chromium: Browser, address: str) -> None:
    page, draft, complaints = begin(chromium, address)
    show_pin(page, draft)
    page.locator(".map-pin").focus()
    page.keyboard.press("ArrowUp")
    said = page.locator("#pin-said").text_content() or ""
    assert said.startswith("The pin is now at 53.")
    latitude = float(page.locator("#latitude").input_value())
    page.keyboard.press("Shift+ArrowUp")
    assert latitude < float(page.locator("#latitude").input_value())
    assert page.locator("#latitude").is_visible()
    assert complaints == []
    page.close()


def test_the_mouse_drags_the_pin_and_typed_numbers_move_it(chromium: Browser, address: str) -> None:
    page, draft, complaints = begin(chromium, address)
    show_pin(page, draft)
    pin = page.locator(".map-pin")
    pin.scroll_into_view_if_needed()
    before = pin.bounding_box()
    assert before is not None
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=5)
    page.mouse.up()
    expect(page.locator("#pin-said")).to_contain_text("The pin is now at 5")
    dragged = float(page.locator("#latitude").input_value()), float(page.locator("#longitude").input_value())
    assert dragged[0] > 53.8
    assert dragged[1] > -1.54
    page.locator("#longitude").fill("-1.5")
    page.locator("#longitude").blur()
    moved = pin.bounding_box()
    assert moved is not None
    assert moved["x"] != before["x"] + 60
    assert complaints == []
    page.close()


def test_names_we_know_are_offered_while_somebody_types(chromium: Browser, address: str) -> None:
    page, draft, complaints = begin(chromium, address)
    page.goto(f"{draft}/contacts")
    page.route("**/submit/organisations?q=*", lambda route: route.fulfill(json={"names": ["The Circle"]}))
    page.locator("#organisation_name").press_sequentially("cir")
    expect(page.locator("#known-names option")).to_have_attribute("value", "The Circle")
    assert page.locator("#organisation_name").get_attribute("list") == "known-names"
    assert complaints == []
    page.close()


def test_a_note_is_asked_for_once_there_is_an_answer(chromium: Browser, address: str) -> None:
    page, draft, _complaints = begin(chromium, address)
    page.goto(f"{draft}/access")
    note = page.locator("#step_free_note")
    assert not note.is_visible()
    page.locator("#step_free").check()
    assert note.is_visible()
    page.close()


def test_the_public_contact_is_previewed_as_it_is_ticked(chromium: Browser, address: str) -> None:
    page, draft, _complaints = begin(chromium, address)
    page.goto(f"{draft}/contacts")
    page.locator("#contact_email").fill("hello@example.org")
    box = page.locator("#public-words")
    assert "hello@example.org" not in box.inner_text()
    page.get_by_label("The email address for the public").check()
    assert "hello@example.org" in box.inner_text()
    page.close()
