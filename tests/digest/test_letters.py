"""The letter itself: plain words, changes first, the same in HTML, bounded, with the headers of a list."""

import re
from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.digest import queries
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.notifications.rfc5322 import as_email
from app.registry.vocabularies.kinds import Happening
from tests.catalogue import documents
from tests.catalogue.rows import published
from tests.digest.conftest import THURSDAY, WEDNESDAY, Letters, Travel, send, subscribed
from tests.registry.factory import a_session, approved, happens

ACCESS = {
    "step_free": {"state": "yes"},
    "bsl": {"state": "on_request"},
    "hearing_loop": {"state": "no"},
}


@pytest.fixture
def letter(app: Flask, it_is: Travel, letters: Letters) -> OutboxMessage:
    """Vi's letter of a week in which something of everything happened."""
    near = {"sessions": [a_session(date(2027, 7, 1))]}
    off = approved(title="Garden day", **near)
    happens(off, Happening.CANCELLED, "The hall is flooded.", WEDNESDAY)
    happens(approved(title="Choir", **near), Happening.MOVED_ONLINE, "Snow.", WEDNESDAY)
    approved(title="Sewing & <talk>", at=WEDNESDAY, access=ACCESS, cost="paid", cost_note="£3")
    approved({"origin": "example"}, title="Soup", format="online", places=[], access={}, **near)
    key = subscribed(query="kind=event", told_at=WEDNESDAY)
    it_is(THURSDAY)
    send()
    (found,) = letters()
    assert key in found.text_body
    return found


def test_it_reads_like_a_letter(letter: OutboxMessage) -> None:
    assert letter.subject == "Co-production Week: 2 changed, 1 new, 1 in the next two weeks"
    text = letter.text_body
    blocks = text.split("\n\n")
    assert blocks[0] == "Hello,"
    parts = [text.index(words) for words in ("Please read these first:", "New since", "Also on", "Before you travel")]
    assert parts == sorted(parts)
    assert (
        "Cancelled: Garden day\nThe hall is flooded. It will not take place. It was to be:\n"
        "Thursday 1 July 2027, 10am to 11:30am\nLeeds Central Library, Leeds LS1 3AB, in person\n"
        "http://127.0.0.1:5000/events/garden-day"
    ) in blocks
    assert (
        "Sewing & <talk>\nWednesday 7 July 2027, 10am to 11:30am\nLeeds Central Library, Leeds LS1 3AB, in person\n"
        "Access. Yes: step-free. On request: BSL. No: hearing loop. Not known yet: accessible toilet, "
        "Changing Places toilet, live captions, Easy Read, quiet space, relaxed, free PA place\n"
        "Cost: People pay. £3\nhttp://127.0.0.1:5000/events/sewing-talk"
    ) in blocks
    assert (
        "Soup (an example, not a real event)\nThursday 1 July 2027, 10am to 11:30am\nOnline\nAccess: nothing" in text
    )
    assert "Moved online: Choir\nSnow. Nobody needs to travel: take part online.\n" in text
    assert "\n\n\n" not in text
    assert "http://127.0.0.1:5000/events?kind=event" in blocks[-4]


def test_its_html_says_the_same_with_no_picture_and_nothing_from_elsewhere(letter: OutboxMessage) -> None:
    assert letter.html_body is not None
    page = BeautifulSoup(letter.html_body, "html.parser")
    body = page.body
    assert body is not None
    assert " ".join(body.get_text(" ").split()) == " ".join(letter.text_body.split())
    assert page.select("img, link, script, iframe, object, form, talk") == []
    addresses = [str(link["href"]) for link in page.select("a")]
    assert all(address.startswith("http://127.0.0.1:5000/") for address in addresses)
    assert [link.get_text() for link in page.select("a")] == addresses, "an address leads where it says"


def message(row: OutboxMessage) -> EmailMessage:
    parsed = BytesParser(policy=default).parsebytes(bytes(as_email(row, "Week <hello@example.org>")))
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_the_headers_of_a_list_that_is_left_in_one_press(letter: OutboxMessage) -> None:
    mail = message(letter)
    raw = bytes(as_email(letter, "Week <hello@example.org>"))
    address = re.search(r"http://127\.0\.0\.1:5000/digest/leave/\S+", letter.text_body)
    assert address is not None
    assert mail["List-Unsubscribe"] == f"<{address.group()}>"
    assert f"List-Unsubscribe: <{address.group()}>\r\n".encode() in raw, "never folded in the middle"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<events-every-week.example.org>"
    assert (mail["Auto-Submitted"], mail["Precedence"], mail["List-Post"]) == ("auto-generated", "bulk", "NO")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_forty_events_and_where_the_others_are(app: Flask, it_is: Travel, letters: Letters) -> None:
    for number in range(45):
        soon = published(f"Event {number:02}", sessions=[documents.a_session(starts_on="2027-07-01")])
        soon.first_published_at = WEDNESDAY if number < 42 else soon.first_published_at
    db.session.commit()
    subscribed(query="nation=england")
    it_is(THURSDAY)
    send()
    text = letters()[0].text_body
    assert len(re.findall(r"^Event \d\d$", text, re.MULTILINE)) == queries.MOST_EVENTS
    assert "New since our last letter (42):" in text
    assert "and 2 more new ones: http://127.0.0.1:5000/events?nation=england\n" in text
    assert "and 3 more in the next two weeks: http://127.0.0.1:5000/events?nation=england\n" in text


def test_what_an_organiser_writes_cannot_leave_its_place(app: Flask, it_is: Travel, letters: Letters) -> None:
    evil = "Tea\r\nBcc: all@example.org\r\n\r\nStop\u2028these\x00 =?utf-8?q?=0d=0aBcc:_x@y.org?="
    row = published("Tea", sessions=[documents.a_session(starts_on="2027-07-01")])
    row.document = row.document | {"title": evil}
    db.session.commit()
    subscribed()
    it_is(THURSDAY)
    send()
    (mail,) = [message(row) for row in letters()]
    assert mail["Bcc"] is None
    assert sorted(mail.keys()) == sorted(set(mail.keys()))
    assert mail.is_multipart()
