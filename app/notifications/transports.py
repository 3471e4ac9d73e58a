"""Where mail goes: files beside the database while developing, an SMTP server for real (``MAIL_URL``)."""

import re
import smtplib
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import click

from app.notifications.models import OutboxMessage
from app.notifications.rfc5322 import as_email

TIMEOUT = 20.0  # seconds, for each exchange with the server
LAST_TIMEOUT = 600.0  # seconds for the answer to the last line: less makes doubts (RFC 5321 §4.5.3.2.6)
SAID = (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError)
"""What smtplib raises for a server's answer; the conversation can go on."""
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Refused(Exception):
    """The server said no, and will say no again (SMTP 5xx about this message)."""


class NotNow(Exception):
    """The message may be taken later (SMTP 4xx, or the server cannot be reached: then ``unreachable``)."""

    def __init__(self, reason: str, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable


class InDoubt(Exception):
    """The last line went out and no answer came: the server may have taken the message or not."""


LastStep = Callable[[], None]


class Transport(Protocol):
    """What takes a message. ``send`` returns when it is taken, or raises ``Refused``, ``NotNow`` or ``InDoubt``.

    It calls ``last_step`` just before what cannot be taken back or repeated. Where a repeat does no harm it need not.
    """

    def send(self, row: OutboxMessage, last_step: LastStep) -> None: ...

    def close(self) -> None: ...


class MailFolder:
    """Writes ``.eml`` files. Exactly once: the name comes from the message, and a repeat replaces the same file."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder = folder
        self.sender = sender

    def send(self, row: OutboxMessage, last_step: LastStep) -> None:  # noqa: ARG002
        """Write beside the name, then rename, so that nobody ever sees half a message."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            target = self.folder / file_name(row)
            with NamedTemporaryFile(dir=self.folder, prefix=".", suffix=".part", delete=False) as part:
                part.write(bytes(as_email(row, self.sender, "8bit")))
            Path(part.name).replace(target)
        except OSError as error:
            raise NotNow(str(error), unreachable=True) from error
        click.echo(f"mail to {row.recipient}: {row.subject} ({target})")

    def close(self) -> None:
        """Nothing is held open."""


def file_name(row: OutboxMessage) -> str:
    """``20261123T101500Z-received-olu@example.org-1f3a9c04.eml``: when, what, who, and eight characters of its id."""
    recipient = re.sub(r"[^A-Za-z0-9@._+-]", "_", row.recipient)[:100]
    serial = row.message_id.strip("<>").partition("@")[0].rpartition(".")[2][:8]
    return f"{row.created_at:%Y%m%dT%H%M%SZ}-{row.kind}-{recipient}-{serial}.eml"


class StepByStep(smtplib.SMTP):
    """smtplib, but the line that hands a message over (RFC 5321 §4.1.1.4) is a step of its own."""

    last_step: LastStep
    has_taken_last_step = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """DATA, the message, and then the lone dot. A server must not keep what it got before the dot."""
        self.has_taken_last_step = False
        code, reason = self.docmd("DATA")
        if code != 354:
            raise smtplib.SMTPDataError(code, reason)
        self.send(re.sub(rb"(?m)^\.", b"..", msg if msg.endswith(b"\r\n") else msg + b"\r\n"))
        self.last_step()
        self.has_taken_last_step = True
        assert self.sock is not None
        self.sock.settimeout(LAST_TIMEOUT)
        self.send(b".\r\n")
        code, reason = self.getreply()
        self.has_taken_last_step = not (code == 250 or 400 <= code < 600)
        if self.sock is not None:
            self.sock.settimeout(TIMEOUT)
        return code, reason


class StepByStepTls(StepByStep, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class SmtpServer:
    """One connection for a batch, opened by the first message. ``url`` is ``smtp[+starttls|s]://name:word@host:port``."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("MAIL_URL must look like smtp://name:password@host:port, smtp+starttls:// or smtps://")
        self.scheme, self.host = parts.scheme, parts.hostname
        self.port = parts.port or PORTS[parts.scheme]
        self.name, self.word = unquote(parts.username or ""), unquote(parts.password or "")
        self.sender = sender
        self.connection: StepByStep | None = None

    def send(self, row: OutboxMessage, last_step: LastStep) -> None:
        """Hand over one message."""
        message = as_email(row, self.sender)
        connection = self.connection or self.connect()
        connection.last_step = last_step
        try:
            connection.send_message(message)
        except SAID as error:
            if connection.has_taken_last_step:
                self.drop()
                raise InDoubt(f"odd answer to the last line: {error}") from error
            raise meant(error) from error
        except OSError as error:  # smtplib's other errors are OSErrors too
            self.drop()
            told = f"{type(error).__name__}: {error}"
            if connection.has_taken_last_step:
                raise InDoubt(f"no answer to the last line: {told}") from error
            raise NotNow(told, unreachable=True) from error
        except Exception:
            self.drop()  # perhaps in the middle of a message, where a goodbye would be read as its text
            raise

    def connect(self) -> StepByStep:
        """Open, encrypt and sign in as the address says. Whatever goes wrong here is not the message's fault."""
        try:
            context = ssl.create_default_context()
            if self.scheme == "smtps":
                self.connection = StepByStepTls(self.host, self.port, timeout=TIMEOUT, context=context)
            else:
                self.connection = StepByStep(self.host, self.port, timeout=TIMEOUT)
            if self.scheme == "smtp+starttls":
                self.connection.starttls(context=context)
            if self.name:
                self.connection.login(self.name, self.word)
        except OSError as error:
            self.close()
            raise NotNow(f"{type(error).__name__}: {error}", unreachable=True) from error
        return self.connection

    def close(self) -> None:
        """Say goodbye if the server still listens."""
        if self.connection is not None:
            with suppress(OSError):
                self.connection.quit()
            self.drop()

    def drop(self) -> None:
        """Hang up without a word."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def meant(error: smtplib.SMTPException) -> Exception:
    """What a server's no means."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return worded(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        return worded(error.smtp_code, error.smtp_error)
    return Refused(str(error))


def worded(code: int, reason: bytes | str) -> Exception:
    """An SMTP answer as ``Refused`` (5xx, RFC 5321 §4.2.1) or ``NotNow``. 421 means the server is closing."""
    words = f"{code} {reason.decode('utf-8', 'replace') if isinstance(reason, bytes) else reason}"
    return Refused(words) if code >= 500 else NotNow(words, unreachable=code == 421)


def transport_for(settings: Mapping[str, Any]) -> Transport:
    """The transport of ``MAIL_URL``: empty means files in ``<INSTANCE_PATH>/mail/``."""
    if url := settings["MAIL_URL"]:
        return SmtpServer(url, settings["MAIL_FROM"])
    return MailFolder(Path(settings["INSTANCE_PATH"]) / "mail", settings["MAIL_FROM"])
