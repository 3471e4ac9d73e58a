"""Signing in and out as a moderator."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pyotp
import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.accounts.models import Moderator, OneTimeLink
from app.accounts.moderator_session import current_moderator, moderator_required
from app.accounts.services import console_link, remove_moderator
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.shared import clock
from tests.accounts.browser import Browser, mailed_link

Later = Callable[[timedelta], None]


def code_of(moderator: Moderator, steps: int = 0) -> str:
    assert moderator.totp_secret is not None
    return pyotp.TOTP(moderator.totp_secret).at(clock.now() + timedelta(seconds=30 * steps))


def ask(browser: Browser, email: str = "mo@example.org", address: str = "/sign-in") -> None:
    browser.open(address)
    browser.press(email=email)


def use_mailed_link(browser: Browser) -> None:
    browser.open(mailed_link())
    browser.press()
    browser.follow()


def whoami(app: Flask, browser: Browser) -> str | None:
    """The name a page for moderators shows this browser, or None when it is sent away."""
    cookie = browser.client.get_cookie("registry")
    headers = {"Cookie": f"registry={cookie.value}"} if cookie else {}
    with app.app_context(), app.test_request_context("/moderation?page=2", headers=headers):
        response = moderator_required(lambda: current_moderator().name)()
    assert response.headers["Cache-Control"] == "no-store"
    assert "Cookie" in response.vary
    if response.status_code == 303:
        assert response.location == "/sign-in?next=/moderation?page%3D2"
        return None
    return response.get_data(as_text=True)


@pytest.fixture
def inside(mo: Moderator, browser: Browser) -> Browser:
    ask(browser)
    use_mailed_link(browser)
    browser.press(code=code_of(mo))
    return browser


def test_mo_signs_in_with_a_link_and_a_code(app: Flask, mo: Moderator, browser: Browser) -> None:
    ask(browser, " MO@example.org ", "/sign-in?next=/moderation/CPW-7K3M")
    assert browser.follow().status_code == 200
    assert browser.heading == "Check your email"
    assert whoami(app, browser) is None
    use_mailed_link(browser)
    assert browser.heading == "Enter your code"
    assert whoami(app, browser) is None
    assert browser.press(code=code_of(mo)).location == "/moderation/CPW-7K3M"
    assert whoami(app, browser) == "Mo"
    db.session.refresh(mo)
    assert mo.last_signed_in_at is not None


def test_a_moderator_without_a_code_sets_one_up_first(app: Flask, mo: Moderator, browser: Browser) -> None:
    mo.totp_secret = None
    db.session.commit()
    ask(browser)
    use_mailed_link(browser)
    assert browser.heading == "Set up your second step"
    key = browser.soup.find("code").get_text().replace(" ", "")
    assert len(key) == 32
    assert browser.soup.find("img")["src"].startswith("data:image/svg+xml")
    browser.press(code="000000" if pyotp.TOTP(key).now() != "000000" else "111111")
    assert browser.page.status_code == 200
    assert whoami(app, browser) is None
    assert browser.press(code=pyotp.TOTP(key).at(clock.now())).location == "/moderation"
    assert whoami(app, browser) == "Mo"
    db.session.refresh(mo)
    assert mo.totp_secret == key
    assert key not in str(db.session.execute(select(OneTimeLink.data)).all())


def test_the_answer_never_says_whether_an_address_is_known(app: Flask, mo: Moderator) -> None:
    answers = []
    for email in ("mo@example.org", "nobody@example.org"):
        browser = Browser(app)
        ask(browser, email)
        posted = (browser.page.status, browser.page.location, browser.page.get_data())
        answers.append((posted, browser.follow().get_data()))
    assert answers[0] == answers[1]
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 1


@pytest.mark.parametrize("email", ["mo@example.org", "nobody@example.org"])
def test_a_sixth_link_in_an_hour_is_refused_plainly(app: Flask, mo: Moderator, email: str, later: Later) -> None:
    for _ in range(5):
        browser = Browser(app)
        ask(browser, email)
        assert browser.page.status_code == 303
    ask(browser, email)
    assert browser.page.status_code == 429
    assert browser.heading == "Please wait an hour"
    later(timedelta(hours=1))
    ask(browser, email)
    assert browser.page.status_code == 303


def test_one_network_gets_thirty_links_an_hour(app: Flask, browser: Browser) -> None:
    for number in range(30):
        ask(browser, f"nobody{number}@example.org")
        assert browser.page.status_code == 303
    ask(browser, "somebody@example.org")
    assert browser.page.status_code == 429


@pytest.mark.parametrize("typed", ["", "  ", "mo", "mo@", "m\x00o@example.org", "x" * 300 + "@example.org", "\ud83d"])
def test_what_is_not_an_address_is_explained_and_kept(app: Flask, browser: Browser, typed: str) -> None:
    browser.open("/sign-in")
    browser.press(email=typed.encode("utf-8", "surrogatepass"))
    assert browser.page.status_code == 200
    assert browser.soup.title.get_text().startswith("Error: ")
    assert browser.soup.find("a", href="#email").get_text().strip()


def test_reading_a_link_does_not_use_it(app: Flask, mo: Moderator, browser: Browser) -> None:
    ask(browser)
    address = mailed_link()
    for _ in range(3):
        assert browser.client.head(address).status_code == 200
        assert browser.open(address).status_code == 200
    assert browser.page.headers["Cache-Control"] == "no-store"
    assert browser.press().location == "/sign-in/code"


def test_a_used_link_says_so_and_offers_a_new_one(app: Flask, mo: Moderator, browser: Browser) -> None:
    ask(browser)
    address = mailed_link()
    browser.open(address)
    browser.press()
    other = Browser(app)
    assert other.open(address).status_code == 410
    assert other.heading == "This link has been used"
    assert other.soup.find("a", href="/sign-in")
    other.open("/sign-in")
    assert other.press(address).status_code == 410


def test_a_link_that_ends_while_its_page_is_open_says_so(mo: Moderator, browser: Browser, later: Later) -> None:
    ask(browser)
    browser.open(mailed_link())
    later(timedelta(minutes=15))
    assert browser.press().status_code == 410
    assert browser.heading == "This link is too old"


@hypothesis_settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.text(min_size=1))
def test_no_token_is_ever_a_500(app: Flask, browser: Browser, token: str) -> None:
    quoted = "".join(f"%{byte:02X}" for byte in token.encode("utf-8", "surrogatepass"))
    browser.open(f"/sign-in/{quoted}")
    assert browser.page.status_code in (404, 308)
    if "/" not in token and token not in (".", ".."):
        assert browser.heading == "This link does not work"
        assert browser.soup.find("a", href="/sign-in")


def test_two_presses_at_once_one_wins(app: Flask, mo: Moderator) -> None:
    browsers = [Browser(app) for _ in range(3)]
    ask(browsers[0])
    address = mailed_link()
    db.session.remove()
    for browser in browsers:
        browser.open(address)
    start, answers = Barrier(3), []

    def press(browser: Browser) -> None:
        start.wait()
        answers.append(browser.press().status_code)

    threads = [Thread(target=press, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 410, 410]


def test_a_code_works_once(app: Flask, mo: Moderator, inside: Browser) -> None:
    used = code_of(mo)
    second = Browser(app)
    ask(second)
    use_mailed_link(second)
    assert second.press(code=used).status_code == 200
    assert "Each code works once" in second.page.get_data(as_text=True)
    assert whoami(app, second) is None


def test_five_wrong_codes_need_a_new_link(app: Flask, mo: Moderator, browser: Browser) -> None:
    ask(browser)
    use_mailed_link(browser)
    wrong = next(code for code in ("111111", "222222") if code not in [code_of(mo, step) for step in range(-2, 3)])
    for _ in range(5):
        assert browser.press(code=wrong).status_code == 200
    assert browser.press(code=code_of(mo)).status_code == 410
    assert browser.heading == "Too many codes were wrong"
    assert whoami(app, browser) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34 5x"])
def test_what_is_not_a_code_costs_no_try(app: Flask, mo: Moderator, browser: Browser, typed: str) -> None:
    ask(browser)
    use_mailed_link(browser)
    assert browser.press(code=typed).status_code == 200
    assert browser.soup.find("a", href="#code").get_text().startswith("Enter the six digits")
    assert db.session.scalar(select(OneTimeLink.codes_tried)) == 0
    code = code_of(mo)
    assert browser.press(code=f" {code[:3]} {code[3:]} ").status_code == 303


def test_the_code_page_is_only_for_whoever_used_a_link(mo: Moderator, browser: Browser, later: Later) -> None:
    for page in ("/sign-in/code", "/sign-in/set-up"):
        assert browser.open(page).location == "/sign-in"
    ask(browser)
    use_mailed_link(browser)
    later(timedelta(minutes=16))
    assert browser.open("/sign-in/code").location == "/sign-in"


def test_a_code_once_set_up_cannot_be_set_up_again(mo: Moderator, browser: Browser) -> None:
    ask(browser)
    use_mailed_link(browser)
    assert browser.open("/sign-in/set-up").location == "/sign-in/code"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(mo: Moderator, browser: Browser, target: str) -> None:
    browser.open("/sign-in", query_string={"next": target})
    browser.press(email="mo@example.org", next=target)
    use_mailed_link(browser)
    assert browser.press(code=code_of(mo)).location == "/moderation"


def test_a_removed_moderator_is_out_at_once(app: Flask, mo: Moderator, inside: Browser) -> None:
    address = console_link(mo).removeprefix(app.config["SITE_URL"])
    assert whoami(app, inside) == "Mo"
    remove_moderator(mo)
    db.session.commit()
    assert whoami(app, inside) is None
    inside.open(address)
    assert inside.press().status_code == 404
    ask(inside)
    assert inside.page.status_code == 303
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 1


def test_signing_out_ends_a_stolen_cookie_too(app: Flask, mo: Moderator, inside: Browser) -> None:
    stolen = Browser(app)
    cookie = inside.client.get_cookie("registry")
    assert cookie is not None
    stolen.client.set_cookie("registry", cookie.value)
    assert whoami(app, stolen) == "Mo"
    inside.open("/sign-in")
    assert inside.press("/sign-out").location == "/sign-in"
    assert whoami(app, inside) is None
    assert whoami(app, stolen) is None


def test_a_session_ends_after_twelve_hours(app: Flask, inside: Browser, later: Later) -> None:
    later(timedelta(hours=11, minutes=59))
    assert whoami(app, inside) == "Mo"
    later(timedelta(minutes=2))
    assert whoami(app, inside) is None


def test_signing_in_begins_a_new_session(app: Flask, mo: Moderator, browser: Browser) -> None:
    with browser.client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    ask(browser)
    use_mailed_link(browser)
    browser.press(code=code_of(mo))
    with browser.client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"]


def test_without_a_csrf_token_nothing_happens(app: Flask, mo: Moderator, inside: Browser) -> None:
    assert inside.client.post("/sign-out").status_code == 400
    assert whoami(app, inside) == "Mo"
    assert inside.client.get("/sign-out").status_code == 405


def test_over_https_the_link_s_button_works(app: Flask, mo: Moderator, browser: Browser) -> None:
    address = console_link(mo).removeprefix(app.config["SITE_URL"])
    db.session.commit()
    base = "https://registry.example.org"
    page = browser.open(address, base_url=base)
    assert page.headers["Referrer-Policy"] == "same-origin"
    token = browser.soup.find("input", {"name": "csrf_token"})["value"]
    sent = browser.client.post(
        address, base_url=base, headers={"Referer": base + address}, data={"csrf_token": token}
    )
    assert sent.status_code == 303


def test_nobody_is_signed_in_outside_a_guarded_page(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(LookupError):
        current_moderator()


@pytest.fixture(autouse=True)
def nothing_left_uncommitted(app: Flask) -> Iterator[None]:
    yield
    assert not db.session.dirty
    assert not db.session.new
