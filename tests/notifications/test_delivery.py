"""Claim, send, note."""

import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask

from app.extensions import db
from app.notifications import delivery
from app.notifications.delivery import LEASE, WAITS, count_by_status, deliver_due, retry
from app.notifications.models import OutboxMessage
from app.notifications.transports import LastStep, MailFolder, NotNow, SmtpServer
from app.shared.clock import now
from tests.notifications.postbox import Postbox, Queue, read

ROOT = Path(__file__).parents[2]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> "Later":
    return Later(monkeypatch)


class Later:
    """Moves the clock of delivery on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch, self.by = patch, timedelta()

    def __call__(self, by: timedelta) -> None:
        self.by += by
        self.patch.setattr(delivery, "now", lambda: now() + self.by)


def fresh(message: OutboxMessage) -> OutboxMessage:
    db.session.expire_all()
    db.session.refresh(message)
    return message


def test_a_message_is_sent_and_noted(queued: Queue, folder: MailFolder, capsys: pytest.CaptureFixture[str]) -> None:
    message = queued.one()
    assert deliver_due(folder).sent == 1
    assert fresh(message).status == "sent"
    assert message.sent_at
    assert message.claimed_by is None
    assert "olu@example.org: We have your event" in capsys.readouterr().out
    assert not deliver_due(folder)


def test_a_batch_goes_over_one_connection(queued: Queue, postbox: Postbox, server: SmtpServer) -> None:
    for number in range(5):
        queued.one(f"olu{number}@example.org")
    assert deliver_due(server).sent == 5
    assert postbox.connections == 1


def test_not_now_is_tried_again_with_growing_waits(
    queued: Queue, postbox: Postbox, server: SmtpServer, later: Later
) -> None:
    postbox.answers["olu@example.org"] = ["450 busy"] * 2
    message = queued.one()
    assert deliver_due(server).later == 1
    assert fresh(message).last_error == "450 busy"
    assert not deliver_due(server)
    later(WAITS[0])
    assert deliver_due(server).later == 1
    later(WAITS[0])
    assert not deliver_due(server)
    later(WAITS[1])
    assert deliver_due(server).sent == 1
    assert len(postbox.received) == 1


def test_a_refusal_fails_at_once_and_does_not_hold_up_others(
    queued: Queue, postbox: Postbox, server: SmtpServer
) -> None:
    postbox.answers["gone@example.org"] = ["550 no such person"]
    lost, message = queued.one("gone@example.org"), queued.one()
    counts = deliver_due(server)
    assert (counts.sent, counts.failed) == (1, 1)
    assert (fresh(lost).status, lost.last_error) == ("failed", "550 no such person")
    assert fresh(message).status == "sent"


def test_after_nearly_three_days_it_is_kept_as_failed_and_can_be_put_back(
    queued: Queue, postbox: Postbox, server: SmtpServer, later: Later
) -> None:
    postbox.answers["olu@example.org"] = ["450 busy"] * (len(WAITS) + 1)
    message = queued.one()
    for wait in (*WAITS, timedelta()):
        assert deliver_due(server)
        later(wait)
    assert fresh(message).status == "failed"
    assert timedelta(days=2.5) < sum(WAITS, timedelta()) < timedelta(days=3.5)
    assert retry(message.id) == 1
    db.session.commit()
    assert deliver_due(server).sent == 1


def test_an_unreachable_server_costs_one_message_one_attempt(queued: Queue) -> None:
    first, second = queued.one(), queued.one("mo@example.org")
    counts = deliver_due(SmtpServer("smtp://127.0.0.1:1", "hello@example.org"))
    assert counts.unreachable
    assert (fresh(first).attempts, fresh(second).attempts) == (1, 0)


def test_a_message_that_breaks_the_sender_does_not_hold_up_others(queued: Queue, folder: MailFolder) -> None:
    class Breaking(MailFolder):
        def send(self, row: OutboxMessage, last_step: LastStep) -> None:
            if row.recipient == "odd@example.org":
                raise UnicodeError("odd")
            super().send(row, last_step)

    odd, _fine = queued.one("odd@example.org"), queued.one()
    counts = deliver_due(Breaking(folder.folder, folder.sender))
    assert (counts.sent, counts.later) == (1, 1)
    assert fresh(odd).last_error == "UnicodeError: odd"


def test_stopping_finishes_the_message_in_hand_and_leaves_the_rest(queued: Queue, folder: MailFolder) -> None:
    for number in range(3):
        queued.one(f"olu{number}@example.org")
    asked: list[int] = []
    counts = deliver_due(folder, stopping=lambda: bool(asked) or asked.append(1) is not None)
    assert counts.sent == 1
    assert count_by_status() == {"queued": 2, "sending": 0, "sent": 1, "doubtful": 0, "failed": 0}


def test_two_workers_at_once_never_send_twice(app: Flask, queued: Queue) -> None:
    for number in range(40):
        queued.one(f"olu{number}@example.org")
    taken: list[str] = []

    class Counting:
        def send(self, row: OutboxMessage, last_step: LastStep) -> None:
            last_step()
            taken.append(row.recipient)

        def close(self) -> None:
            pass

    def drain() -> None:
        with app.app_context():
            while deliver_due(Counting()):
                pass

    threads = [Thread(target=drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 40
    assert set(Counter(taken).values()) == {1}
    assert count_by_status()["sent"] == 40


def test_a_note_comes_too_late_when_the_lease_has_passed_on(queued: Queue, later: Later) -> None:
    message = queued.one()
    slow = delivery.claim("slow")
    later(LEASE + timedelta(seconds=1))
    assert delivery.claim("quick") is not None
    assert slow is not None
    assert delivery.note(slow, status="failed", last_error="late") == 0
    assert fresh(message).claimed_by == "quick"


def test_a_message_that_kills_its_worker_is_given_up_in_the_end(
    queued: Queue, folder: MailFolder, later: Later
) -> None:
    message = queued.one()
    for _ in range(len(WAITS) + 1):
        assert delivery.claim("killed") is not None
        later(LEASE + timedelta(seconds=1))
    assert deliver_due(folder).failed == 1
    assert fresh(message).last_error == "stopped in the middle too often"


KILLED = """
import sys, time
from app import create_app
from app.notifications.delivery import deliver_due
from app.notifications.transports import MailFolder

