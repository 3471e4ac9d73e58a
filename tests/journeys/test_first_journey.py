"""From Olu's form, through Mo's yes, to Vi's list and map and Cal's calendar."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.feeds.clients.khal import Subscription
from tests.journeys.person import KeyboardPerson, Person
from tests.journeys.running import RunningSite, link_in, words_of
from tests.submission.answers import PAGES, SIMPLEST

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DAY = date(datetime.now(UTC).year + 1, 7, 7)
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False, "has_touch": True}
DARK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
WAYS = {"mouse": (Person, DESKTOP), "phone": (Person, PHONE), "keyboard": (KeyboardPerson, DARK)}
VENUE = "Leeds Central Library"


def answers(title: str) -> dict[str, dict[str, Any]]:
    """Olu's answers, next year."""
    date_boxes = {"sessions-0-starts_on-year": str(DAY.year)}
    where = {"venue": VENUE, "postcode": "LS1 3AB"}
    access = {"step_free": "yes", "step_free_note": "Lift from the street"}
    changed = {"about": {"title": title}, "when": date_boxes, "where": where, "access": access}
    return {page: SIMPLEST[page] | changed.get(page, {}) for page in PAGES}


def tell(olu: Person, site: RunningSite, title: str) -> str:
    """Olu tells us about her event and confirms her address. The reference."""
    olu.open(f"{site.url}/submit")
    olu.press("Start")
    for page in PAGES:
        assert olu.page.url.endswith(page), olu.page.url
        olu.answer(answers(title)[page])
        olu.press("Continue")
    assert olu.heading == "Check your answers"
    olu.sees(title, "10am to 11:30am", VENUE, "Lift from the street")
    olu.press("Send your event")
    assert olu.heading == "Nearly there: check your email"
    olu.sees("What happens next", "olu@example.org")
    reference = olu.page.locator(".reference").inner_text()
    letter = site.letter("confirm", reference)
    assert letter["To"] == "olu@example.org"
    olu.open(link_in(letter, "confirm/"))
    olu.press("Confirm my address")
    olu.sees("Thank you: your event is with us", reference, "A moderator will look at it")
    assert title in words_of(site.letter("received", reference))
    return reference


def approve(mo: Person, site: RunningSite, title: str, reference: str) -> None:
    """Mo signs in with a link from the console, reads the event and says yes."""
    mo.open(site.flask("moderator", "link", "mo@example.org").strip())
    mo.press(mo.page.locator("main button").first.inner_text())
    mo.open(f"{site.url}/moderation")
    mo.sees(title, reference)
    mo.follow(title)
    mo.sees(VENUE, "olu@example.org", "Lift from the street")
    mo.press("Approve and publish")
    mo.sees("Mo approved it", title)


def find(vi: Person, site: RunningSite, title: str, *, draws: bool) -> str:
    """Vi finds it on the list, on its own page and on the map, and keeps it. Its address."""
    vi.open(f"{site.url}/events")
    vi.sees(title, VENUE)
    vi.follow(title)
    assert vi.heading == title
    address = vi.page.url
    vi.sees("10am to 11:30am", VENUE, "LS1 3AB", "Lift from the street", "The Circle")
    for secret in ("Olu Quillfeather", "olu@example.org"):
        assert secret not in vi.page.content()
    kept = vi.context.request.get(f"{address}.ics")
    assert kept.status == 200
    assert f"DTSTART;TZID=Europe/London:{DAY:%Y%m%d}T100000" in kept.text()
    vi.open(f"{site.url}/map")
    vi.sees(title)
    if draws:
        vi.page.locator("#map .leaflet-marker-icon").first.wait_for()
        vi.look()
    assert vi.has_no_cookie()
    return address


@pytest.mark.parametrize("way", WAYS)
def test_an_event_goes_from_olu_to_everybody(
    way: str, running: RunningSite, chromium: Browser, pictures: Path | None, tmp_path: Path
) -> None:
    kind, looks = WAYS[way]
    title = f"Sharing circle with {way}"
    olu, mo, vi = (kind(chromium, f"{way}-{name}", pictures, **looks) for name in ("olu", "mo", "vi"))
    reference = tell(olu, running, title)
    approve(mo, running, title, reference)
    address = find(vi, running, title, draws=looks.get("java_script_enabled", True))

    cal = Subscription(tmp_path / "cal", f"{running.url}/events.ics")
    cal.sync()
    listed = [line for line in cal.list(f"{DAY:%d/%m/%Y}", f"{DAY:%d/%m/%Y}") if title in line]
    assert len(listed) == 1
    assert listed[0].startswith(f"{DAY:%d/%m/%Y} 10:00 - {DAY:%d/%m/%Y} 11:30 |")
    assert VENUE in listed[0]

    published = running.letter("published", title)
    assert published["To"] == "olu@example.org"
    assert address in words_of(published)
    olu.open(link_in(published, "events/"))
    assert olu.heading == title
    for person in (olu, mo, vi):
        person.leave()
