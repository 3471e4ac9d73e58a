"""Files and SMTP."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from app.extensions import db
from app.notifications.outbox import queue, readable
from app.notifications.rfc5322 import as_email
from app.notifications.transports import MailFolder, NotNow, SmtpServer, file_name, transport_for
from tests.notifications.postbox import Postbox, Queue, no_step, read

LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=600)


def lines(part: EmailMessage) -> str:
    """What a reader sees: RFC 5322's line ends as ours, those at the end left off."""
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


FEW = hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(subject=LINES, text=TEXTS, html=st.none() | TEXTS)
def test_any_words_arrive(app: Flask, folder: MailFolder, subject: str, text: str, html: str | None) -> None:
    row = queue("olu@example.org", subject, text, html=html, kind="received")
    try:
        folder.send(row, no_step)
        message = read(folder.folder / file_name(row))
    finally:
        db.session.expunge(row)
    assert message["Subject"] == row.subject
    assert row.subject == " ".join(subject.replace("=?", "= ?").split()) or "=?" in subject
    body = message.get_body(("plain",))
    assert body is not None
    assert lines(body) == readable(text).rstrip("\n")
    assert not message.defects
    if html is not None:
        page = message.get_body(("html",))
        assert page is not None
        assert lines(page) == readable(html).rstrip("\n")


@FEW
@given(address=st.text(max_size=60), value=st.text(max_size=900))
def test_no_value_can_add_a_header(app: Flask, address: str, value: str) -> None:
    try:
        row = queue(f"{address}@example.org", value, "Hello", kind="received", headers={"List-Id": value})
    except ValueError:
        return
    db.session.expunge(row)
    whole = bytes(as_email(row, app.config["MAIL_FROM"])).split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0] for line in whole.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert len(names) == len(set(names)) == 11


def test_a_message_says_who_when_and_that_it_is_automatic(app: Flask, folder: MailFolder) -> None:
    link = "<https://example.org/stop/" + "x" * 200 + ">"
    row = queue(
        "olu@example.org", "Hello", "Hello", html="<p>Hello</p>", kind="digest", headers={"List-Unsubscribe": link}
    )
    folder.send(row, no_step)
    message = read(folder.folder / file_name(row))
    assert message["From"] == "Co-production Week <hello@example.org>"
    assert message["To"] == "olu@example.org"
    assert message["Message-ID"] == row.message_id
    assert message["Date"].datetime == row.created_at
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == link
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_a_link_in_a_file_can_be_copied_whole(app: Flask, folder: MailFolder) -> None:
    link = "https://example.org/sign-in/" + "x" * 80 + "?a=1"
    row = queue("olu@example.org", "Hello", f"Croeso ☕\n\n{link}\n", kind="received")
    folder.send(row, no_step)
    assert link in (folder.folder / file_name(row)).read_text("utf-8")


@FEW
@given(text=TEXTS)
def test_lines_sent_to_a_server_are_short_ascii_and_say_the_same(app: Flask, text: str) -> None:
    row = queue("olu@example.org", "Hello", text + "é" * 100, kind="received")
    db.session.expunge(row)
    message = as_email(row, app.config["MAIL_FROM"])
    _headers, _empty, body = bytes(message).partition(b"\r\n\r\n")
    assert body.isascii()
    assert all(len(line) <= 76 for line in body.split(b"\r\n"))
    assert lines(message) == row.text_body.rstrip("\n")


def test_a_repeat_replaces_the_same_file_with_the_same_bytes(app: Flask, folder: MailFolder) -> None:
    row = queue("olu@example.org", "Hello", "Hello", html="<p>Hello</p>", kind="received")
    folder.send(row, no_step)
    (first,) = folder.folder.iterdir()
    before = first.read_bytes()
    folder.send(row, no_step)
    assert [path.read_bytes() for path in folder.folder.iterdir()] == [before]


def test_a_file_name_says_when_what_and_who_and_stays_in_its_folder(app: Flask) -> None:
    row = queue("ol'u/x@example.org", "Hello", "Hello", kind="received")
    name = file_name(row)
    assert name.startswith(f"{row.created_at:%Y%m%dT%H%M%SZ}-received-ol_u_x@example.org-")
    assert "/" not in name


def test_a_folder_that_cannot_be_written_is_tried_later(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(NotNow):
        MailFolder(tmp_path / "mail", "hello@example.org").send(
            queue("olu@example.org", "a", "b", kind="received"), no_step
        )


def test_a_server_gets_the_message_in_any_alphabet(postbox: Postbox, server: SmtpServer, queued: Queue) -> None:
    server.send(queued.one(subject="Tŷ agored ☕", text="Croeso i bawb.\n.\nA line with one dot.\n"), no_step)
    server.close()
    (message,) = postbox.received
    assert message["Subject"] == "Tŷ agored ☕"
    assert lines(message) == "Croeso i bawb.\n.\nA line with one dot."


def test_no_server_listening_means_later(app: Flask, queued: Queue) -> None:
    with pytest.raises(NotNow) as delay:
        SmtpServer("smtp://127.0.0.1:1", "hello@example.org").send(queued.one(), no_step)
    assert delay.value.unreachable


@pytest.mark.parametrize("url", ["http://example.org", "smtp:", "mail.example.org", "smtp://"])
def test_a_mail_address_that_cannot_be_meant_is_said(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_URL must look like"):
        transport_for({"MAIL_URL": url, "MAIL_FROM": "x@example.org"})


def test_name_and_password_are_read_from_the_address() -> None:
    url = "smtp+starttls://olu%40x:p%2Fw@mail.example.org"
    server = transport_for({"MAIL_URL": url, "MAIL_FROM": "x@example.org"})
    assert isinstance(server, SmtpServer)
    assert (server.name, server.word, server.host, server.port) == ("olu@x", "p/w", "mail.example.org", 587)
