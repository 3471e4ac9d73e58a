"""What of the catalogue is announced to those who follow, and what is not."""

import json
from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from app.catalogue.publish import publish_week, rebuild
from app.extensions import db
from app.federation.announcing import announce
from app.federation.delivering import deliver
from app.federation.models import Activity, Announcement, Delivery
from app.moderation.services import approve
from app.registry.campaign import Campaign
from app.registry.vocabularies.kinds import Happening, Origin
from tests.federation import exchanges
from tests.federation.conftest import Clock, Post
from tests.federation.fediverse import Fediverse, Person, gancio
from tests.federation.told import how_many, kinds
from tests.registry.factory import A_MODERATOR, a_session, a_week, approved, edited, happens

Work = Callable[[], None]
Follow = Callable[..., None]


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
