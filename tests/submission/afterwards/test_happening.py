"""Postponed, moved online, cancelled, going ahead again: at once, with a reason, once."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.notifications.models import OutboxMessage
from tests.client import Visitor
from tests.moderation.conftest import signed_in
from tests.submission.afterwards.conftest import find, sent_by

Letters = Callable[[], list[OutboxMessage]]


@pytest.mark.parametrize(
    "said", [("postponed", "Postponed"), ("moved_online", "Moved online"), ("cancelled", "Cancelled")]
)
def test_everyone_sees_it_at_once_with_the_reason(
    olu: Visitor, stranger: Visitor, circle: str, letters: Letters, said: tuple[str, str]
) -> None:
    to, words = said
    olu.get(f"/my-events/{circle}").click("Postpone, move online or cancel")
    olu.submit("Tell everyone", to=to, reason="The boiler broke.").has(
        f"Public: {words.lower()}", "The boiler broke."
    )
    slug = find(circle).slug
    stranger.get(f"/events/{slug}").has(words, "The boiler broke.")
    stranger.get("/changes").has("The boiler broke.")
    assert letters()[-1].kind == "happening"
    assert "The boiler broke." in letters()[-1].text_body
    olu.get(f"/my-events/{circle}/happening").submit("Tell everyone", to="going_ahead").has("Public")
    stranger.get(f"/events/{slug}").lacks("The boiler broke.")


def test_two_presses_say_it_once(app: Flask, olu: Visitor, circle: str, letters: Letters) -> None:
    for _ in range(2):
        olu.get(f"/my-events/{circle}/happening").submit("Tell everyone", to="cancelled", reason="No room")
    assert [one.action for one in find(circle).decisions].count("happening") == 1
    assert [one.kind for one in letters()].count("happening") == 1


def test_a_change_without_a_reason_is_asked_for_one(app: Flask, olu: Visitor, circle: str) -> None:
    olu.get(f"/my-events/{circle}/happening").submit("Tell everyone", to="cancelled", reason="  ")
    olu.has("Say why, in words that people who wanted to come can use")
    olu.submit("Tell everyone", to="cancelled", reason="x" * 301).has("300 characters")
    assert find(circle).happening == "going_ahead"


def test_what_is_not_public_has_nothing_to_tell(app: Flask, olu: Visitor) -> None:
    reference = sent_by(olu)
    olu.get(f"/my-events/{reference}/happening")
    assert olu.path == f"/my-events/{reference}"
    olu.lacks("Postpone, move online or cancel")


def test_a_moderator_says_it_for_an_organiser(app: Flask, olu: Visitor, circle: str, letters: Letters) -> None:
    mo = signed_in(app, "Mo")
    mo.get(f"/moderation/{circle}").click("Postpone, move online or cancel it for its organiser")
    mo.submit("Tell everyone", to="cancelled", reason="").has("Say why")
    mo.submit("Tell everyone", to="cancelled", reason="Olu rang up.").has("Mo said: Cancelled", "Olu rang up.")
    assert letters()[-1].recipient == "olu@example.org"
    olu.get(f"/my-events/{circle}").has("Public: cancelled")
    mo.get("/moderation/CW-ZZZZZZ/happening", 404)
