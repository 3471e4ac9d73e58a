"""What is published reaches those who follow: once, in order, and whatever their servers do."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.catalogue.publish import publish_week, rebuild
from app.extensions import db
from app.federation.announcing import announce
from app.federation.cleaning import clean
from app.federation.delivering import WAITS, deliver
from app.federation.models import Activity, Announcement, Delivery, FederationState, Follower, Inbox, Peer
from app.moderation.services import approve
from app.registry.campaign import Campaign
from app.registry.vocabularies.kinds import Happening, Origin
from tests.federation import exchanges
from tests.federation.conftest import ACTOR, Clock, Post
from tests.federation.fediverse import Fediverse, Killed, Person, gancio, mastodon
from tests.registry.factory import A_MODERATOR, a_session, a_week, approved, edited, happens

Work = Callable[[], None]
Follow = Callable[..., None]


def how_many(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def kinds(fediverse: Fediverse, person: Person) -> list[str]:
    return [one["type"] for one in fediverse.sent_to(person)]


@pytest.fixture
def vi(fediverse: Fediverse, week: Campaign, follows: Follow, work: Work) -> Person:
    """Vi follows from Mastodon, and was accepted."""
    vi = fediverse.add(mastodon("vi"))
    follows(vi)
    work()
    return vi


def test_the_life_of_an_event_is_told(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    event = approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    work()
    approve(edited(event, campaign=week, title="Sharing circles", at=clock.at), A_MODERATOR, clock.at)
    db.session.commit()
    work()
    happens(event, Happening.CANCELLED, "The hall flooded.", clock.at)
    db.session.commit()
    work()
    happens(event, Happening.WITHDRAWN, "A mistake", clock.at)
    db.session.commit()
    work()
    accept, create, update, cancelled, delete = fediverse.sent_to(vi)
    assert accept["type"] == "Accept"
    names = [one["object"]["name"] for one in (create, update, cancelled)]
    assert names == ["Sharing circle", "Sharing circles", "Cancelled: Sharing circles"]
    assert cancelled["object"]["ical:status"] == "CANCELLED"
    assert [one["type"] for one in (create, update, cancelled, delete)] == ["Create", "Update", "Update", "Delete"]
    address = create["object"]["id"]
    assert [one["id"].removeprefix(address) for one in (create, update, cancelled, delete)] == [
        *("#create", "#updates/1", "#updates/2", "#delete"),
    ]
    assert delete["object"]["id"] == address
    assert "Sharing" not in json.dumps(delete)
    assert how_many(Delivery) == 0


def test_only_real_coming_events_of_the_week_are_announced(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    approved({"origin": Origin.EXAMPLE}, campaign=week)
    approved({"origin": Origin.ARCHIVE}, campaign=week)
    approved(campaign=None)
    approved(campaign=a_week(slug="another", name="Another"))
    approved(campaign=week, sessions=[a_session(clock.at.date() - timedelta(days=3))])
    happens(approved(campaign=week), Happening.CANCELLED, "Off", clock.at)
    happens(approved(campaign=week), Happening.WITHDRAWN, "Off", clock.at)
    db.session.commit()
    work()
    assert kinds(fediverse, vi) == ["Accept"]


def test_an_event_that_moves_to_another_week_leaves_one_and_enters_the_other(
    *, fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock, tell: Post
) -> None:
    other = a_week(slug="another", name="Another")
    publish_week(other)
    event = approved(campaign=week, at=clock.at)
    db.session.commit()
    cal = fediverse.add(gancio())
    address = "https://weeks.example/federation/weeks/another"
    tell(cal, exchanges.gancio_follow(cal, address), path="/federation/weeks/another/inbox")
    work()
    approve(edited(event, campaign=other, at=clock.at), A_MODERATOR, clock.at)
    db.session.commit()
    work()
    assert kinds(fediverse, vi) == ["Accept", "Create", "Delete"]
    assert kinds(fediverse, cal) == ["Accept", "Create"]
    assert fediverse.sent_to(cal)[1]["object"]["id"] != fediverse.sent_to(vi)[1]["object"]["id"]
    assert fediverse.sent_to(cal)[1]["actor"] == address


def test_people_of_one_server_are_served_by_one_delivery(
    *, fediverse: Fediverse, week: Campaign, vi: Person, follows: Follow, work: Work, clock: Clock
) -> None:
    follows(fediverse.add(mastodon("cal")))
    work()
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert [one["type"] for one in fediverse.server(vi).inboxes[vi.target]] == ["Create"]


def test_a_rebuilt_catalogue_is_no_news(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    list(rebuild())
    db.session.commit()
    work()
    assert kinds(fediverse, vi) == ["Accept", "Create"]


def test_changes_within_a_second_are_not_missed(
    fediverse: Fediverse, week: Campaign, vi: Person, clock: Clock
) -> None:
    event = approved(campaign=week, at=clock.at)
    db.session.commit()
    announce(lambda: False)
    assert how_many(Announcement) == 0
    approve(edited(event, campaign=week, title="Sharing circles", at=clock.at), A_MODERATOR, clock.at)
    db.session.commit()
    clock.wait(seconds=3)
    announce(lambda: False)
    deliver(lambda: False)
    assert fediverse.sent_to(vi)[-1]["object"]["name"] == "Sharing circles"
    assert announce(lambda: False) == 0


def test_nothing_is_queued_where_nobody_follows(app: Flask, week: Campaign, work: Work, clock: Clock) -> None:
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert (how_many(Announcement), how_many(Activity), how_many(Delivery)) == (1, 0, 0)


def test_a_server_that_is_down_is_tried_less_and_less_and_hears_all_in_order(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    fediverse.server(vi).is_down = True
    approved(campaign=week, title="First", at=clock.at)
    db.session.commit()
    work()
    for wait in WAITS[:4]:
        row = db.session.scalars(select(Inbox).where(Inbox.url == vi.target)).one()
        assert row.next_attempt_at == clock.at + wait
        clock.at = row.next_attempt_at
        deliver(lambda: False)
        db.session.expire_all()
    approved(campaign=week, title="Second", at=clock.at)
    db.session.commit()
    work()
    assert kinds(fediverse, vi) == ["Accept"]
    fediverse.server(vi).is_down = False
    clock.wait(days=1)
    work()
    assert [one["object"].get("name") for one in fediverse.sent_to(vi)][1:] == ["First", "Second"]
    row = db.session.scalars(select(Inbox).where(Inbox.url == vi.target)).one()
    assert (row.failures, row.failing_since) == (0, None)


def test_a_server_that_is_down_for_two_weeks_is_forgotten(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    fediverse.server(vi).is_down = True
    approved(campaign=week, at=clock.at, sessions=[a_session(clock.at.date() + timedelta(days=60))])
    db.session.commit()
    for _ in range(13):
        work()
        clock.wait(days=1)
    assert how_many(Follower) == 1
    for _ in range(3):
        work()
        clock.wait(days=1)
    assert (how_many(Follower), how_many(Delivery)) == (0, 0)


def test_an_inbox_that_is_gone_is_forgotten_at_once(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    fediverse.server(vi).answers = 410
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert (how_many(Follower), how_many(Delivery)) == (0, 0)


@pytest.mark.parametrize("status", [400, 404, 413])
def test_what_is_refused_does_not_hold_up_the_next(
    *, fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock, status: int
) -> None:
    fediverse.server(vi).answers = status
    approved(campaign=week, title="First", at=clock.at)
    db.session.commit()
    work()
    assert how_many(Delivery) == 0
    fediverse.server(vi).answers = 202
    approved(campaign=week, title="Second", at=clock.at)
    db.session.commit()
    work()
    assert fediverse.sent_to(vi)[-1]["object"]["name"] == "Second"
    assert how_many(Follower) == 1


@pytest.mark.parametrize("status", [401, 429, 500, 503, 302])
def test_what_may_pass_is_tried_again(
    *, fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock, status: int
) -> None:
    fediverse.server(vi).answers = status
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert how_many(Delivery) == 1
    fediverse.server(vi).answers = 202
    clock.wait(minutes=2)
    work()
    assert kinds(fediverse, vi) == ["Accept", "Create"]


def test_a_withdrawn_event_does_not_reach_anybody_late(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    fediverse.server(vi).is_down = True
    event = approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    happens(event, Happening.WITHDRAWN, "A mistake", clock.at)
    db.session.commit()
    work()
    fediverse.server(vi).is_down = False
    clock.wait(days=1)
    work()
    assert kinds(fediverse, vi) == ["Accept", "Delete"]


def test_what_happens_before_the_accept_arrives_is_sent_after_it(
    fediverse: Fediverse, week: Campaign, follows: Follow, work: Work, clock: Clock
) -> None:
    cal = fediverse.add(mastodon("cal"))
    follows(cal)
    fediverse.server(cal).is_down = True
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert how_many(Delivery) == 1
    fediverse.server(cal).is_down = False
    clock.wait(days=1)
    work()
    work()
    assert kinds(fediverse, cal) == ["Accept", "Create"]


def test_a_follower_whose_accept_is_refused_is_forgotten(
    fediverse: Fediverse, week: Campaign, follows: Follow, work: Work
) -> None:
    cal = fediverse.add(mastodon("cal"))
    follows(cal)
    fediverse.server(cal).answers = 404
    work()
    assert how_many(Follower) == 0


def test_a_worker_killed_after_sending_says_the_same_again(
    fediverse: Fediverse, week: Campaign, vi: Person, work: Work, clock: Clock
) -> None:
    approved(campaign=week, at=clock.at)
    db.session.commit()
    fediverse.server(vi).kills = True
    with pytest.raises(Killed):
        work()
    work()
    assert len(fediverse.server(vi).inboxes[vi.target]) == 1  # its lease still runs
    clock.wait(minutes=3)
    work()
    first, again = fediverse.server(vi).inboxes[vi.target]
    assert first == again
    assert kinds(fediverse, vi) == ["Accept", "Create"]


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
