"""An SMTP server that remembers, and ways to fill and read mail."""

from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.notifications.outbox import queue


class Postbox:
    """An SMTP server's memory. ``answers`` says what each recipient is told, in order; then "250"."""

    def __init__(self) -> None:
        self.url = ""
        self.received: list[EmailMessage] = []
        self.connections = 0
        self.answers: dict[str, list[str]] = {}

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if waiting := self.answers.get(address):
            return waiting.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.received.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 taken"


class Queue:
    """Puts messages in the outbox and commits."""

    @staticmethod
    def one(recipient: str = "olu@example.org", subject: str = "We have your event", **others: str) -> OutboxMessage:
        message = queue(recipient, subject, others.pop("text", "Thank you.\n"), kind="received", **others)
        db.session.commit()
        return message


def no_step() -> None:
    """For sending without an outbox."""


def read(path: Path) -> EmailMessage:
    return BytesParser(policy=default).parsebytes(path.read_bytes())
