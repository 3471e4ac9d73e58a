"""Mo enters an event for Ada on the phone, and prints what was written down."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.person import Person
from tests.journeys.running import RunningSite
from tests.journeys.test_first_journey import DARK, DESKTOP, answers
from tests.journeys.ways import walked
from tests.submission.answers import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
LIGHTS = {"light": DESKTOP, "dark": DARK}


@pytest.mark.parametrize("light", walked(LIGHTS, "dark"))
def test_an_event_for_somebody_on_the_phone(
    running: RunningSite, chromium: Browser, pictures: Path | None, light: str
) -> None:
    looks = LIGHTS[light]
    title = f"Phone circle {looks.get('color_scheme', 'light')}"
    mo = Person(chromium, "mo-on-behalf", pictures, **looks)
    mo.open(running.flask("moderator", "link", "mo@example.org").strip())
    mo.press(mo.page.locator("main button").first.inner_text())
    mo.open(f"{running.url}/moderation")
    mo.follow("Enter an event for somebody on the phone")
    mo.answer({"name": "Ada Smallbone", "phone": "0113 496 0999", "tell": "phone"})
    mo.press("Begin")
    for page in PAGES:
        mo.answer(answers(title)[page] | ({"your_email": ""} if page == "contacts" else {}))
        mo.press("Continue")
    mo.press("Send your event")
    assert mo.heading == "We have your event"
    mo.sees(title, "What we wrote down", "What happens next")
    reference = mo.page.locator(".reference").inner_text()
    mo.page.emulate_media(media="print")
    assert not mo.page.locator(".site-header").is_visible()
    assert mo.page.locator(".letter").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 24
    mo.page.emulate_media(media="screen")
    mo.open(f"{running.url}/moderation/{reference}")
    mo.sees("Mo entered this for somebody", "Tell them the outcome by phone", "0113 496 0999")
    mo.leave()
