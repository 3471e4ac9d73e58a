"""The pages about sent events in a real browser: axe-core objects to nothing, at 320 px and in the dark too."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app import create_app
from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.moderation.services import request_changes
from app.shared.clock import now
from app.submission import services as submission
from app.submission.afterwards import services
from app.submission.notifications import LINK_LIVES
from tests.browser import arriving, chromium, objections, open_page, served
from tests.conftest import settings
from tests.programs import chromium_path
from tests.registry.factory import A_MODERATOR, approved, edited, submitted

__all__ = ["chromium", "chromium_path"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SECTIONS = ["about", "when", "where", "access", "together", "joining", "contacts"]
PUBLIC, ASKED, FAIR = "CW-PPPPPP", "CW-QQQQQQ", "CW-FFFFFF"
PATHS = (
    "/my-events",
    f"/my-events/{PUBLIC}",
    f"/my-events/{ASKED}",
    f"/submit/{PUBLIC}/check",
    f"/submit/{ASKED}/where",
    f"/submit/{ASKED}",
    *(f"/my-events/{PUBLIC}/{page}" for page in ("happening", "withdraw", "copy", "people", "discard")),
    f"/my-events/{FAIR}/joining",
    "/my-events/my-details",
)


def fill(organiser: object) -> None:
    """A public event with a change, one with notes to answer, a festival that is asked."""
    fair = approved({"reference": FAIR}, kind="festival", title="The Fair", sections_done=SECTIONS)
    public = approved({"reference": PUBLIC}, sections_done=SECTIONS)
    asking = approved(title="A walk", festival_id=fair.id)
    asking.agreed_festival_id = None
    asked = submitted({"reference": ASKED}, sections_done=SECTIONS)
    request_changes(asked, A_MODERATOR, "A few things.", now(), notes={"where": "Which room?"})
    for event in (fair, public, asked):
        event.organisers.append(organiser)  # type: ignore[arg-type]
    services.edit(public, now())
    public.latest.summary, public.latest.cost = "Other words for the same circle.", "paid"
    submission.reopen(asked, now())
    waiting = approved(title="Changing")
    edited(waiting, title="Changed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """The site, served on this machine."""
    folder = tmp_path_factory.mktemp("afterwards")
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.app_context():
        db.create_all()
        fill(submission.remember("olu@example.org", now()))
        db.session.commit()
    with served(app) as url:
        yield app, url
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    chromium: Browser, site: tuple[Flask, str], scheme: str, width: int
) -> None:
    app, url = site
    with app.app_context():
        token = issue_link(Purpose.ORGANISER_SIGN_IN, "1", LINK_LIVES, email="olu@example.org")
        db.session.commit()
    page, complaints = open_page(chromium, f"{url}/my-events/{token}", width, color_scheme=scheme)
    with arriving(page):
        page.get_by_role("button", name="See my events").click()
    for path in PATHS:
        page.goto(url + path)
        assert page.url == url + path
        assert objections(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(f"{url}/my-events/{PUBLIC}/happening")
    page.get_by_label("It is cancelled").check()
    with arriving(page):
        page.get_by_role("button", name="Tell everyone").click()
    assert page.title().startswith("Error: ")
    assert objections(page) == []
    assert complaints == []
    page.close()
