"""A picture from a phone without JavaScript, dates that repeat, and what the page says as Olu types."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.person import Person
from tests.journeys.running import RunningSite
from tests.pictures.made import with_secrets

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

YEAR = datetime.now(UTC).year + 1
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False, "has_touch": True}
DARK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
LONG = "We will " + "talk and listen and plan and " * 6 + "drink tea."
ABOUT = {"kind": "event", "title": "Sharing circle", "summary": "An open circle."}
DATE = {
    "sessions-0-starts_on-day": "7",
    "sessions-0-starts_on-month": "7",
    "sessions-0-starts_on-year": str(YEAR),
    "sessions-0-start_time": "10am",
    "sessions-0-end_time": "11.30",
}


class Stumbling(Person):
    """Somebody who forgets answers: the browser notes each page of errors, which is what they come to see."""

    def note_console(self, message: Any) -> None:
        if "status of 422" not in message.text:
            super().note_console(message)


def test_a_picture_and_a_weekly_event_from_a_phone_without_scripts(
    running: RunningSite, chromium: Browser, pictures: Path | None
) -> None:
    olu = Stumbling(chromium, "picture-olu", pictures, **PHONE)
    olu.open(f"{running.url}/submit")
    olu.press("Start")
    olu.press("Continue")
    olu.sees("There is a problem", "Enter the name of your event")
    olu.answer({**ABOUT, "description": LONG})
    olu.press("Continue and add a picture")
    olu.press("Keep this picture")
    olu.sees("Choose a picture", "Describe the picture")
    files = [{"name": "party.jpg", "mimeType": "image/jpeg", "buffer": with_secrets()}]
    olu.page.set_input_files("[name=picture]", files=files)  # type: ignore[arg-type]
    olu.press("Keep this picture")
    olu.sees("There is a problem", "The picture we have")
    olu.answer({"alt": "Six people laugh around a table", "consent": "yes"})
    olu.press("Keep this picture")
    image = olu.page.locator("picture img")
    assert image.get_attribute("alt") == "Six people laugh around a table"
    image.scroll_into_view_if_needed()
    olu.press("Continue")
    olu.sees("These sentences are long", "carry on")
    olu.answer({**DATE, "sessions-0-drop_in": "yes"})
    olu.page.get_by_text("It happens again and again").click()
    olu.answer({"repeat_until-day": "4", "repeat_until-month": "8", "repeat_until-year": str(YEAR)})
    olu.press("Make these dates")
    olu.sees("There is a problem", "Choose how often it repeats")
    olu.page.select_option("[name=repeat_every]", "week")
    olu.press("Make these dates")
    olu.sees("4 dates added")
    olu.press("Add another date")
    olu.press("Continue")
    olu.sees("Enter the date")
    olu.press("Remove date 6")
    olu.press("Continue")
    assert olu.page.url.endswith("/where")
    olu.leave()


def test_weekday_and_long_sentences_are_said_as_olu_types(
    running: RunningSite, chromium: Browser, pictures: Path | None
) -> None:
    olu = Person(chromium, "typing-olu", pictures, **DARK)
    olu.open(f"{running.url}/submit")
    olu.press("Start")
    note = olu.page.locator("[data-reading-of=description]")
    assert note.inner_text() == ""
    olu.answer({**ABOUT, "description": LONG})
    note.get_by_text("These sentences are long").wait_for()
    olu.look()
    olu.page.fill("[name=description]", "Short.")
    note.wait_for(state="hidden")
    olu.press("Continue")
    olu.answer(DATE)
    weekday = datetime(YEAR, 7, 7, tzinfo=UTC).strftime("%A")
    assert olu.page.locator(".weekday").first.inner_text() == f"That is a {weekday}."
    olu.look()
    olu.page.fill("[name=sessions-0-starts_on-day]", "32")
    assert olu.page.locator(".weekday").first.inner_text() == ""
    olu.leave()
