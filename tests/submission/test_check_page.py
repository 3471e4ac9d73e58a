"""Check your answers: the page as people will see it, what else is on, and likely doubles."""

from datetime import date

import pytest

from app.extensions import db
from tests.client import Visitor
from tests.registry.factory import a_place, a_session, approved, submitted
from tests.submission.answers import SECRETS, answer, fill_in

NEAR = {"latitude": 53.79, "longitude": -1.55}
FAR = {"latitude": 51.5, "longitude": -0.1}
IN_LEEDS = {"postcode": "", "latitude": "53.8008", "longitude": "-1.5485"}


def test_the_preview_is_the_public_page(olu: Visitor) -> None:
    said = {"online_url": "https://join.example.org/secret"}
    fill_in(olu, where={"format": "hybrid"} | said, contacts={"your_phone": SECRETS[2]})
    article = olu.page.soup.select_one("article.preview")
    assert article is not None
    for words in (
        "Sharing circle",
        "Wednesday 7 July 2027, 10am to 11:30am",
        "Free",
        "The Circle",
        "Working together",
    ):
        assert words in article.text
    for secret in (*SECRETS, "join.example.org"):
        assert secret not in article.text
    assert "Add to your calendar" not in article.text


def test_events_on_the_same_days_near_by_are_shown(olu: Visitor) -> None:
    approved(title="Tea in Headingley", places=[a_place(**NEAR)])
    approved(title="Tea in London", places=[a_place(**FAR)])
    approved(title="Tea another day", places=[a_place(**NEAR)], sessions=[a_session(date(2027, 7, 9))])
    submitted(title="Tea not public yet", places=[a_place(**NEAR)])
    db.session.commit()
    fill_in(olu, where=IN_LEEDS, about={"title": "A walk"}, contacts={"organisation_name": "Walkers"})
    olu.has("Also on those days, within 25 miles", "Tea in Headingley")
    olu.lacks("Tea in London", "Tea another day", "Tea not public yet", "Have you told us about this already?")


def test_a_public_event_with_the_same_name_is_pointed_out(olu: Visitor) -> None:
    approved(title="SHARING Circle!", sessions=[a_session(date(2027, 8, 9))], organisation_name="Others")
    submitted(title="Sharing circle", organisation_name="Somebody who waits")
    db.session.commit()
    fill_in(olu, where=IN_LEEDS)
    olu.has("Have you told us about this already?", "SHARING Circle!").lacks("Somebody who waits")


def test_the_same_organisation_on_the_same_day_is_pointed_out(olu: Visitor) -> None:
    approved(title="Morning tea")
    approved(title="Evening tea", sessions=[a_session(date(2027, 7, 20))])
    db.session.commit()
    fill_in(olu, where=IN_LEEDS, about={"title": "A walk"})
    olu.has("Have you told us about this already?", "Morning tea").lacks("Evening tea")


def test_ones_own_draft_of_the_same_name_is_pointed_out_to_oneself_alone(olu: Visitor, stranger: Visitor) -> None:
    first = fill_in(olu)
    olu.lacks("Have you told us about this already?")
    fill_in(olu)
    olu.has("Have you told us about this already?", first)
    fill_in(stranger)
    stranger.lacks("Have you told us about this already?", first)


def test_features_nobody_asked_about_are_not_listed(olu: Visitor) -> None:
    reference = fill_in(olu)
    olu.has("Step-free").lacks("Lipspeaker")
    olu.get(f"/submit/{reference}/access")
    answer(olu, "access", lipspeaker="on_request", lipspeaker_note="Ask a month before").has("Lipspeaker")
    olu.has("On request: Ask a month before")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Join https://us02web.zoom.us/j/123?pwd=a at ten.", True),
        ("We meet at [Teams](https://teams.microsoft.com/l/meetup-join/x).", True),
        ("Book at https://us02web.zoom.us/meeting/register/tZ1 please.", False),
        ("We meet on Zoom.", False),
    ],
)
def test_a_link_to_a_meeting_in_public_words_is_pointed_out(olu: Visitor, words: str, told: bool) -> None:
    fill_in(olu, about={"description": words})
    said = "A link to an online meeting is in your words"
    olu.has(said) if told else olu.lacks(said)
