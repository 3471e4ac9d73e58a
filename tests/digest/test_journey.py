"""Vi asks for a letter, gets it on Thursday and ends it, in a browser without scripts; every page is looked at."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app import create_app
from app.extensions import db
from tests.catalogue import documents
from tests.catalogue.rows import published
from tests.conftest import settings
from tests.digest.conftest import THURSDAY, Travel, subscribed, subscriptions
from tests.journeys.conftest import pictures
from tests.journeys.person import KeyboardPerson, Person
from tests.journeys.running import link_in, words_of
from tests.served import served

__all__ = ["pictures"]

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
DARK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
SEND, CONFIRM, STOP = "Send me the link", "Begin my letters", "Stop these letters"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site of its own, with mail as files."""
    folder = tmp_path_factory.mktemp("letters")
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.app_context():
        db.create_all()
        published("Sharing circle", sessions=[documents.a_session(starts_on="2027-07-01")])
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_vi_asks_confirms_reads_and_leaves(
    site: Flask, it_is: Travel, chromium: Browser, pictures: Path | None
) -> None:
    address = "vi@example.org"
    it_is(datetime(2027, 6, 23, 9, 0, tzinfo=UTC))
    with served(site) as url:
        site.config["SITE_URL"] = url
        vi = Person(chromium, "letter-phone", pictures, **PHONE)
        vi.open(f"{url}/events?cost=free&kind=event")
        vi.follow("Get these by email every week")
        assert vi.heading == "Events by email every week"
        vi.sees("Free events", "1 event is listed for this today")
        vi.press(SEND, 422)
        vi.sees("There is a problem", "Enter your email address, so that we can send you the letters")
        vi.answer({"email": address})
        vi.press(SEND)
        assert vi.heading == "Check your email"
        vi.open(link_in(post(site, "digest-confirm", address), "digest/confirm/"))
        vi.press(CONFIRM)
        vi.sees("Your letters begin", "Thursday 24 June 2027")
        it_is(THURSDAY)
        letter = post(site, "digest", address)
        assert "Sharing circle" in words_of(letter)
        assert letter["List-Unsubscribe"] == f"<{link_in(letter, 'digest/leave/')}>"
        vi.open(link_in(letter, "digest/leave/"))
        vi.press(STOP)
        assert vi.heading == "No more letters"
        vi.open(link_in(letter, "digest/leave/"))
        assert vi.heading == "No more letters"
        assert address not in [row.email for row in subscriptions()]
        vi.leave()


def test_cal_asks_and_leaves_with_keys_in_the_dark(
    site: Flask, it_is: Travel, chromium: Browser, pictures: Path | None
) -> None:
    key = subscribed("cal@example.org")
    with served(site) as url:
        cal = KeyboardPerson(chromium, "letter-dark", pictures, **DARK)
        cal.open(f"{url}/digest?near=Swansea")
        cal.answer({"email": "cal@example.org"})
        cal.press(SEND)
        assert cal.heading == "Check your email"
        cal.open(f"{url}/digest/leave/{key}")
        cal.press(STOP)
        assert cal.heading == "No more letters"
        cal.leave()


def post(site: Flask, kind: str, address: str) -> EmailMessage:
    """The letter of a kind that the worker brings."""
    done = site.test_cli_runner().invoke(args=["worker", "--once"])
    assert done.exit_code == 0, done.output
    (file,) = Path(site.config["INSTANCE_PATH"], "mail").glob(f"*Z-{kind}-{address}-*.eml")
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(letter, EmailMessage)
    return letter
