"""``flask worker`` and ``flask outbox``."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.notifications.worker import Job, work
from tests.notifications.postbox import Postbox, Queue

ROOT = Path(__file__).parents[2]


def test_once_delivers_everything_due_and_stops(app: Flask, queued: Queue) -> None:
    for number in range(3):
        queued.one(f"olu{number}@example.org")
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output
    assert result.output.count("mail to olu") == 3
    assert "     3 sent" in app.test_cli_runner().invoke(args=["outbox", "status"]).output


def test_failed_messages_are_listed_with_their_reason_and_put_back(
    app: Flask, queued: Queue, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    postbox.answers["gone@example.org"] = ["550 no such person"]
    message = queued.one("gone@example.org")
    monkeypatch.setitem(app.config, "MAIL_URL", postbox.url)
    run = app.test_cli_runner().invoke
    assert run(args=["worker", "--once"]).exit_code == 0
    assert "gone@example.org  received  -  550 no such person" in run(args=["outbox", "failed"]).output
    assert "1 put back" in run(args=["outbox", "retry", str(message.id)]).output
    assert run(args=["outbox", "retry"]).exit_code == 2
    run(args=["worker", "--once"])
    db.session.expire_all()
    assert db.session.get_one(OutboxMessage, message.id).status == "sent"


def test_a_mail_setting_that_cannot_be_meant_is_said_at_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAIL_URL", "mail.example.org")
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 1
    assert "MAIL_URL must look like" in result.output


def test_a_job_that_fails_is_logged_and_the_next_one_runs(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []

    def broken(_stopping: object) -> None:
        raise RuntimeError("broken")

    jobs = [
        Job("broken", timedelta(0), broken),
        Job("fine", timedelta(0), lambda _stopping: ran.append("fine")),
    ]
    monkeypatch.setitem(app.extensions, "worker_jobs", jobs)
    work(app, Event(), once=True)
    assert ran == ["fine"]
    assert "job broken failed" in caplog.text


def test_a_job_runs_again_only_when_its_time_has_come(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, rounds, hourly = Event(), [], []

    def counting(_stopping: object) -> None:
        rounds.append(1)
        if len(rounds) == 3:
            stop.set()

    jobs = [
        Job("hourly", timedelta(hours=1), lambda _stopping: hourly.append(1)),
        Job("each round", timedelta(0), counting),
    ]
    monkeypatch.setitem(app.extensions, "worker_jobs", jobs)
    monkeypatch.setattr("app.notifications.worker.PAUSE", 0.01)
    work(app, stop)
    assert (len(rounds), len(hourly)) == (3, 1)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_worker_cleanly(app: Flask, queued: Queue, tmp_path: Path, name: str) -> None:
    queued.one()
    environment = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_PATH": str(tmp_path),
        "SECRET_KEY": "test",
        "MAIL_URL": "",
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().startswith("mail to olu@example.org")
        asked = time.monotonic()
        worker.send_signal(getattr(signal, name))
        assert worker.wait(timeout=10) == 0
        assert time.monotonic() - asked < 5
    assert db.session.query(OutboxMessage.status).scalar() == "sent"
