"""What is somebody else's and what does not exist look the same."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.registry.event import Event
from tests.client import Visitor
from tests.submission.answers import PAGES, answer, fill_in, hand_in, start

ADDRESSES = ["", "/check", "/sent", *(f"/{page}" for page in PAGES)]
NOBODYS = ["CW-ZZZZZZ", "x", "CW-7KRM4T%00", "CW-%ED%A0%80", "%C3%9F" * 12, "C" * 3000, "CW-7KRM4T'--"]


def token_of(visitor: Visitor) -> str:
    box = visitor.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert box is not None
    return str(box["value"])


def test_a_stranger_sees_the_same_as_where_there_is_nothing(
    olu: Visitor, stranger: Visitor, event_of: Callable[[str], Event]
) -> None:
    draft = start(olu)
    answer(olu, "about")
    sent = hand_in(olu)
    token = token_of(stranger)
    for reference in (draft, sent):
        for rest in ADDRESSES:
            path, nothing = f"/submit/{reference}{rest}", f"/submit/CW-ZZZZZZ{rest}"
            mine = stranger.get(path, 404).response.text
            there_is_none = stranger.get(nothing, 404).response.text
            assert mine == there_is_none, path
            stranger.lacks("Sharing circle", reference)
        for rest in ("/send", "/change", *(f"/{page}" for page in PAGES)):
            stranger.post(f"/submit/{reference}{rest}", {"csrf_token": token, "title": "Mine now"}, 404)
    assert event_of(draft).latest.title == "Sharing circle"


@pytest.mark.parametrize("reference", NOBODYS)
def test_an_odd_reference_is_not_found(olu: Visitor, reference: str) -> None:
    token = token_of(olu)
    for rest in ADDRESSES:
        olu.get(f"/submit/{reference}{rest}", 404)
    for rest in ("/send", "/change", "/about"):
        olu.post(f"/submit/{reference}{rest}", {"csrf_token": token}, 404)


def test_a_reference_may_be_typed_in_small_letters(olu: Visitor) -> None:
    reference = fill_in(olu)
    olu.get(f"/submit/{reference.lower()}").has("Sharing circle", reference)


def test_organisers_pages_are_kept_by_nobody(app: Flask, olu: Visitor) -> None:
    reference = fill_in(olu)
    for path in ("/submit", "/my-events", *(f"/submit/{reference}{rest}" for rest in ADDRESSES)):
        assert olu.get(path).response.headers["Cache-Control"] == "no-store", path
    assert olu.get("/submit/CW-ZZZZZZ", 404).response.headers["Cache-Control"] == "no-store"
