"""Nothing is sent twice and nothing is lost, whenever a worker or a server dies."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from app.notifications import delivery, transports
from app.notifications.delivery import LAST_STEP, LEASE, count_by_status, deliver_due, retry
from app.notifications.forgetting import forget_done
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.transports import SmtpServer
from app.shared.clock import now
from tests.notifications.moody import Moment, MoodyServer
from tests.notifications.postbox import Queue

ROOT = Path(__file__).parents[2]
SENDER = "Co-production Week <hello@example.org>"
WORKER = """
import sys, time
from app import create_app
from app.notifications import delivery
from app.notifications.transports import SmtpServer

def too_late(row, **values):
    print("HELD", flush=True)
    time.sleep(60)

if sys.argv[2] == "noting":
    delivery.note = too_late
app = create_app()
with app.app_context():
    delivery.deliver_due(SmtpServer(sys.argv[1], "hello@example.org"))
"""


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    def move(by: timedelta) -> None:
        monkeypatch.setattr(delivery, "now", lambda: now() + by)

    return move


@contextmanager
def worker(app: Flask, url: str, mode: str = "plain") -> Iterator[subprocess.Popen[str]]:
    """A worker in a process of its own, which is killed at the end."""
    environment = {
        **os.environ,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "INSTANCE_PATH": app.config["INSTANCE_PATH"],
        "MAIL_URL": "",
    }
    command = [sys.executable, "-c", WORKER, url, mode]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.send_signal(signal.SIGKILL)


def statuses() -> Counter[str]:
    db.session.rollback()
    return Counter({status: number for status, number in count_by_status().items() if number})


def the_doubtful() -> OutboxMessage:
    db.session.expire_all()
    return db.session.query(OutboxMessage).filter_by(status=DeliveryStatus.DOUBTFUL).one()


@pytest.mark.parametrize("moment", list(Moment))
def test_a_worker_killed_while_it_talks_sends_nothing_twice_and_loses_nothing(
    app: Flask, queued: Queue, later: Callable[[timedelta], None], moment: Moment
) -> None:
    for number in range(3):
        queued.one(f"olu{number}@example.org")
    with closing(MoodyServer(moment)) as server:
        with worker(app, server.url):
            assert server.stuck.wait(30)
        later(LAST_STEP + timedelta(seconds=1))
        deliver_due(SmtpServer(server.url, SENDER))
        assert Counter(server.taken) == Counter(f"olu{number}@example.org" for number in range(3))
    doubtful = 1 if moment is Moment.LAST_LINE else 0
    assert statuses() == Counter(sent=3 - doubtful, doubtful=doubtful)


def test_a_worker_killed_before_it_could_note_the_answer_sends_nothing_twice(
    app: Flask, queued: Queue, later: Callable[[timedelta], None]
) -> None:
    queued.one()
    with closing(MoodyServer()) as server:
        with worker(app, server.url, "noting") as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "HELD\n"
        assert statuses() == Counter(sending=1)
        assert not deliver_due(SmtpServer(server.url, SENDER)), "its lease lasts"
        later(LAST_STEP + timedelta(seconds=1))
        counts = deliver_due(SmtpServer(server.url, SENDER))
        assert (counts.sent, counts.doubtful) == (0, 1)
        assert not deliver_due(SmtpServer(server.url, SENDER)), "it waits for a person, and is told once"
        assert server.taken == ["olu@example.org"]
    assert the_doubtful().last_error == "the worker stopped while the server was taking it"


@pytest.mark.parametrize("moment", [Moment.GREETING, Moment.SENDER, Moment.RECIPIENT, Moment.DATA])
def test_a_server_that_hangs_up_before_the_last_line_is_tried_again(
    queued: Queue, later: Callable[[timedelta], None], moment: Moment
) -> None:
    queued.one()
    with closing(MoodyServer(moment, hangs_up=True)) as server:
        counts = deliver_due(SmtpServer(server.url, SENDER))
        assert (counts.later, counts.unreachable) == (1, True)
        later(timedelta(hours=1))
        assert deliver_due(SmtpServer(server.url, SENDER)).sent == 1
        assert server.taken == ["olu@example.org"]


@pytest.mark.parametrize("server", [{"hangs_up": True}, {"says": "nonsense"}, {"says": "251 hm"}, {}])
def test_no_answer_or_an_odd_one_to_the_last_line_is_a_doubt(
    queued: Queue, later: Callable[[timedelta], None], monkeypatch: pytest.MonkeyPatch, server: dict[str, object]
) -> None:
    monkeypatch.setattr(transports, "LAST_TIMEOUT", 0.3)
    queued.one()
    with closing(MoodyServer(Moment.LAST_LINE, **server)) as moody:  # type: ignore[arg-type]
        counts = deliver_due(SmtpServer(moody.url, SENDER))
        assert (counts.doubtful, counts.sent, counts.later) == (1, 0, 0)
        later(timedelta(days=4))
        assert not deliver_due(SmtpServer(moody.url, SENDER))
        assert moody.taken == ["olu@example.org"]
    assert "answer to the last line" in str(the_doubtful().last_error)


@pytest.mark.parametrize(("says", "status"), [("450 busy", "queued"), ("554 no", "failed")])
def test_a_no_to_the_last_line_is_no_doubt(queued: Queue, says: str, status: str) -> None:
    message = queued.one()
    with closing(MoodyServer(Moment.LAST_LINE, says=says)) as server:
        deliver_due(SmtpServer(server.url, SENDER))
    assert statuses() == Counter({status: 1})
    db.session.refresh(message)
    assert message.last_error == says


def test_the_others_go_on_over_a_new_connection(queued: Queue) -> None:
    queued.one("first@example.org")
    queued.one("second@example.org")
    with closing(MoodyServer(Moment.LAST_LINE, says="nonsense")) as moody:
        server = SmtpServer(moody.url, SENDER)
        deliver_due(server)
        deliver_due(server)
        assert moody.taken == ["first@example.org", "second@example.org"]
    assert statuses() == Counter(doubtful=1, sent=1)


def test_a_worker_whose_lease_has_passed_on_does_not_take_the_last_step(
    queued: Queue, later: Callable[[timedelta], None]
) -> None:
    queued.one()
    slow = delivery.claim("slow")
    assert slow is not None
    with closing(MoodyServer()) as moody:
        later(LEASE + timedelta(seconds=1))
        assert deliver_due(SmtpServer(moody.url, SENDER)).sent == 1
        server = SmtpServer(moody.url, SENDER)
        delivery.deliver(slow, server, delivery.Counts())
        server.close()
        assert moody.taken == ["olu@example.org"]
    assert statuses() == Counter(sent=1)


def test_a_person_can_send_a_doubtful_one_again(queued: Queue, later: Callable[[timedelta], None]) -> None:
    message = queued.one()
    with closing(MoodyServer(Moment.LAST_LINE, hangs_up=True)) as moody:
        deliver_due(SmtpServer(moody.url, SENDER))
        assert retry() == 0, "all failed ones: a doubtful one is chosen by its number only"
        assert retry(message.id) == 1
        db.session.commit()
        assert deliver_due(SmtpServer(moody.url, SENDER)).sent == 1
        assert len(moody.taken) == 2
    assert statuses() == Counter(sent=1)


def test_doubtful_ones_are_forgotten_with_the_failed_ones(queued: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    message = queued.one()
    message.status, message.handed_over_at, message.last_error = DeliveryStatus.DOUBTFUL, now(), "killed"
    message.next_attempt_at = now() - timedelta(days=10)
    db.session.commit()
    forget_done(timedelta(days=1), timedelta(days=30))
    assert statuses() == Counter(doubtful=1)
    forget_done(timedelta(days=1), timedelta(days=9))
    db.session.commit()
    assert statuses() == Counter()
