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
from tests.digest.conftest import WEDNESDAY, Travel
from tests.registry.factory import a_session, approved

WAYS = st.sampled_from([("vi@example.org", ""), ("vi@example.org", "kind=event"), ("cal@example.org", "")])


class Letterbox:
    """Where letters end up: one for each Message-ID, as with a mail folder or a mailbox that knows repeats."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, str, datetime]] = {}

    def send(self, row: OutboxMessage) -> None:
        if row.kind == WEEKLY:
            way_out = row.extra_headers["List-Unsubscribe"].strip("<>")
            self.held.setdefault(row.message_id, (row.recipient, way_out, row.created_at))

    def close(self) -> None:
        """Nothing is held open."""


class Killed(BaseException):
    """The worker's end."""


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
        self.at = WEDNESDAY
        self.it_is(self.at)
        self.tokens: list[tuple[str, tuple[str, str]]] = []
        self.began: dict[str, datetime] = {}  # by way out
        self.left: dict[str, int] = {}  # by way out, with the number of letters then
        self.box = Letterbox()

    @rule(way=WAYS)
    def ask(self, way: tuple[str, str]) -> None:
        token = links.issue_link(
            Purpose.CONFIRM_DIGEST, "digest", services.CONFIRM_WITHIN, email=way[0], query=way[1]
        )
        db.session.commit()
        self.tokens.append((token, way))

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

    @rule(hours=st.sampled_from([1, 24, 24 * 7, 24 * 7, 24 * 30]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        self.it_is(self.at)

    @rule()
    def tick(self) -> None:
        jobs.send_due(lambda: False)

    @rule(where=st.sampled_from(["news", "mail_news", "claim", "commit"]))
    def tick_and_be_killed(self, where: str) -> None:
        def die(*_: Any, **__: Any) -> None:
            raise Killed

        with self.patch.context() as patch:
            patch.setattr(*((db.session, "commit") if where == "commit" else (jobs, where)), die)
            with suppress(Killed):
                jobs.send_due(lambda: False)
        db.session.rollback()

    @rule()
    def deliver(self) -> None:
        delivery.deliver_due(self.box)
        db.session.rollback()

    @rule()
    def deliver_and_be_killed(self) -> None:
        """After the letter was handed over, before that was noted."""
        row = delivery.claim("killed")
        if row is not None:
            self.box.send(row)

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
        self.time_passes(1)  # past every lease
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
        machine, settings=settings(max_examples=15, stateful_step_count=16, deadline=None, database=None)
    )
