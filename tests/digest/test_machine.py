"""Whatever is done in whatever order: one letter a week at most, none before yes or after no, nothing left over."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, select

from app.accounts import links
from app.accounts.models import LinkRequest, OneTimeLink, Purpose
from app.digest import jobs, services
from app.digest.models import Digest
from app.digest.notifications import KINDS, WEEKLY, leaving_address
from app.digest.weekly import latest
from app.extensions import db
from app.notifications import delivery
from app.notifications.models import OutboxMessage
from app.notifications.transports import LastStep
from tests.digest.conftest import THURSDAY, Travel
from tests.notifications.postbox import no_step
from tests.registry.factory import a_session, approved

STEPS = ("claim", "news", "mail_news", "commit")
WAYS = st.sampled_from([("vi@example.org", ""), ("vi@example.org", "kind=event"), ("cal@example.org", "")])


class Letterbox:
    """Where letters end up: one for each Message-ID, as with a mail folder or a mailbox that knows repeats."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, str, datetime]] = {}

    def send(self, row: OutboxMessage, last_step: LastStep) -> None:  # noqa: ARG002
        if row.kind == WEEKLY:
            way_out = row.extra_headers["List-Unsubscribe"].strip("<>")
            self.held.setdefault(row.message_id, (row.recipient, way_out, row.created_at))

    def close(self) -> None:
        """Nothing is held open."""


class Killed(BaseException):
    """The worker's end."""


def die(*_: Any, **__: Any) -> None:
    """Instead of going on."""
    raise Killed


class Weeks(RuleBasedStateMachine):
    """People, a worker and the clock."""

    it_is: Travel
    patch: pytest.MonkeyPatch

    @initialize()
    def begin(self) -> None:
        db.session.rollback()
        for model in (Digest, OneTimeLink, LinkRequest, OutboxMessage):
            db.session.execute(delete(model))
        db.session.commit()
        self.at = THURSDAY - timedelta(minutes=30)
        self.it_is(self.at)
        self.tokens: list[tuple[str, tuple[str, str]]] = []
        self.began: dict[str, datetime] = {}  # by way out
        self.left: dict[str, int] = {}  # by way out, with the number of letters then
        self.box = Letterbox()
        self.ask(("vi@example.org", ""), also_confirm=True)

    @rule(way=WAYS, also_confirm=st.booleans())
    def ask(self, way: tuple[str, str], also_confirm: bool) -> None:
        token = links.issue_link(
            Purpose.CONFIRM_DIGEST, "digest", services.CONFIRM_WITHIN, email=way[0], query=way[1]
        )
        db.session.commit()
        self.tokens.append((token, way))
        if also_confirm:
            self.confirm(len(self.tokens) - 1)

    @precondition(lambda self: self.tokens)
    @rule(which=st.integers(0, 100))
    def confirm(self, which: int) -> None:
        """First time or replay, in time or late, new or known."""
        token, way = self.tokens[which % len(self.tokens)]
        before = {row.key for row in rows()}
        link = links.consume(token, Purpose.CONFIRM_DIGEST)
        if link is not None:
            services.confirm(link, self.at)
        db.session.commit()
        for row in rows():
            if row.key not in before:
                assert (row.email, row.query) == way
                self.began[leaving_address(row.key)] = self.at

    @rule(hours=st.sampled_from([0, 1, 1, 24, 24 * 7, 24 * 30]), killed_in=st.sampled_from(["", "", *STEPS]))
    def time_passes_and_the_worker_looks(self, hours: int, killed_in: str) -> None:
        self.at += timedelta(hours=hours)
        self.it_is(self.at)
        with self.patch.context() as patch, suppress(Killed):
            if killed_in:
                patch.setattr(*((db.session, "commit") if killed_in == "commit" else (jobs, killed_in)), die)
            jobs.send_due(lambda: False)
        db.session.rollback()

    @rule(killed=st.booleans())
    def mail_goes(self, killed: bool) -> None:
        """All of it; or one letter, and the worker is killed before it can note that it went."""
        if not killed:
            delivery.deliver_due(self.box)
            db.session.rollback()
        elif (row := delivery.claim("killed")) is not None:
            self.box.send(row, no_step)

    @precondition(lambda self: self.began)
    @rule(which=st.integers(0, 100))
    def leave(self, which: int) -> None:
        """First time or again."""
        way_out = list(self.began)[which % len(self.began)]
        services.leave(way_out.rpartition("/")[2])
        db.session.commit()
        self.left.setdefault(way_out, self.received(way_out))
        assert way_out.rpartition("/")[2] not in {row.key for row in rows()}
        mailed = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind.in_(KINDS)))
        assert way_out not in {row.extra_headers.get("List-Unsubscribe", "").strip("<>") for row in mailed}

    def received(self, way_out: str) -> int:
        return sum(1 for _to, address, _at in self.box.held.values() if address == way_out)

    def teardown(self) -> None:
        """What holds at the end held all the while: letters stay in the box."""
        if not hasattr(self, "box"):
            return
        self.at += timedelta(hours=1)  # past every lease
        self.it_is(self.at)
        delivery.deliver_due(self.box)
        written = [(way_out, latest(at)) for _to, way_out, at in self.box.held.values()]
        assert len(written) == len(set(written)), "at most one letter for each subscription and week"
        for way_out, week in written:
            assert week > self.began[way_out] - timedelta(days=7)
        for _to, way_out, at in self.box.held.values():
            assert at >= self.began[way_out], "none before confirming"
        for way_out, number in self.left.items():
            assert self.received(way_out) == number, "none after leaving"
        for row in rows():
            if row.told_at < latest(self.at):
                continue
            due = latest(row.told_at)
            if self.began[leaving_address(row.key)] < due:
                assert (leaving_address(row.key), due) in written, "none is lost"


def rows() -> list[Digest]:
    db.session.rollback()
    db.session.expire_all()
    return list(db.session.scalars(select(Digest)))


def test_any_sequence_keeps_the_promises(app: Flask, it_is: Travel, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(title="All along", sessions=[a_session(date(2027, 6, 1), None, ends_on=date(2040, 9, 1))])
    db.session.commit()
    machine = type("Weeks", (Weeks,), {"it_is": staticmethod(it_is), "patch": monkeypatch})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=15, stateful_step_count=12, deadline=None, database=None)
    )
