"""Every letter says which event, with its reference, and what to do; nothing in it watches who reads it."""

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.moderation import services as moderation
from app.notifications.letters import Letter, letter
from app.notifications.models import OutboxMessage
from app.notifications.rfc5322 import as_email
from app.submission import notifications
from app.submission.waiting import wait_words
from tests.registry.factory import A_MODERATOR, DECIDED, approved, make_event, submitted

TITLE, REFERENCE = "Sharing circle in Llanfairpwll", "CW-7KRM4T"
LINK = "https://example.org/return/" + "x" * 43
KNOWN: dict[str, Any] = {"name": "Olu", "title": TITLE, "reference": REFERENCE, "address": LINK}
DAY = date(2027, 7, 7)
LETTERS: dict[str, tuple[dict[str, Any], str]] = {
    "submission/mail/confirm.txt": ({"days": 7}, "press the button"),
    "submission/mail/received.txt": ({"waiting": 3, "wait": lambda: "Soon."}, "You need to do nothing now"),
    "submission/mail/way_back.txt": ({"until": DAY, "home": LINK}, "open this link"),
    "submission/mail/draft_ending.txt": ({"until": DAY}, "Open this link"),
    "submission/mail/tomorrow.txt": ({"sessions": ["10am"], "place": None, "page": LINK}, "Then do nothing"),
    "submission/mail/happening.txt": ({"state": "Cancelled", "reason": "Snow"}, "Please tell people who booked"),
    "moderation/mail/published.txt": ({"calendar": LINK, "words": ""}, "Share it"),
    "moderation/mail/changes_wanted.txt": ({"words": "Which room?", "days": 14}, "please change this"),
    "moderation/mail/declined.txt": ({"words": "It is an advert."}, "Answer this mail"),
}


def wrote(template: str, **changed: Any) -> Letter:
    return letter(template, **{**KNOWN, **LETTERS[template][0], **changed})


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_names_the_event_its_reference_and_what_to_do(app: Flask, template: str) -> None:
    said = wrote(template)
    assert TITLE in said.subject
    assert REFERENCE in said.subject
    assert REFERENCE in said.text
    assert TITLE in said.text
    assert LETTERS[template][1] in said.text
    assert said.text.startswith("Hello")
    assert said.text.rstrip().endswith("Co-production Week\nhello@example.org")
    assert "\n\n\n" not in said.text
    assert "None" not in said.text + said.subject


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_watches_nobody_and_says_the_same_in_html(app: Flask, template: str) -> None:
    said = wrote(template)
    for thing in ("<img", "<script", "<link", "src=", "utm_", "url("):
        assert thing not in said.html
    addresses = set(re.findall(r'href="([^"]*)"', said.html))
    assert addresses <= {LINK}
    assert re.sub(r"<[^>]+>", "", said.html.partition("<body")[2].partition(">")[2]).split() == said.text.split()


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_without_a_name_and_with_odd_words_is_still_one(app: Flask, template: str) -> None:
    assert wrote(template, name="").text.startswith("Hello,\n")
    odd = wrote(template, name="{{ 7 * 7 }}\nBcc: x@example.org", title="%(x)s <b>“Circle”</b> " + "ŵ" * 120)
    assert "\n" not in odd.subject
    assert "49" not in odd.text
    assert "<b>" not in odd.html


def test_a_draft_without_a_title_is_called_your_event(app: Flask) -> None:
    for template in ("submission/mail/way_back.txt", "submission/mail/draft_ending.txt"):
        said = wrote(template, title="")
        assert "your event (CW-7KRM4T)" in said.subject
        assert "“”" not in said.text


def test_no_line_of_a_mail_is_longer_than_mail_allows(app: Flask) -> None:
    """RFC 5322 §2.1.1: 998 bytes."""
    event = submitted(title="ŵ" * 160)
    moderation.request_changes(event, A_MODERATOR, "Which room? " * 300, DECIDED)
    event = make_event(title="ŵ" * 160)
    notifications.mail_way_back(event, "olu@example.org")
    notifications.mail_received(event)
    notifications.mail_confirmation(event)
    notifications.mail_tomorrow(approved(title="ŵ" * 160), ["Wednesday 7 July 2027"])
    db.session.commit()
    rows = db.session.scalars(select(OutboxMessage)).all()
    assert len(rows) == 6
    for row in rows:
        assert max(map(len, as_email(row, "hello@example.org").as_bytes().splitlines())) <= 998


def test_a_letter_is_for_one_event_and_its_contact(app: Flask) -> None:
    event = make_event()
    notifications.mail_way_back(event, "ada@example.org")
    notifications.mail_received(event)
    db.session.commit()
    rows = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [row.recipient for row in rows] == ["ada@example.org", "olu.private@example.org"]
    assert {row.event_reference for row in rows} == {event.reference}


def test_somebody_without_an_address_is_not_written_to(app: Flask) -> None:
    event = make_event()
    assert event.private_contact is not None
    event.private_contact.email = ""
    notifications.mail_received(event)
    assert db.session.scalars(select(OutboxMessage)).all() == []


def test_the_typical_wait_is_what_it_was_lately(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.submission.waiting.now", lambda: DECIDED)
    assert wait_words() == "We will look at it as soon as we can."
    for _ in range(3):
        approved()  # sent on 1 May, decided on 2 May
    assert wait_words() == "Lately, most people have had an answer within 24 hours."
    monkeypatch.setattr("app.submission.waiting.now", lambda: DECIDED.replace(year=2028))
    assert wait_words() == "We will look at it as soon as we can."
