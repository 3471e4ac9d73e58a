"""An event names a festival; its host says whether it joins."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.moderation.services import approve
from app.shared.clock import now
from tests.client import Visitor
from tests.submission.afterwards.conftest import MO, find, published_by, sent_by


@pytest.fixture
def fair(app: Flask, ada: Visitor) -> str:
    """Ada's public festival: its reference."""
    return published_by(ada, "ada@example.org", about={"kind": "festival", "title": "The Fair"})


@pytest.fixture
def walk(app: Flask, olu: Visitor, fair: str) -> str:
    """Olu's public event that names it."""
    return published_by(olu, about={"title": "A walk", "festival": fair})


def test_until_the_host_agrees_the_event_is_public_alone(
    ada: Visitor, stranger: Visitor, fair: str, walk: str, mailed_link: Callable[[str], str]
) -> None:
    slug, its_festival = find(walk).slug, find(fair).slug
    stranger.get(f"/events/{slug}").has("A walk").lacks("The Fair")
    stranger.get(mailed_link("festival-asks")).submit("See my events").has("Events that want to join", "A walk")
    assert stranger.path == f"/my-events/{fair}/joining"
    stranger.submit("Take it in A walk").has("In your festival")
    ada.get(f"/events/{slug}").has("The Fair")
    ada.get(f"/festivals/{its_festival}").has("A walk")
    ada.get(f"/my-events/{fair}").click("Events that want to join").submit("Take it out A walk").has("Declined")
    ada.get(f"/events/{slug}").has("A walk").lacks("The Fair")


def test_a_declined_event_is_told_and_not_asked_again(
    olu: Visitor, ada: Visitor, fair: str, walk: str, letters: Callable[[], list[object]]
) -> None:
    ada.get(f"/my-events/{fair}/joining").submit("Decline A walk").has("Declined", "None.")
    kinds = [letter.kind for letter in letters()]  # type: ignore[attr-defined]
    assert kinds[-1] == "festival-answer"
    olu.get(f"/my-events/{walk}").submit("Change what it says").click("Cost and booking").submit(
        "Continue", cost="paid"
    )
    olu.submit("Send your event")
    approve(find(walk), MO, now())
    db.session.commit()
    assert [letter.kind for letter in letters()].count("festival-asks") == 1  # type: ignore[attr-defined]


def test_only_the_host_answers(app: Flask, olu: Visitor, fair: str, walk: str, press: Callable[..., Visitor]) -> None:
    press(olu, f"/my-events/{fair}/joining", 404, event=walk, answer="agree")
    press(olu, f"/my-events/{walk}/joining", 404, event=walk, answer="agree")
    assert find(walk).agreed_festival_id is None


def test_an_answer_about_another_event_changes_nothing(
    app: Flask, ada: Visitor, olu: Visitor, fair: str, press: Callable[..., Visitor]
) -> None:
    other = published_by(olu)
    for event, said in ((other, "agree"), ("CW-ZZZZZZ", "agree"), (other, "perhaps"), ("\0", "agree"), ("", "")):
        press(ada, f"/my-events/{fair}/joining", event=event, answer=said)
    assert find(other).agreed_festival_id is None


def test_the_host_need_not_ask_themselves_and_a_moderator_may_vouch(
    app: Flask, olu: Visitor, ada: Visitor, fair: str
) -> None:
    own = published_by(ada, "ada@example.org", about={"title": "Opening", "festival": fair})
    assert find(own).agreed_festival_id == find(fair).id
    vouched = sent_by(olu, about={"title": "A talk", "festival": fair})
    approve(find(vouched), MO, now(), joins_festival=True)
    db.session.commit()
    assert find(vouched).agreed_festival_id == find(fair).id
