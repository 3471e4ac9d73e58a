"""Floods and programs get a page that says why and what to do; nothing is dropped silently."""

from collections.abc import Callable

import pytest

from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.trap import TRAP
from app.submission import limits
from tests.client import Visitor
from tests.submission.answers import fill_in, start

ReadEvent = Callable[[str], Event]


def check_page(visitor: Visitor, *words: str) -> None:
    visitor.has("hello@example.org", *words)
    assert 0 < int(visitor.response.headers["Retry-After"]) <= 3600


def test_one_place_starts_so_many_an_hour(olu: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STARTS_PER_NETWORK", 2)
    start(olu)
    start(olu)
    check_page(olu.get("/submit").submit("Start", 429), "At most 2 events an hour", "Try again in an hour")


@pytest.mark.parametrize("name", ["SENDS_PER_NETWORK", "SENDS_PER_ADDRESS"])
def test_one_address_and_one_place_send_so_many_an_hour(
    olu: Visitor, event_of: ReadEvent, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(limits, name, 1)
    fill_in(olu)
    olu.submit("Send your event").has("Nearly there")
    reference = fill_in(olu)
    check_page(olu.submit("Send your event", 429), "Your draft is kept", reference)
    assert event_of(reference).latest.state == State.DRAFT
    olu.click("Back to your draft").has("Sharing circle", "Completed")


def test_pressing_send_twice_does_not_count_twice(olu: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SENDS_PER_ADDRESS", 1)
    reference = fill_in(olu)
    olu.submit("Send your event")
    token = olu.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert token is not None
    olu.post(f"/submit/{reference}/send", {"csrf_token": token["value"]}).has("Nearly there")


def test_ways_back_are_not_mailed_without_end(olu: Visitor) -> None:
    reference = start(olu)
    for _ in range(limits.LINKS_PER_ADDRESS):
        olu.get(f"/submit/{reference}/later").submit("Email me the link", email="vi@example.org")
    olu.get(f"/submit/{reference}/later")
    check_page(olu.submit("Email me the link", 429, email="VI@example.org"), "at most 5 links an hour", reference)


def test_the_box_that_people_leave_empty_stops_programs(olu: Visitor, event_of: ReadEvent) -> None:
    olu.get("/submit").submit("Start", 422, fax_number="0113 496 0000").has("Are you a person?", "hello@example.org")
    reference = fill_in(olu)
    olu.submit("Send your event", 422, fax_number="x").has("Your draft is kept", reference)
    assert event_of(reference).latest.state == State.DRAFT
    olu.click("Back to your answers").submit("Send your event").has("Nearly there")


def test_the_box_says_what_it_is_and_offers_nothing(olu: Visitor) -> None:
    box = olu.get("/submit").page.soup.select_one(f"input[name='{TRAP}']")
    assert box is not None
    assert olu.page.label_of(box) == "Leave this empty"
    assert (box["autocomplete"], box["tabindex"]) == ("off", "-1")
