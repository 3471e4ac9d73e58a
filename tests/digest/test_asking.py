"""Asking for a letter: nothing is kept before the link is used, and the answer is the same for everybody."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import OneTimeLink
from app.catalogue.document import SessionDocument
from app.digest import jobs, services
from app.digest.models import LONGEST_QUERY
from app.extensions import db
from tests.catalogue.documents import a_session
from tests.catalogue.rows import a_week, published
from tests.client import Visitor
from tests.digest.conftest import WEDNESDAY, Letters, Travel, link_in, send, subscribed, subscriptions
from tests.registry.factory import approved

SEND = "Send me the link"


def ask(vi: Visitor, query: str = "", email: str = "Vi@Example.org") -> Visitor:
    return vi.get(f"/digest?{query}").submit(SEND, email=email).has("Check your email")


def test_the_page_says_what_comes_how_often_and_what_is_kept(vi: Visitor) -> None:
    approved()
    db.session.commit()
    vi.get("/events?format=in_person&cost=free").click("Get these by email every week")
    vi.has("Free in-person events", "1 event is listed for this today", "every Thursday at 8am", "24 June")
    vi.has("Your email address, what the letter is about, and when we last wrote. Nothing else.")
    vi.submit("Show this letter", format="online").has("Free online events", "Nothing is listed for this yet")
    assert vi.response.headers["Cache-Control"] == "no-store"


def test_the_calendar_and_the_footer_lead_there(vi: Visitor) -> None:
    vi.get("/calendar?nation=wales").click("No calendar? Get these events by email every week").has("Events in Wales")
    vi.get("/").click("Events by email every week").has("Each Thursday morning, one letter")


def test_vi_asks_and_confirms_and_only_then_is_she_kept(vi: Visitor, letters: Letters) -> None:
    ask(vi, "nation=wales&sort=date&page=3&unknown=x")
    assert subscriptions() == []
    (letter,) = letters()
    assert (letter.recipient, letter.kind) == ("vi@example.org", "digest-confirm")
    assert "Events in Wales" in letter.text_body
    path = link_in(letter, "confirm")
    vi.get(path).get(path).has("Events in Wales", "the first on Thursday 24 June 2027")
    assert subscriptions() == []
    vi.submit("Begin my letters").has("Your first letter comes on Thursday 24 June 2027", "Then no letter comes")
    (kept,) = subscriptions()
    assert (kept.email, kept.query, kept.told_at) == ("vi@example.org", "nation=wales", WEDNESDAY)
    link = db.session.scalars(select(OneTimeLink)).one()
    assert link.data == {"query": "nation=wales"}, "a used link forgets the address"


def test_a_link_used_twice_says_so_and_changes_nothing(vi: Visitor, letters: Letters) -> None:
    ask(vi)
    path = link_in(letters()[0], "confirm")
    second = Visitor(vi.app).get(path)
    vi.get(path).submit("Begin my letters")
    second.submit("Begin my letters", 410).has("This link has been used", "all is well")
    vi.get(path, 410).has("This link has been used")
    assert len(subscriptions()) == 1


def test_a_link_that_is_too_old_offers_a_new_one_and_has_forgotten_the_address(
    vi: Visitor, letters: Letters, it_is: Travel
) -> None:
    ask(vi, "nation=wales")
    path = link_in(letters()[0], "confirm")
    it_is(WEDNESDAY + services.CONFIRM_WITHIN)
    jobs.forget(lambda: False)
    assert db.session.scalars(select(OneTimeLink)).one().data == {"query": "nation=wales"}
    vi.get(path, 410).has("This link is too old").click("Get a new link").has("Events in Wales")
    vi.get("/digest/confirm/half-a-lin", 404).has("This link does not work")
    assert subscriptions() == []


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(vi: Visitor, letters: Letters) -> None:
    subscribed(query="nation=wales")
    known = ask(vi, "nation=wales", "vi@example.org").page.html
    unknown = ask(Visitor(vi.app), "nation=wales", "cal@example.org").page.html
    assert known == unknown
    first, second = letters()
    assert first.subject == second.subject
    vi.get(link_in(first, "confirm")).submit("Begin my letters").has("Your letters begin")
    assert len(subscriptions()) == 1, "who has it already has it once"


def test_two_tabs_are_two_letters(vi: Visitor, letters: Letters) -> None:
    wales, online = vi.get("/digest?nation=wales"), Visitor(vi.app).get("/digest?format=online")
    online.submit(SEND, email="vi@example.org")
    wales.submit(SEND, email="vi@example.org")
    for letter in letters():
        vi.get(link_in(letter, "confirm")).submit("Begin my letters")
    assert [row.query for row in subscriptions()] == ["format=online", "nation=wales"]


@pytest.mark.parametrize(
    ("email", "message"),
    [("", "Enter your email address"), ("vi", "in the right shape"), ("vi@example.org\r\nBcc: x@y.org", "shape")],
)
def test_an_address_that_cannot_be_meant_is_explained_and_kept(
    vi: Visitor, letters: Letters, email: str, message: str
) -> None:
    vi.get("/digest?nation=wales").submit(SEND, 422, email=email).has(message, "Events in Wales")
    assert letters() == []


def test_too_many_links_for_one_address_and_from_one_network(
    vi: Visitor, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST_PER_NETWORK", services.MOST_PER_ADDRESS + 2)
    for _ in range(services.MOST_PER_ADDRESS):
        ask(vi)
    vi.get("/digest").submit(SEND, 429, email="vi@EXAMPLE.org").has("at most 5 links a day", "hello@example.org")
    assert vi.response.headers["Retry-After"] == "3600"
    ask(vi, email="cal@example.org")
    vi.get("/digest").submit(SEND, 429, email="another@example.org")
    assert len(letters()) == services.MOST_PER_ADDRESS + 1


def test_a_program_that_fills_in_everything_is_told(vi: Visitor, letters: Letters) -> None:
    vi.get("/digest?nation=wales").submit(SEND, 422, email="vi@example.org", fax_number="1").has("Are you a person?")
    vi.click("Back to the letter").has("Events in Wales")
    assert letters() == []


def test_a_query_too_long_for_a_letter_is_refused_with_words(vi: Visitor, letters: Letters) -> None:
    long = "%F0%9F%8E%89" * 200
    vi.get(f"/digest?q={long}").has("more than one letter can be about")
    assert not vi.page.soup.select("form[method=post]")
    whole = vi.get("/digest").page.soup.select_one("form[method=post] input[name=csrf_token]")
    assert whole is not None
    vi.post(f"/digest?q={long}", {"csrf_token": whole["value"], "email": "vi@example.org"}, 422)
    assert letters() == []
    within = "q=" + "x" * 190 + "&council=" + "y" * 70
    assert len(within) < LONGEST_QUERY
    ask(vi, within)


def test_what_is_over_is_not_written_about(vi: Visitor) -> None:
    a_week("last-year", first_day="2026-07-06", last_day="2026-07-10")
    published("Old fair", kind="festival", slug="old-fair", sessions=[one_day(date(2027, 5, 1))])
    db.session.commit()
    for query, words in (
        ("week=last-year", "its last day was Friday 10 July 2026"),
        ("to=2027-06-22", "the last was 22 June 2027"),
        ("festival=old-fair", "Old fair is over"),
    ):
        vi.get(f"/digest?{query}").has(words, "nothing left to write about")
        assert not vi.page.soup.select("form[method=post]")
    vi.get("/digest?to=2027-06-23").has("Send me the link")


def one_day(day: date) -> SessionDocument:
    return a_session(starts_on=day.isoformat(), ends_on=day.isoformat())


def test_a_place_nobody_knows_is_never_replaced_by_everywhere(vi: Visitor, letters: Letters) -> None:
    vi.get("/digest?near=Nowhereville").has("We could not find “Nowhereville”")
    token = vi.page.soup.select_one("form[method=post] input[name=csrf_token]")
    assert token is not None
    vi.post("/digest?near=Nowhereville", {"csrf_token": token["value"], "email": "vi@example.org"}, 422)
    assert letters() == []


def test_a_letter_comes_the_next_morning_when_it_was_confirmed_the_evening_before(
    app: Flask, vi: Visitor, letters: Letters, it_is: Travel
) -> None:
    approved()
    db.session.commit()
    ask(vi)
    vi.get(link_in(letters()[0], "confirm")).submit("Begin my letters")
    for hours, mailed in ((0, 1), (21, 1), (22, 2), (23, 2)):
        it_is(WEDNESDAY + timedelta(hours=hours))
        send()
        assert len(letters()) == mailed, hours


@pytest.mark.parametrize("name", ["q", "near", "from", "week", "festival", "page", "x"])
def test_odd_questions_are_answered(vi: Visitor, name: str) -> None:
    for value in ("%00", "%ED%A0%80", "x" * 3000, "31/2/2027", "%27%22%3Cscript%3E"):
        assert vi.ask("GET", f"/digest?{name}={value}").status_code == 200, value
