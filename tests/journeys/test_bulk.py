"""Olu sends two hundred events in one file, thirty of which need work: by mouse, by keys, on a phone."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.person import KeyboardPerson, Person
from tests.journeys.running import RunningSite, link_in
from tests.journeys.ways import walked
from tests.submission.bulk.files import SENDER, csv_file, good

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
YEAR = datetime.now(UTC).year + 1
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False, "has_touch": True}
DARK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
WAYS = {"mouse": (Person, DESKTOP), "phone": (Person, PHONE), "keyboard": (KeyboardPerson, DARK)}
MISTAKES = ({"Date": "31/2/2027"}, {"Cost": "Maybe"}, {"Summary": ""}, {"Start": "25pm"}, {"Step-free": "Perhaps"})


# Each way has a town of its own: the same events a second time would be taken for doubles.
TOWNS = {"mouse": ("Leeds", "LS1 3AB"), "phone": ("Bath", "BA1 5AW"), "keyboard": ("York", "YO1 7HH")}


def two_hundred(way: str) -> bytes:
    """Every seventh row has a mistake, until there are thirty."""
    town, postcode = TOWNS[way]
    day = {"Date": f"5/7/{YEAR}", "Town": town, "Postcode": postcode}
    wrong = {7 * n: MISTAKES[n % len(MISTAKES)] for n in range(1, 29)} | {199: MISTAKES[0], 200: MISTAKES[1]}
    return csv_file([good(n, **(day | wrong.get(n, {}))) for n in range(1, 201)])


@pytest.mark.parametrize("way", walked(WAYS, "phone"))
def test_two_hundred_events_in_one_file(
    running: RunningSite, chromium: Browser, pictures: Path | None, tmp_path: Path, way: str
) -> None:
    kind, looks = WAYS[way]
    file = tmp_path / f"{way}.csv"
    file.write_bytes(two_hundred(way))
    email = f"olu.{way}@example.org"
    olu = kind(chromium, f"olu-bulk-{way}", pictures, **looks)
    olu.open(f"{running.url}/submit/many")
    olu.press("Upload and check", 422)
    olu.sees("There is a problem", "Choose the file with your events")
    olu.page.set_input_files("#file", file)
    olu.answer(SENDER | {"your_email": email, "your_name": f"Olu {way}"})
    olu.press("Upload and check")
    olu.sees("200 events: 170 are ready, 30 need work.", "There is no such day", "Choose from these answers")
    assert olu.page.locator("tbody tr").count() == 30
    assert olu.page.locator("tbody .govuk-error-message").count() == 30
    olu.follow("Ready (170)")
    olu.sees(f"5 July {YEAR}")
    olu.go_back()
    olu.press("Create these drafts")
    olu.sees("170 events are ready to send", "30 drafts are in progress")
    olu.press("Send these 170 events")
    assert olu.heading == "Nearly there: check your email"
    letter = running.letter("confirm-many", f"Olu {way}")
    assert letter["To"] == email
    olu.open(link_in(letter, "confirm-many/"))
    olu.press("Confirm my address")
    olu.sees("170 events were sent", "30 drafts are in progress")
    olu.leave()
