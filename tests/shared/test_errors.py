"""Every error says what happened and what to do, and loses nothing."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.shared.errors import MOST_CHARACTERS

HEADINGS = {
    400: "We could not read that",
    403: "This page is not open to you",
    404: "There is nothing at this address",
    405: "That cannot be done here",
    410: "This is no longer here",
    413: "That was too big to send",
    418: "We could not read that",
    429: "That was too fast for us",
    500: "Something went wrong on our side",
    502: "Something went wrong on our side",
    503: "We are closed for a few minutes",
}


def heading(answer: TestResponse) -> str:
    """The one heading of a page."""
    found = BeautifulSoup(answer.text, "html5lib").select("h1")
    assert len(found) == 1
    return found[0].get_text(strip=True)


@pytest.mark.parametrize("code", HEADINGS)
def test_an_error_has_a_page_in_our_words(vi: FlaskClient, code: int) -> None:
    answer = vi.get(f"/try/fail/{code}")
    assert (answer.status_code, heading(answer)) == (code, HEADINGS[code])
    assert f"<title>{HEADINGS[code]} - Co-production Week</title>" in answer.text


def test_headers_that_belong_to_an_error_are_kept(vi: FlaskClient) -> None:
    assert vi.get("/try/fail/405").headers["Allow"] == "GET"
    assert vi.get("/try/fail/429").headers["Retry-After"] == "120"


def test_a_redirect_is_not_an_error(vi: FlaskClient) -> None:
    assert vi.get("/try/fail/308").headers["Location"] == "/try/gallery"


def test_a_fault_of_ours_is_a_page_even_when_no_page_can_be_made(
    look: Flask, vi: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert heading(vi.get("/try/crash")) == HEADINGS[500]
    monkeypatch.setitem(look.jinja_env.globals, "asset", lambda _name: 1 / 0)
    answer = vi.get("/try/crash")
    assert (answer.status_code, heading(answer)) == (500, HEADINGS[500])


@pytest.mark.parametrize("host", ["a" * 64, "a..b", "a" * 5000])
@pytest.mark.parametrize("way", ["GET", "POST"])
def test_a_host_that_is_no_name_is_told_so(vi: FlaskClient, host: str, way: str) -> None:
    answer = vi.open("/try/gallery", method=way, headers={"Host": host})
    assert (answer.status_code, heading(answer)) == (400, HEADINGS[400])


def test_an_unknown_event_leads_to_a_search_with_its_words(vi: FlaskClient) -> None:
    soup = BeautifulSoup(vi.get("/events/cooking-up_change-2027.ics").text, "html5lib")
    link = soup.select_one('main a[href^="/events?q="]')
    assert link is not None
    assert link["href"] == "/events?q=cooking+up+change+2027"


def test_too_much_is_said_plainly_with_the_limit(vi: FlaskClient) -> None:
    answer = vi.post("/try/send", data={"text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "We take up to 1 MB at a time" in answer.text


def test_what_does_not_say_how_long_it_is_is_told_so(vi: FlaskClient) -> None:
    answer = vi.post("/try/send", headers={"Transfer-Encoding": "chunked"})
    assert (answer.status_code, heading(answer)) == (411, "We need to know how much is coming")


def test_a_form_whose_token_ran_out_can_be_sent_again_with_all_that_was_typed(vi: FlaskClient) -> None:
    typed = ["First\nsecond <b>", 'Two "quotes" & ŵ']
    refused = vi.post("/try/send?step=2", data={"text": typed, "csrf_token": "old"})
    assert refused.status_code == 400
    form = BeautifulSoup(refused.text, "html5lib").select_one("form")
    assert form is not None
    assert form["action"] == "/try/send?step=2"
    fields = [(str(field["name"]), str(field["value"])) for field in form.select("input")]
    data = {name: [value for other, value in fields if other == name] for name, _value in fields}
    assert vi.post(str(form["action"]), data=data).json == {"text": typed, "where": "/try/send?step=2"}


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_another_site_posted_is_not_offered(vi: FlaskClient, headers: dict[str, str]) -> None:
    refused = vi.post("/try/send", data={"text": "mine"}, headers=headers)
    assert refused.status_code == 400
    assert "<form" not in refused.text


def test_what_is_too_much_to_carry_is_not_offered(vi: FlaskClient) -> None:
    refused = vi.post("/try/send", data={"text": "x" * (MOST_CHARACTERS + 1)})
    assert "<form" not in refused.text
    assert "Go back, copy what you typed" in refused.text


def test_a_form_is_never_offered_to_another_host(vi: FlaskClient) -> None:
    refused = vi.post("//elsewhere.example/try/send", data={"text": "mine"})
    assert 'action="//' not in refused.text
