"""The pages about calendars in a real browser: axe objects to nothing, nothing is wider than a phone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered
from jinja2 import Template
from playwright.sync_api import Browser, Page

from app import create_app
from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.shared.clock import now
from app.submission.calendars import jobs, pages
from app.submission.notifications import LINK_LIVES
from tests.browser import chromium, objections, open_page
from tests.conftest import settings
from tests.fetching.server import Elsewhere, answer, elsewhere, here_only
from tests.registry.factory import a_place, a_session, approved
from tests.served import served
from tests.submission.calendars.conftest import the_source
from tests.submission.calendars.entries import CIRCLE, WALK, Entry, ahead, calendar_of
from tests.submission.looking import own_pages

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
__all__ = ["chromium"]
SHOTS = os.environ.get("SHOTS")


@pytest.fixture(scope="module")
def site_and_calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Elsewhere, set[str]]]:
    """The site with one public event, a calendar elsewhere that has the same, and the templates that were shown."""
    folder = tmp_path_factory.mktemp("calendars")
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.app_context(), elsewhere() as there:
        app.extensions["network"] = here_only()
        db.create_all()
        place = a_place(venue="Central Library", town="Leeds", postcode="LS1 3AB")
        approved(title="Tea and talk", sessions=[a_session(ahead())], places=[place])
        db.session.commit()
        shown: set[str] = set()

        def note(_app: Flask, template: Template, **_: Any) -> None:
            shown.add(str(template.name))

        with served(app) as address, template_rendered.connected_to(note, app):
            yield address, there, shown
        db.session.remove()
        db.engine.dispose()


def seen(page: Page, name: str) -> None:
    """What axe finds on a phone by day and on a desk by night, and whether anything sticks out."""
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
        assert objections(page) == [], f"{name} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_axe_finds_nothing_from_the_address_to_the_answer(
    chromium: Browser, site_and_calendar: tuple[str, Elsewhere, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, there, shown = site_and_calendar
    email, path = "olu@example.org", "/events.ics"
    there.pages[path] = answer(calendar_of(CIRCLE, WALK, Entry("t", "Tea & talk"), Entry("x", "Dance", summary="")))
    token = issue_link(Purpose.ORGANISER_SIGN_IN, "new", LINK_LIVES, email=email)
    db.session.commit()
    page, complaints = open_page(chromium, f"{address}/my-events/{token}")
    page.get_by_role("button", name="See my events").click()
    page.get_by_role("link", name="Your calendars").click()
    seen(page, "no-calendars")
    page.locator("main").get_by_text("Bring events from a calendar", exact=True).click()
    page.get_by_text("Where to find the address").click()
    seen(page, "bring")
    page.get_by_label("Address of the calendar").fill(there.address("/nothing.ics"))
    page.get_by_role("button", name="Read the calendar").click()
    seen(page, "bring-wrong")
    for label, text in (
        ("Address of the calendar", there.address(path)),
        ("Name of your organisation or group", "The Circle"),
        ("Your name", "Olu Quillfeather"),
        ("Your email address", email),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_label("Now, and then every day").check()
    page.get_by_role("button", name="Read the calendar").click()
    page.get_by_text("Like “Tea and talk”, which is public here").wait_for()
    seen(page, "table")
    page.get_by_role("button", name="Create these drafts").click()
    circle = CIRCLE.but(start="1400", end="1500", summary="Now with tea and cake.")
    there.pages[path] = answer(calendar_of(circle, Entry("n", "Choir")))
    for _ in range(2):
        jobs.look(the_source().id, now(), tell=False)
    page.goto(f"{address}/my-events/calendars")
    seen(page, "calendars")
    page.get_by_role("link", name="Circle diary").click()
    seen(page, "calendar")
    page.get_by_role("link", name="Sharing circle").click()
    seen(page, "news-change")
    page.go_back()
    page.get_by_role("link", name="A walk by the canal").click()
    seen(page, "news-gone")
    there.pages[path] = answer(b"<html>")
    page.goto(f"{address}/my-events/calendars/{the_source().key}")
    page.get_by_role("button", name="Look now").click()
    page.get_by_text("We could not read it").wait_for()
    seen(page, "calendar-trouble")
    monkeypatch.setattr(pages, "MOST_LOOKS", 0)
    page.get_by_role("button", name="Look now").click()
    page.get_by_text("an hour").first.wait_for()
    seen(page, "too-often")
    assert [one for one in complaints if "422" not in one and "429" not in one] == []
    assert own_pages("submission/calendars") - shown == set(), "pages nobody looked at"
    page.close()
