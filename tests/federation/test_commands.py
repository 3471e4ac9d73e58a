"""``flask federation``, and what is forgotten every day."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.federation.cleaning import clean
from app.federation.models import Activity, FederationState, Follower, Inbox, Peer
from app.registry.campaign import Campaign
from tests.federation import exchanges
from tests.federation.conftest import ACTOR, Clock, Post
from tests.federation.fediverse import Fediverse, Person, mastodon
from tests.federation.told import how_many
from tests.registry.factory import approved

Work = Callable[[], None]
Follow = Callable[..., None]


def test_a_new_key_is_used_and_shown(app: Flask, fediverse: Fediverse, monkeypatch: pytest.MonkeyPatch) -> None:
    before = db.session.scalars(select(FederationState.public_key)).one()
    monkeypatch.undo()
    result = app.test_cli_runner().invoke(args=["federation", "keys", "--renew"])
    assert result.exit_code == 0, result.output
    db.session.expire_all()
    state = db.session.scalars(select(FederationState)).one()
    assert state.public_key != before
    assert state.public_key.strip() in result.output
    assert "PRIVATE" not in result.output


def test_the_commands_say_who_follows_what_waits_and_who_is_blocked(
    *, app: Flask, fediverse: Fediverse, week: Campaign, vi: Person, clock: Clock, work: Work
) -> None:
    run = app.test_cli_runner().invoke
    fediverse.server(vi).is_down = True
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    said = run(args=["federation", "status"]).output
    for line in (
        *("Federation is on.", "1 follow co-production-week-2027@weeks.example", "1 events announced"),
        *("1 deliveries waiting", "mastodon.example fails since 10 May 2027: mastodon.example does not answer"),
    ):
        assert line in said
    assert run(args=["federation", "block", "not a domain"]).exit_code == 2
    assert "1 followers are forgotten" in run(args=["federation", "block", "mastodon.example"]).output
    assert "mastodon.example is blocked" in run(args=["federation", "status"]).output
    assert run(args=["federation", "unblock", "mastodon.example"]).exit_code == 0
    assert run(args=["federation", "unblock", "mastodon.example"]).exit_code == 1


def test_what_nobody_needs_is_forgotten(
    *, fediverse: Fediverse, week: Campaign, vi: Person, tell: Post, follows: Follow, work: Work, clock: Clock
) -> None:
    cal = fediverse.add(mastodon("cal", "cal.example"))
    follows(cal)
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    tell(cal, exchanges.mastodon_undo(cal, ACTOR))
    clock.wait(days=31)
    clean(lambda: False)
    db.session.expire_all()
    assert db.session.scalars(select(Peer.actor)).all() == [vi.actor]
    assert how_many(Activity) == 0
    assert {row.url for row in db.session.scalars(select(Inbox))} == {vi.target, vi.document["inbox"]}
    assert how_many(Follower) == 1
