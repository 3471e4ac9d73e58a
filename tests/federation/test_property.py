"""Whatever happens in whatever order, everybody who follows ends up with what the catalogue says, told once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.catalogue.models import Publication
from app.catalogue.publish import publish_week
from app.extensions import db
from app.federation.announcing import announce
from app.federation.delivering import deliver
from app.federation.keys import ensure_key
from app.federation.models import Announcement
from app.moderation.services import approve
from app.registry.campaign import Campaign
from app.registry.event import Event
from app.registry.vocabularies.kinds import Happening
from tests.conftest import empty
from tests.federation import exchanges
from tests.federation.conftest import ACTOR, WEEK, Clock
from tests.federation.fediverse import Fediverse, Killed, Person, gancio, mastodon, post
from tests.registry.factory import A_MODERATOR, a_session, a_week, approved, edited, happens

PEOPLE: dict[str, Callable[[], Person]] = {
    "vi": lambda: mastodon("vi"),
    "cal": lambda: mastodon("cal"),  # the same server, the same shared inbox
    "gancio": gancio,
}
WHO, WHICH = st.sampled_from(sorted(PEOPLE)), st.integers(0, 2)
# What makes trouble happens in bursts: a server goes down, things happen meanwhile, somebody leaves.
STEPS = st.one_of(
    st.just([("publish",)]),
    st.tuples(st.sampled_from(["edit", "cancel", "revive", "withdraw"]), WHICH).map(lambda step: [step]),
    st.tuples(st.sampled_from(["follow", "unfollow", "down", "kill"]), WHO).map(lambda step: [step]),
    st.sampled_from([[("work", 0.1)], [("work", 10.0)], [("work", 3000.0)]]),
    st.builds(
        lambda who, which, then: [
            *(("down", who), ("publish",), ("work", 0.1), ("edit", which), ("work", 0.1), (then, who), ("work", 10.0))
        ],
        WHO,
        WHICH,
        st.sampled_from(["up", "unfollow", "follow", "kill"]),
    ),
)


class World:
    """The site, the other servers, and a note of who followed when."""

    def __init__(self, app: Flask, fediverse: Fediverse, clock: Clock) -> None:
        self.app, self.fediverse, self.clock = app, fediverse, clock
        self.people = {name: fediverse.add(make()) for name, make in PEOPLE.items()}
        self.events: list[int] = []
        self.following: set[str] = set()
        self.left_with: dict[str, list[str]] = {}
        self.since: dict[str, datetime] = {}
        self.heard_before: dict[str, set[str]] = {}
        self.number = 0
        self.troubles = False  # after which a server may be sent a thing twice, and knows it by its id

    def do(self, what: str, *which: Any) -> None:
        """One thing happens."""
        db.session.rollback()
        db.session.expire_all()
        self.clock.wait(seconds=3)
        self.number += 1
        self.troubles |= what in {"kill", "unfollow"}
        if what in {"follow", "unfollow", "down", "up", "kill"}:
            getattr(self, what)(which[0])
        elif what == "publish":
            self.publish()
        elif what == "work":
            self.work(which[0])
        elif self.events:
            self.change(what, self.events[which[0] % len(self.events)])

    def publish(self) -> None:
        """A new event."""
        days = [a_session(self.clock.at.date() + timedelta(days=300))]
        event = approved(campaign=week(), title=f"Event {self.number}", sessions=days, at=self.clock.at)
        db.session.commit()
        self.events.append(event.id)

    def change(self, what: str, event_id: int) -> None:
        """Something happens to an event."""
        event = db.session.get_one(Event, event_id)
        if event.happening == Happening.WITHDRAWN:
            return
        if what == "edit":
            days = [a_session(self.clock.at.date() + timedelta(days=300))]
            said = {"campaign": week(), "title": f"Event, edited {self.number}", "sessions": days}
            approve(edited(event, at=self.clock.at, **said), A_MODERATOR, self.clock.at)
        else:
            to = {"cancel": Happening.CANCELLED, "revive": Happening.GOING_AHEAD, "withdraw": Happening.WITHDRAWN}
            happens(event, to[what], f"Because {self.number}" if what != "revive" else "", self.clock.at)
        db.session.commit()

    def follow(self, name: str) -> None:
        """Somebody follows the Week, perhaps not for the first time."""
        if name not in self.following:
            self.since[name] = self.clock.at
            self.heard_before[name] = set(ids(self.fediverse.sent_to(self.people[name])))
        self.tell(name, exchanges.mastodon_follow(self.people[name], ACTOR, self.number))
        self.following.add(name)

    def unfollow(self, name: str) -> None:
        """Somebody follows no more; what they have heard until now is noted."""
        person = self.people[name]
        follow = {"id": "x", "type": "Follow", "object": ACTOR}
        undo = exchanges.mastodon_undo(person, ACTOR, self.number) | {"object": follow}
        self.tell(name, undo)
        self.following.discard(name)
        self.left_with[name] = ids(self.fediverse.sent_to(person))

    def tell(self, name: str, activity: dict[str, Any]) -> None:
        """Their server tells us, once it is up."""
        self.up(name)
        response = post(self.app, self.people[name], activity, self.clock.at, f"/federation/weeks/{WEEK}/inbox")
        assert response.status_code == 202, response.text

    def down(self, name: str) -> None:
        """Their server does not answer."""
        self.fediverse.server(self.people[name]).is_down = True

    def up(self, name: str) -> None:
        """It does again."""
        self.fediverse.server(self.people[name]).is_down = False

    def kill(self, name: str) -> None:
        """The worker dies the next time it has sent them something."""
        self.fediverse.server(self.people[name]).kills = True

    def work(self, minutes: float) -> None:
        """Time goes by, and the worker has its turn."""
        self.clock.wait(minutes=minutes)
        try:
            announce(lambda: False)
            deliver(lambda: False)
        except Killed:
            db.session.rollback()


def week() -> Campaign:
    return db.session.scalars(select(Campaign)).one()


def ids(activities: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in activities]


def shown(activities: list[dict[str, Any]]) -> dict[str, str]:
    """What somebody's server shows after all it was sent. Nothing may come out of order."""
    events: dict[str, str] = {}
    deleted: set[str] = set()
    numbers: dict[str, int] = {}
    for activity in activities:
        thing = activity["object"]
        address = thing["id"]
        if activity["type"] == "Accept":
            continue
        assert address not in deleted, "nothing is said of an event after its Delete"
        if activity["type"] == "Create":
            assert address not in events
            events[address] = thing["name"]
        elif activity["type"] == "Update":
            number = int(activity["id"].rpartition("/")[2])
            assert number > numbers.get(address, 0), "updates come in order"
            numbers[address] = number
            if address in events:
                events[address] = thing["name"]
        else:
            events.pop(address, None)
            deleted.add(address)
    return events


