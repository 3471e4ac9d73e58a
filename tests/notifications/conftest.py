"""Mail servers and mail folders for tests."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from app.notifications.transports import MailFolder, SmtpServer
from tests.notifications.postbox import Postbox, Queue


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=True)
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


@pytest.fixture
def server(postbox: Postbox) -> SmtpServer:
    return SmtpServer(postbox.url, "Co-production Week <hello@example.org>")


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> MailFolder:
    return MailFolder(tmp_path / "mail", app.config["MAIL_FROM"])


@pytest.fixture
def queued(app: Flask) -> type[Queue]:
    return Queue
