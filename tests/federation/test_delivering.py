"""What was announced reaches those who follow: once, in order, and whatever their servers do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.extensions import db
from app.federation.delivering import WAITS, deliver
from app.federation.models import Delivery, Follower, Inbox
from app.registry.campaign import Campaign
from app.registry.vocabularies.kinds import Happening
from tests.federation.conftest import Clock
from tests.federation.fediverse import Fediverse, Killed, Person, mastodon
from tests.federation.told import how_many, kinds
from tests.registry.factory import a_session, approved, happens

Work = Callable[[], None]
Follow = Callable[..., None]


def test_people_of_one_server_are_served_by_one_delivery(
    *, fediverse: Fediverse, week: Campaign, vi: Person, follows: Follow, work: Work, clock: Clock
) -> None:
    follows(fediverse.add(mastodon("cal")))
    work()
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert [one["type"] for one in fediverse.server(vi).inboxes[vi.target]] == ["Create"]


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
