"""Access: every feature in its group, four states, a note, and somebody to ask in two ways."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.catalogue.preview import preview
from app.registry.event import Event
from app.registry.times import today
from app.registry.vocabularies.access import FEATURES, GROUPS, SHORT_CODES, SHORT_SET
from app.shared.clock import now
from tests.client import Visitor
from tests.submission.answers import answer, fill_in, start

ReadEvent = Callable[[str], Event]
ASK = {"contact_role": "Access team", "contact_email": "access@example.org", "contact_phone": "01632 960 123"}


def open_access(olu: Visitor) -> str:
    """A draft, at its page about access."""
    reference = start(olu)
    olu.get(f"/submit/{reference}/access")
    return reference


def test_every_feature_is_in_one_group_and_fits_its_column() -> None:
    listed = [feature.code for group in GROUPS for feature in group.features]
    assert sorted(listed) == sorted(FEATURES)
    assert list(FEATURES)[:10] == list(SHORT_CODES) == [feature.code for feature in SHORT_SET]
    assert max(map(len, FEATURES)) <= 30


def test_the_short_set_is_open_and_groups_open_when_answered(olu: Visitor, event_of: ReadEvent) -> None:
    reference = open_access(olu)
    assert olu.page.soup.select("details[open]") == []
    assert olu.page.soup.select_one("details input[name=step_free]") is None
    answer(olu, "access", step_free="yes", braille="on_request", braille_note="Two weeks before")
    assert event_of(reference).latest.access == {
        "step_free": {"state": "yes", "note": ""},
        "braille": {"state": "on_request", "note": "Two weeks before"},
    }
    olu.get(f"/submit/{reference}/access").has("Sight (1 answered)")
    assert [one["id"] for one in olu.page.soup.select("details[open]")] == ["group-sight"]


def test_a_wrong_note_opens_its_group_and_says_which_it_is(olu: Visitor) -> None:
    open_access(olu)
    answer(olu, "access", 422, lipspeaker_note="x" * 301)
    olu.has("The note about “Lipspeaker” must be 300 characters or fewer")
    assert [one["id"] for one in olu.page.soup.select("details[open]")] == ["group-hearing"]
    box = olu.page.soup.select_one("#lipspeaker_note")
    assert box is not None
    assert len(str(box["value"])) == 301


def test_an_answer_nobody_offers_is_refused_in_words(olu: Visitor) -> None:
    open_access(olu)
    token = str(olu.page.soup.select("input[name=csrf_token]")[0]["value"])
    olu.post(olu.path, {"csrf_token": token, "lift": "perhaps"}, 422).has("Choose one of the answers listed")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"contact_role": "Access team"}, "Give two ways to ask about access"),
        ({"contact_role": "Access team", "contact_email": "a@example.org"}, "Give two ways to ask about access"),
        ({"contact_email": "a@example.org", "contact_post": "1 High Street"}, "Say who people reach there"),
    ],
)
def test_whoever_can_be_asked_can_be_asked_in_two_ways(olu: Visitor, given: dict[str, str], words: str) -> None:
    open_access(olu)
    answer(olu, "access", 422, **given)
    olu.has(words)
    for name, value in given.items():
        assert olu.page.soup.select(f"#{name}")[0]["value"] == value


def test_nobody_to_ask_is_no_block_but_is_said_before_sending(olu: Visitor) -> None:
    reference = fill_in(olu)
    olu.has("You name nobody to ask about access")
    olu.get(f"/submit/{reference}/access")
    answer(olu, "access", **ASK)
    olu.lacks("You name nobody to ask about access")


def test_all_that_is_said_of_access_reaches_the_public_page(app: Flask, olu: Visitor, event_of: ReadEvent) -> None:
    said = {
        "makaton": "no",
        "contact_text_relay": "18001 01632 960 123",
        "contact_bsl_video": "SignVideo",
        "contact_post": "1 High Street",
        "contact_guide": "guide.example.org/hall",
        "access_checked_how": "visited",
    }
    reference = fill_in(olu, access=ASK | said)
    olu.has("Makaton: No", "Text relay 18001 01632 960 123", "BSL video call: SignVideo", "By post: 1 High Street")
    olu.has("guide.example.org/hall", "We visited and looked")
    event = event_of(reference)
    with app.test_request_context():
        shown = preview(event, event.latest, today(now()))
        labels = [one.label for group in shown.access.groups for one in group.answers]
    assert len(labels) == len(SHORT_SET) + 1
