"""Putting a message in the outbox."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.notifications.outbox import MailRefused, queue
from app.notifications.rfc5322 import as_email


def in_outbox() -> int:
    return db.session.scalar(select(func.count(OutboxMessage.id))) or 0


def test_a_message_exists_only_when_its_cause_is_committed(app: Flask) -> None:
    queue("olu@example.org", "We have your event", "Thank you.", kind="received")
    db.session.rollback()
    assert in_outbox() == 0
    queue("olu@example.org", "We have your event", "Thank you.", kind="received")
    db.session.commit()
    assert in_outbox() == 1


def test_every_message_has_its_own_id_from_our_domain(app: Flask) -> None:
    ids = {queue("olu@example.org", "Hello", "Hello", kind="received").message_id for _ in range(5)}
    assert len(ids) == 5
    assert all(name.endswith("@example.org>") for name in ids)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x00", "\x85", "\u2028", "\u2029", "\x0b", "\ud800"])
def test_a_line_break_cannot_start_another_header(app: Flask, end: str) -> None:
    evil = f"Hello{end}Bcc: everyone@example.org"
    with pytest.raises(MailRefused):
        queue("olu@example.org", evil, "Hello", kind="received")
    with pytest.raises(MailRefused):
        queue(f"olu@example.org{end}Bcc: everyone@example.org", "Hello", "Hello", kind="received")
    with pytest.raises(MailRefused):
        queue("olu@example.org", "Hello", "Hello", kind="received", headers={"List-Id": evil})
    assert in_outbox() == 0


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "olu",
        "@example.org",
        "olu@",
        "olu@example.org, mo@example.org",
        "Olu <olu@example.org>",
        "a b@example.org",
    ],
)
def test_a_message_goes_to_exactly_one_address(app: Flask, recipient: str) -> None:
    with pytest.raises(MailRefused):
        queue(recipient, "Hello", "Hello", kind="received")


@pytest.mark.parametrize("name", ["Bcc", "bcc", "To", "X Y", "X:Y", "", "X\nBcc", "Message-ID"])
def test_callers_cannot_set_the_headers_we_set(app: Flask, name: str) -> None:
    with pytest.raises(MailRefused):
        queue("olu@example.org", "Hello", "Hello", kind="received", headers={name: "x"})


@pytest.mark.parametrize(
    "value", ["", " ", "=?utf-8?q?x=0d=0aBcc:_all@example.org?=", "caf\u00e9", "x" * 901, "a\r\n b", "\ufeff"]
)
def test_a_further_header_is_one_plain_line(app: Flask, value: str) -> None:
    with pytest.raises(MailRefused):
        queue("olu@example.org", "Hello", "Hello", kind="received", headers={"List-Id": value})
    assert in_outbox() == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=50), st.text(st.characters(max_codepoint=126), max_size=950)))
def test_whatever_a_further_header_says_no_other_comes_of_it(app: Flask, value: str) -> None:
    try:
        row = queue("olu@example.org", "Hello", "Hello", kind="received", headers={"List-Unsubscribe": value})
    except MailRefused:
        return
    head = bytes(as_email(row, "Week <hello@example.org>")).partition(b"\r\n\r\n")[0]
    assert head.count(b"\r\n") == head.count(b"\n") == head.count(b"\r")
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(
        b"From To Subject Date Message-ID Auto-Submitted List-Unsubscribe MIME-Version "
        b"Content-Type Content-Transfer-Encoding Content-Language".split()
    )
    db.session.rollback()


@pytest.mark.parametrize("kind", ["", "../received", "Received", "a" * 41])
def test_a_kind_is_a_short_plain_name(app: Flask, kind: str) -> None:
    with pytest.raises(MailRefused):
        queue("olu@example.org", "Hello", "Hello", kind=kind)


def test_control_characters_leave_the_text_and_lines_end_one_way(app: Flask) -> None:
    message = queue("olu@example.org", "Hello", "one\r\ntwo\rthree\x00\x07\ud800\tend", kind="received")
    assert message.text_body == "one\ntwo\nthree\tend"


def test_an_encoded_word_in_a_subject_is_not_decoded(app: Flask) -> None:
    message = queue("olu@example.org", "=?utf-8?q?hi=0ABcc:?=", "Hello", kind="received")
    assert "=?" not in message.subject