class Stuck(MailFolder):
    count = 0
    def send(self, row, last_step):
        super().send(row, last_step)
        self.count += 1
        if self.count == 4:  # written, not yet noted: the worst moment
            print("HELD", flush=True)
            time.sleep(60)

app = create_app()
with app.app_context():
    deliver_due(Stuck(__import__("pathlib").Path(sys.argv[1]), app.config["MAIL_FROM"]))
"""


def test_a_killed_worker_loses_nothing_and_repeats_nothing(
    app: Flask, queued: Queue, folder: MailFolder, later: Later
) -> None:
    recipients = {f"olu{number}@example.org" for number in range(10)}
    for recipient in sorted(recipients):
        queued.one(recipient)
    environment = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_PATH": app.config["INSTANCE_PATH"],
        "MAIL_URL": "",
    }
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder.folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout is not None
        assert any(line.startswith("HELD") for line in worker.stdout)
        worker.send_signal(signal.SIGKILL)
    assert count_by_status() == {"queued": 6, "sending": 1, "sent": 3, "doubtful": 0, "failed": 0}
    db.session.rollback()
    assert deliver_due(folder).sent == 6
    later(LEASE + timedelta(seconds=1))
    assert deliver_due(folder).sent == 1
    got = Counter(read(path)["To"] for path in folder.folder.glob("*.eml"))
    assert got == Counter(recipients)


def test_not_now_and_unreachable_are_told_apart() -> None:
    assert not NotNow("450 busy").unreachable
