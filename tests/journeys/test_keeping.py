"""Vi makes a calendar that Cal subscribes to, and a shortlist: keys only, with and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.feeds.clients.khal import Subscription
from tests.feeds.site import open_site
from tests.journeys.person import KeyboardPerson

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

CLIPBOARD = ["clipboard-read", "clipboard-write"]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A site with a few events."""
    with open_site(tmp_path_factory.mktemp("keeping")) as found:
        yield found


def test_cal_subscribes_to_the_calendar_that_vi_made(
    chromium: Browser, site: dict[str, str], pictures: Path | None, tmp_path: Path
) -> None:
    vi = KeyboardPerson(
        chromium, "calendar-vi", pictures, **DESKTOP, permissions=["clipboard-read", "clipboard-write"]
    )
    vi.open(f"{site['url']}/calendar")
    vi.type(vi.page.get_by_label("Near"), "Leeds")
    vi.reach(vi.page.locator("summary"))
    vi.page.keyboard.press("Enter")
    vi.choose(vi.page.get_by_label("BSL"))
    vi.choose(vi.page.get_by_label("Free", exact=True))
    vi.press("Make this calendar")
    assert vi.heading == "Free events within 25 miles of Leeds with BSL"
    vi.sees("1 event is coming:", "Sharing circle")
    vi.reach(vi.page.get_by_role("button", name="Copy the address"))
    vi.page.keyboard.press("Enter")
    vi.page.get_by_text("Copied").wait_for()
    address = vi.page.evaluate("navigator.clipboard.readText()")
    assert address == f"{site['url']}/events.ics?access=bsl&cost=free&near=Leeds"
    vi.leave()

    cal = Subscription(tmp_path / "cal", address)
    cal.sync()
    when, where = "07/07/2190 10:00 - 07/07/2190 11:30", "Leeds Central Library, Calverley Street, Leeds LS1 3AB"
    assert cal.list("01/07/2190", "31/07/2190") == [f"{when} | Sharing circle | {where} | CONFIRMED"]


def test_vi_gathers_two_events_without_scripts(
    chromium: Browser, site: dict[str, str], pictures: Path | None
) -> None:
    vi = KeyboardPerson(chromium, "shortlist-vi", pictures, **PHONE)
    vi.open(f"{site['url']}/events/cancelled-walk")
    vi.follow("Add to my shortlist Cancelled walk")
    vi.sees("1 event, in order of date", "This event will not take place. We are ill.")
    vi.type(vi.page.get_by_label("What are you looking for?"), "circle")
    vi.press("Find events to add")
    vi.follow("Add to my shortlist Sharing circle")
    vi.sees("2 events, in order of date")
    vi.follow("Put it in your calendar")
    kept = vi.context.request.get(vi.page.locator("#address").input_value()).text()
    for line in ("SUMMARY:Cancelled: Cancelled walk", "STATUS:CANCELLED", "SUMMARY:Sharing circle"):
        assert f"\r\n{line}\r\n" in kept
    assert vi.has_no_cookie()
    vi.leave()


def test_vi_gathers_two_events_with_scripts(chromium: Browser, site: dict[str, str], pictures: Path | None) -> None:
    vi = KeyboardPerson(chromium, "scripts-vi", pictures, **DESKTOP)
    vi.open(f"{site['url']}/events")
    for title in ("Sharing circle", "Online chat"):
        vi.reach(vi.page.get_by_role("button", name=f"Add to my shortlist {title}"))
        vi.page.keyboard.press("Enter")
        vi.page.get_by_role("button", name=f"On my shortlist: take off {title}").wait_for()
    vi.look()
    vi.activate(vi.page.get_by_role("link", name="Shortlist (2 events)"))
    vi.page.wait_for_load_state("load")
    vi.look()
    vi.sees("2 events, in order of date", "Sharing circle", "Online chat")
    assert vi.has_no_cookie()
    vi.leave()
