"""Moderators' pages, looked at as they are and with everything on them that can be wrong."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from app.accounts.models import Moderator
from app.accounts.services import add_moderator, console_link
from app.extensions import db
from app.moderation.services import reject, request_changes
from app.notifications.models import DeliveryStatus
from app.notifications.outbox import queue
from app.shared.clock import now
from tests.browser import chromium
from tests.programs import chromium_path
from tests.registry.factory import A_MODERATOR, a_session, approved, edited, submitted
from tests.submission.looking import Looker, Site, looked_at, own_pages

__all__ = ["chromium", "chromium_path"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
UID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of ``everything``."""
    with looked_at(tmp_path_factory.mktemp("moderation"), everything) as found:
        yield found


def everything() -> None:
    """Events in every state, one of them missing from calendars, and two letters that did not arrive."""
    add_moderator("mo@example.org", "Mo")
    approved(title="On Mars", sessions=[a_session(uid=UID, timezone="Mars/Olympus_Mons")])
    edited(approved(title="A day by the sea"), title="A night by the sea")
    submitted(title="A circle to share stories")
    request_changes(submitted(title="Lunch"), A_MODERATOR, "Who can get in?", now())
    reject(submitted(title="A sale"), A_MODERATOR, "It is not an event.", now())
    for status in (DeliveryStatus.DOUBTFUL, DeliveryStatus.FAILED):
        letter = queue("olu@example.org", "Your event is public", "Hello", kind="published")
        letter.status, letter.handed_over_at, letter.last_error = status, now(), "550 no such mailbox"


def signed_in(mo: Looker, site: Site) -> None:
    with site.app.app_context(), site.app.test_request_context():
        link = console_link(db.session.query(Moderator).one())
        db.session.commit()
    mo.open(site.url + "/sign-in/" + link.rpartition("/")[2], again=True)
    mo.press(mo.page.locator("main button").first.inner_text(), look=False)


def test_nobody_objects_to_any_page(chromium: Browser, site: Site) -> None:
    mo = Looker(chromium)
    signed_in(mo, site)
    for path in ("", "/changes-wanted", "/decided", "/letters"):
        mo.open(f"{site.url}/moderation{path}")
    mo.sees("It may have arrived", "It did not arrive")
    mo.press("It arrived (Your event is public, olu@example.org)")
    mo.press("Send it again (Your event is public, olu@example.org)")
    mo.sees("Every letter has gone")
    mo.open(f"{site.url}/moderation", again=True)
    waiting = mo.page.locator(".card__link")
    addresses = {one.inner_text(): str(one.get_attribute("href")) for one in waiting.all()}
    mo.open(site.url + addresses["A night by the sea"])
    mo.page.get_by_role("link", name="goes ahead").or_(mo.page.locator("a[href$='/happening']")).first.click()
    mo.look()
    mo.open(site.url + addresses["A circle to share stories"])
    assert own_pages("moderation") - site.rendered == {"moderation/already_decided.html"}
    mo.context.close()
