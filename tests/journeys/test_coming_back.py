"""Olu leaves a half-filled page on her phone and goes on at a computer, with a mouse, without scripts, with keys."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import arriving
from tests.journeys.person import KeyboardPerson, Person
from tests.journeys.running import RunningSite, link_in
from tests.journeys.test_first_journey import DARK, DESKTOP, PHONE, answers
from tests.journeys.ways import walked
from tests.submission.answers import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
WAYS: dict[str, tuple[type[Person], dict[str, Any]]] = {
    "mouse": (Person, DESKTOP),
    "keyboard": (KeyboardPerson, DARK),
}
SCREENS = {"desktop": DESKTOP, "phone": PHONE}


@pytest.mark.parametrize("way", walked(WAYS, "keyboard"))
def test_what_was_left_half_filled_is_finished_in_another_browser(
    way: str, running: RunningSite, chromium: Browser, pictures: Path | None
) -> None:
    kind, looks = WAYS[way]
    title = f"Circle left for later, {way}"
    phone = Person(chromium, f"later-{way}-phone", pictures, **PHONE)
    phone.open(f"{running.url}/submit")
    phone.press("Start")
    phone.answer({"title": title, "website": "half a web ad"})
    phone.press("Save and come back later")
    phone.press("Email me the link", 422)
    phone.sees("Enter your email address, so that we can send you the link")
    phone.answer({"email": f"olu.{way}@example.org"})
    phone.press("Email me the link")
    phone.sees("Your draft is saved", f"olu.{way}@example.org")
    reference = phone.page.locator(".reference").inner_text()

    olu = kind(chromium, f"later-{way}", pictures, **looks)
    olu.open(link_in(running.letter("way-back", reference), "return/"))
    olu.press("Open my event")
    olu.sees(reference, "In progress", "Not started", "Cannot start yet")
    olu.follow("About the event")
    assert olu.page.locator("[name=title]").input_value() == title
    assert olu.page.locator("[name=website]").input_value() == "half a web ad"
    olu.press("Continue", 422)
    olu.sees("There is a problem")
    for page in PAGES:
        olu.answer(answers(title)[page] | ({"website": ""} if page == "about" else {}))
        olu.press("Continue")
    olu.press("Send your event")
    assert olu.heading == "Nearly there: check your email"
    for person in (phone, olu):
        person.leave()


@pytest.mark.parametrize("screen", walked(SCREENS, "phone"))
def test_two_tabs_are_told_and_a_trapped_person_is_helped(
    screen: str, running: RunningSite, chromium: Browser, pictures: Path | None
) -> None:
    looks = SCREENS[screen]
    olu = Person(chromium, f"tabs-{looks['viewport']['width']}", pictures, **looks)
    olu.open(f"{running.url}/submit")
    olu.press("Start")
    first = olu.page
    second = olu.context.new_page()
    second.goto(first.url)
    second.locator("[name=title]").fill("Typed in the second tab")
    with arriving(second):
        second.get_by_role("button", name="Save and come back later").click()
    second.close()
    olu.answer({"title": "Typed in the first tab"})
    olu.press("Continue", 409)
    olu.sees("This page was changed somewhere else", "Typed in the second tab", "Typed in the first tab")
    olu.follow("Keep what is saved")
    assert olu.page.locator("[name=title]").input_value() == "Typed in the second tab"
    olu.leave()