def true_names(since: datetime) -> dict[str, str]:
    """What was announced after an instant and still is, as the catalogue has it now."""
    rows = db.session.execute(
        select(Announcement.key, Publication.card, Publication.happening)
        .where(Announcement.made_at > since)
        .join(Publication, Publication.uid == Announcement.event_uid)
        .where(Announcement.gone_at.is_(None))
    )
    address = "https://weeks.example/federation/events/"
    cancelled = {Happening.CANCELLED: "Cancelled: "}
    return {address + key: cancelled.get(Happening(now), "") + card["title"] for key, card, now in rows}


def check(world: World) -> None:
    """What must hold in the end."""
    for name, person in world.people.items():
        inboxes = world.fediverse.server(person).inboxes
        own = inboxes.get(person.document["inbox"], [])
        if name not in world.following:
            accepts = [one for one in own if one["type"] == "Accept"]
            if person.target == person.document["inbox"]:
                assert ids(world.fediverse.sent_to(person)) == world.left_with.get(name, []), "nothing after Undo"
            assert bool(accepts) <= (name in world.left_with)
            continue
        before = world.heard_before[name]
        sent = [one for one in world.fediverse.sent_to(person) if one["id"] not in before]
        assert sent[0]["type"] == "Accept", "nothing before Accept"
        true, has = true_names(world.since[name]), shown(sent)
        assert true.items() <= has.items(), "whoever follows has all that was announced since, as it is now"
        everything = true_names(datetime.min.replace(tzinfo=UTC))
        for address, title in has.items():
            assert everything.get(address) == title, "what they show is what is true"
        if not world.troubles:
            assert all(len(ids(taken)) == len(set(ids(taken))) for taken in inboxes.values()), "each thing once"


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=2, max_size=8).map(chain.from_iterable).map(list))
def test_everybody_hears_everything_once_and_in_order(
    app: Flask, clock: Clock, fediverse: Fediverse, steps: list[tuple[Any, ...]]
) -> None:
    db.session.rollback()
    empty(app)
    ensure_key()
    publish_week(a_week())
    db.session.commit()
    fediverse.servers.clear()
    fediverse.people.clear()
    world = World(app, fediverse, clock)
    for name in ("vi", "gancio"):
        world.do("follow", name)
    world.do("work", 0.1)
    for step in steps:
        world.do(*step)
    for name in PEOPLE:
        world.up(name)
        fediverse.server(world.people[name]).kills = False
    world.do("work", 1.0)
    for _ in range(4):
        world.do("work", 60 * 25.0)
    world.do("publish")
    world.do("work", 10.0)
    world.do("work", 10.0)
    check(world)
    latest = f"Event {world.number - 2}"
    for name in world.following:
        assert latest in shown(fediverse.sent_to(world.people[name])).values(), "what is new reaches whoever follows"
