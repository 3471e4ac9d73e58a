"""Putting a message in the outbox, in the transaction of whatever caused it."""

import re
import unicodedata
from collections.abc import Mapping
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import make_msgid, parseaddr
from uuid import uuid4

from flask import current_app

from app.extensions import db
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.shared.clock import now

HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
KIND = re.compile(r"[a-z][a-z0-9-]{0,39}")
OURS = frozenset(
    ("from", "to", "cc", "bcc", "subject", "date", "message-id", "auto-submitted", "content-type", "content-language")
)
LINE_SEPARATORS = "\u2028\u2029"
SUBJECT_LENGTH = 500
HEADER_LENGTH = 900  # with its name below the 998 of RFC 5322 §2.1.1


class MailRefused(ValueError):
    """A message that must not be written: it would put a second header or a second recipient into the mail."""


def queue(
    recipient: str,
    subject: str,
    text: str,
    *,
    html: str | None = None,
    kind: str,
    language: str = "en",
    event_reference: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutboxMessage:
    """Add a message to the session; it exists if and only if the caller's transaction commits.

    ``kind`` is a short name ("received") shown in lists and file names. ``headers`` are further ones
    (List-Unsubscribe), plain ASCII. Raises ``MailRefused`` for line breaks in a header and for anything but one
    address.
    """
    if not KIND.fullmatch(kind):
        raise MailRefused(f"not a kind of message: {kind!r}")
    message = OutboxMessage(
        recipient=one_address(recipient),
        subject=one_line(subject, "Subject").replace("=?", "= ?")[:SUBJECT_LENGTH],
        text_body=readable(text),
        html_body=None if html is None else readable(html),
        kind=kind,
        language=language,
        event_reference=event_reference,
        extra_headers={header_name(name): header_value(value, name) for name, value in (headers or {}).items()},
        message_id=make_msgid(idstring=uuid4().hex, domain=own_domain()),
        status=DeliveryStatus.QUEUED,
        attempts=0,
        created_at=now(),
        next_attempt_at=now(),
    )
    db.session.add(message)
    return message


def own_domain() -> str:
    """The domain mail comes from, for Message-IDs (the machine's own name is nobody's business)."""
    _name, address = parseaddr(current_app.config["MAIL_FROM"])
    return address.rpartition("@")[2] or "localhost"


def one_address(recipient: str) -> str:
    """Exactly one address, as typed."""
    try:
        whole = Address(addr_spec=one_line(recipient, "To"))
    except (MessageError, ValueError, IndexError) as error:
        raise MailRefused(f"not one email address: {recipient!r}") from error
    if not whole.username or not whole.domain:
        raise MailRefused(f"not one email address: {recipient!r}")
    return recipient.strip()


def one_line(value: str, name: str) -> str:
    """The value with single spaces. Refuses line breaks and control characters, which could start another header."""
    for character in value:
        if unicodedata.category(character) in ("Cc", "Cs") or character in LINE_SEPARATORS:
            raise MailRefused(f"{name} must be one line of text")
    return " ".join(value.split())


def header_name(name: str) -> str:
    """A further header's name. The ones every message has already are not for callers to set."""
    if not HEADER_NAME.fullmatch(name) or name.lower() in OURS:
        raise MailRefused(f"not a header to add: {name!r}")
    return name


def header_value(value: str, name: str) -> str:
    """A further header's value: one line of ASCII, which no reader decodes into something else (RFC 2047)."""
    line = one_line(value, name)
    if not line or not line.isascii() or "=?" in line or len(line) > HEADER_LENGTH:
        raise MailRefused(f"{name} must be 1 to {HEADER_LENGTH} plain characters")
    return line


def readable(text: str) -> str:
    r"""Text with ``\n`` line ends, without control characters and lone surrogates (PostgreSQL refuses them)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
