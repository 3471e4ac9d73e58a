"""An entry in somebody's calendar stays the same entry, whatever its organiser and moderators do with the event."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask

from app.catalogue import publish
from app.catalogue.models import Publication
from app.extensions import db
from app.moderation.services import approve
from app.registry.event import Event
from app.registry.lifecycle import Action
from app.registry.review import move
from app.registry.session import EventSession
from app.submission.afterwards import festivals
from app.submission.afterwards.services import copy, edit, withdraw
from tests.catalogue.contents import contents, forget_everything
from tests.registry.factory import A_MODERATOR, DECIDED, a_session, approved, happens

HOUR = timedelta(hours=1)


@pytest.fixture
def clean(app: Flask) -> Iterator[Flask]:
    forget_everything()
    yield app
    db.session.rollback()
    forget_everything()


class Life:
    """Olu's event, and an hour more on the clock with each thing that happens."""

    def __init__(self, **said: Any) -> None:
        self.event = approved(**said)
        self.at = DECIDED

    def change(self, joins: bool = True, **said: Any) -> "Life":
        """Olu edits what is public, as the form does, sends it, and Mo approves."""
        self.at += HOUR
        draft = edit(self.event, self.at)
        for name, value in said.items():
            setattr(draft, name, value)
        db.session.flush()
        move(draft, Action.SUBMIT, by="the organiser", at=self.at)
        approve(self.event, A_MODERATOR, self.at, joins_festival=joins)
        return self

    def entries(self) -> dict[str, tuple[int, str]]:
        """SEQUENCE and STATUS by UID."""
        return {
            entry["UID"]: (int(entry["SEQUENCE"]), entry["STATUS"]) for entry in map(properties, chunks(self.event))
        }

    @property
    def sessions(self) -> list[EventSession]:
        """What is public now."""
        assert self.event.approved is not None
        return self.event.approved.sessions


def chunks(event: Event) -> list[str]:
    """The VEVENTs of an event, unfolded."""
    vevents = db.session.get_one(Publication, event.id, populate_existing=True).vevents
    return vevents.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]


def properties(chunk: str) -> dict[str, str]:
    """Values by name."""
    return dict(line.split(":", 1) for line in chunk.split("\r\n") if ":" in line)


def related(event: Event) -> list[tuple[str, str]]:
    """What the first entry of an event is related to, and how."""
    lines = [line for line in chunks(event)[0].split("\r\n") if line.startswith("RELATED-TO")]
    return [(line.partition("=")[2].partition(":")[0], line.rpartition(":")[2]) for line in lines]


def moved(session: EventSession, day: date, at: time) -> EventSession:
    """The same date at another time, as the form writes it."""
    return a_session(day, at, time(at.hour + 1), uid=session.uid)


def test_the_uid_stays_through_edit_move_rename_transfer_and_festival(clean: Flask) -> None:
    life = Life()
    ((uid, first),) = life.entries().items()
    assert first == (0, "CONFIRMED")
    festival = approved(kind="festival", title="Leeds Together")
    life.change(summary="Said better.")
    assert life.entries() == {uid: (0, "CONFIRMED")}
    life.change(sessions=[moved(life.sessions[0], date(2027, 7, 8), time(14))])
    assert life.entries() == {uid: (1, "CONFIRMED")}
    life.change(title="Story circle")
    assert life.entries() == {uid: (1, "CONFIRMED")}
    life.change(organisation_name="Another Circle")
    assert life.event.organisation is not None
    assert life.event.organisation.name == "Another Circle"
    life.change(festival=festival, festival_id=festival.id)
    assert life.entries() == {uid: (1, "CONFIRMED")}
    for number, (state, status) in enumerate((("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")), 2):
        happens(life.event, state, "Flood", life.at + number * HOUR)
        assert life.entries() == {uid: (number, status)}


def test_dates_come_and_go_and_each_keeps_its_uid(clean: Flask) -> None:
    life = Life(sessions=[a_session(), a_session(date(2027, 7, 14))])
    one, two = (session.uid for session in life.sessions)
    kept = moved(life.sessions[0], date(2027, 7, 7), time(10))
    life.change(sessions=[kept])
    assert life.entries() == {one: (1, "CONFIRMED"), two: (1, "CANCELLED")}
    life.change(sessions=[moved(kept, date(2027, 7, 7), time(10)), a_session(date(2027, 7, 21), uid=two)])
    assert life.entries() == {one: (2, "CONFIRMED"), two: (2, "CONFIRMED")}


def test_a_copy_has_uids_of_its_own(clean: Flask) -> None:
    life = Life()
    made = copy(life.event, "key", None, None, life.at)
    made.latest.sessions = [a_session(date(2028, 7, 5))]
    db.session.flush()
    move(made.latest, Action.SUBMIT, by="the organiser", at=life.at)
    approve(made, A_MODERATOR, life.at)
    assert made.uid != life.event.uid
    assert len(chunks(made)) == 1
    assert not {properties(chunk)["UID"] for chunk in chunks(made)} & set(life.entries())


def test_what_was_withdrawn_stays_as_cancelled(clean: Flask) -> None:
    life = Life()
    withdraw(life.event, "We have lost the hall.", life.at + HOUR)
    assert [status for _, status in life.entries().values()] == ["CANCELLED"]
    assert properties(chunks(life.event)[0])["SUMMARY"] == "Cancelled: Sharing circle"


def test_a_festival_and_its_parts_name_each_other(clean: Flask) -> None:
    festival, other = (approved(kind="festival", title=title) for title in ("Leeds Together", "All In"))
    tea = Life(festival=festival, sessions=[a_session(), a_session(date(2027, 7, 8))])
    walk = Life(festival=festival, title="Walk")
    of = {event: properties(chunks(event)[0])["UID"] for event in (festival, other)}
    dates = [session.uid for session in (*tea.sessions, *walk.sessions)]
    assert related(festival) == [("CHILD", uid) for uid in dates]
    assert related(tea.event) == [("PARENT", of[festival])]
    walk.change(festival=other, festival_id=other.id)
    assert related(festival) == [("CHILD", uid) for uid in dates[:2]]
    assert related(other) == [("CHILD", dates[2])]
    assert related(walk.event) == [("PARENT", of[other])]
    withdraw(tea.event, "No tea.", tea.at + HOUR)
    assert related(festival) == []
    before = contents()
    for _ in publish.rebuild():
        pass
    assert contents() == before


def test_the_hosts_answer_puts_an_event_in_and_takes_it_out(clean: Flask) -> None:
    festival = approved(kind="festival", title="Leeds Together")
    tea = Life().change(joins=False, festival=festival, festival_id=festival.id)
    assert related(festival) == related(tea.event) == []
    festivals.answer(festival, tea.event, agrees=True, at=tea.at + HOUR)
    assert related(festival) == [("CHILD", tea.sessions[0].uid)]
    festivals.answer(festival, tea.event, agrees=False, at=tea.at + HOUR)
    assert related(festival) == related(tea.event) == []
