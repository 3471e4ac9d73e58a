"""``flask moderator``."""

from flask import Flask
from sqlalchemy import select

from app.accounts.models import Moderator
from app.extensions import db
from tests.accounts.browser import Browser


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["moderator", *words])
    return result.exit_code, result.output


def test_a_moderator_is_added_listed_and_removed(app: Flask) -> None:
    assert run(app, "add", "Mo@Example.org", "Mo")[0] == 0
    assert "mo@example.org  Mo  active  no code yet  last signed in: never" in run(app, "list")[1]
    assert run(app, "remove", "mo@example.org")[0] == 0
    assert "removed" in run(app, "list")[1]
    code, words = run(app, "link", "mo@example.org")
    assert code == 1
    assert "was removed" in words


def test_adding_twice_is_one_moderator(app: Flask) -> None:
    run(app, "add", "mo@example.org", "Mo")
    run(app, "add", "MO@example.org", "Mo Jones")
    assert db.session.scalars(select(Moderator.name)).all() == ["Mo Jones"]


def test_what_is_not_an_address_or_a_name_is_refused(app: Flask) -> None:
    assert run(app, "add", "mo", "Mo")[0] == 1
    assert run(app, "add", "mo@example.org", " ")[0] == 1
    assert "No moderator has the address" in run(app, "remove", "mo@example.org")[1]


def test_a_console_link_signs_in_without_a_code(app: Flask, mo: Moderator, browser: Browser) -> None:
    address = run(app, "link", "mo@example.org", "--minutes", "5")[1].strip()
    assert address.startswith(app.config["SITE_URL"] + "/sign-in/")
    browser.open(address.removeprefix(app.config["SITE_URL"]))
    assert browser.press().location == "/moderation"


def test_a_forgotten_code_is_set_up_anew(app: Flask, mo: Moderator) -> None:
    assert run(app, "forget-code", "mo@example.org")[0] == 0
    db.session.refresh(mo)
    assert mo.totp_secret is None
    assert mo.session_number == 2
