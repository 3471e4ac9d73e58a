"""The catalogue is what revisions and decisions add up to, and nothing else."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.catalogue import publish, reading
from app.catalogue.models import CatalogueState, Publication
from app.catalogue.query import EventQuery
from app.extensions import db
from app.moderation.services import approve, reject, request_changes
from app.registry.event import Event
from tests.catalogue.contents import contents, every_byte, forget_everything
from tests.conftest import empty
from tests.registry.factory import (
    A_MODERATOR,
    DECIDED,
    SECRET_EMAIL,
    SECRET_NAME,
    SECRET_PHONE,
    SENT,
    a_place,
    a_revision,
    a_session,
    a_week,
    approved,
    edited,
    happens,
    make_event,
    submitted,
)

MINUTE = timedelta(minutes=1)
SECRETS = (SECRET_NAME, SECRET_EMAIL, SECRET_PHONE)
UIDS = ("11111111-1111-4111-8111-11111111111", "22222222-2222-4222-8222-22222222222")
DAYS = (date(2027, 7, 7), date(2027, 10, 31))
STATES = ("going_ahead", "postponed", "moved_online", "cancelled")

SAID = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Sharing circle", "Gŵyl y Dref", "Tea; talk, \\ and\nmore"]),
        "day": st.sampled_from(DAYS),
        "at": st.sampled_from([time(10), time(10, 30), None]),
        "sessions": st.integers(1, 2),
        "venue": st.sampled_from(["Leeds Central Library", "Hyde Park Hall"]),
        "area_only": st.booleans(),
        "bsl": st.sampled_from(["yes", "no", "on_request"]),
    }
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["approve", "reject", "ask", "leave"]), st.integers(0, 1), SAID),
        st.tuples(st.just("happens"), st.integers(0, 1), st.sampled_from(STATES)),
    ),
    max_size=8,
)


def revised(number: int, said: dict[str, Any]) -> dict[str, Any]:
    """What a revision of the festival (0) or its child (1) says."""
    rows = [a_session(said["day"], said["at"], uid=f"{UIDS[n]}{number}", position=n) for n in range(said["sessions"])]
    return {
        "title": said["title"],
        "sessions": rows,
        "places": [a_place(venue=said["venue"], area_only=said["area_only"])],
        "access": {"bsl": {"state": said["bsl"], "note": ""}},
    }


@dataclass
class Story:
    """A festival and an event that belongs to it, and what happens to them, a minute at a time."""

    events: list[Event]
    plans: list[Any] = field(default_factory=lambda: [None, None])
    happening: list[str] = field(default_factory=lambda: ["going_ahead"] * 2)
    minute: int = 0
    known: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def step(self, action: str, number: int, what: Any) -> None:
        """One thing happens; the SEQUENCE of that event must do what the change asks for."""
        event = self.events[number]
        self.minute += 1
        at = DECIDED + self.minute * MINUTE
        before, known = sequence(event), (self.happening[number], self.plans[number])
        if action == "happens":
            happens(event, what, "" if what == "going_ahead" else "Snow", at)
            self.happening[number] = what
        else:
            self.revise(action, event, revised(number, what), at)
            if action == "approve":
                self.plans[number] = tuple(what[name] for name in ("day", "at", "sessions", "venue", "area_only"))
        changed = (self.happening[number], self.plans[number]) != known
        if self.plans[number] is None:
            assert sequence(event) is None
        else:
            assert sequence(event) == (0 if before is None else before + changed)
        if changed:
            self.look(event, at)

    def look(self, event: Event, at: Any) -> None:
        """No UID that was ever public goes missing, and no SEQUENCE falls, whatever dates come and go."""
        seen = {entry["UID"]: entry for entry in entries_of(event)}
        for uid, sequence in self.known[event.id].items():
            assert int(seen[uid]["SEQUENCE"]) >= sequence
        self.known[event.id] = {uid: int(entry["SEQUENCE"]) for uid, entry in seen.items()}
        assert {(entry["DTSTAMP"], entry["LAST-MODIFIED"]) for entry in seen.values()} <= {
            (f"{at:%Y%m%dT%H%M%SZ}",) * 2
        }

    def revise(self, action: str, event: Event, said: dict[str, Any], at: Any) -> None:
        """A new revision: approved, refused, sent back or left a draft."""
        if action == "leave":
            event.revisions.append(
                a_revision(number=event.latest.number + 1, **said | {"title": "Unfinished thought"})
            )
            db.session.flush()
            return
        hidden = {} if action == "approve" else {"title": "Never to be shown"}
        edited(event, at, **said | hidden)
        if action == "approve":
            approve(event, A_MODERATOR, at, joins_festival=True)
        elif action == "reject":
            reject(event, A_MODERATOR, "No.", at)
        else:
            request_changes(event, A_MODERATOR, "Please.", at)


def entries_of(event: Event) -> list[dict[str, str]]:
    """The VEVENTs of an event, by the names of their properties."""
    vevents = db.session.scalar(select(Publication.vevents).where(Publication.event_id == event.id)) or b""
    lines = vevents.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    return [dict(line.split(":", 1) for line in entry.split("\r\n") if ":" in line) for entry in lines]


def sequence(event: Event) -> int | None:
    """The public SEQUENCE, or None while nothing is public."""
    return db.session.scalar(select(Publication.sequence).where(Publication.event_id == event.id))


@pytest.fixture
def clean(app: Flask) -> Iterator[Flask]:
    forget_everything()
    yield app
    db.session.rollback()
    forget_everything()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_rebuild_makes_the_same_bytes_from_any_history(clean: Flask, steps: list[Any]) -> None:
    db.session.rollback()
    empty(clean)
    forget_everything()
    week = a_week()
    publish.publish_week(week)
    festival = make_event(kind="festival", campaign=week)
    story = Story([festival, make_event(festival=festival)])
    for step in steps:
        story.step(*step)
    db.session.commit()
    before = contents()
    bytes_before = every_byte()
    assert not [secret for secret in SECRETS if secret.encode() in bytes_before]
    assert b"Never to be shown" not in bytes_before
    assert b"Unfinished thought" not in bytes_before
    for _ in publish.rebuild():
        pass
    db.session.commit()
    assert contents() == before


def version() -> int:
    return db.session.scalars(select(CatalogueState.version)).one()


def published() -> int:
    return db.session.scalar(select(func.count()).select_from(Publication)) or 0


def test_every_change_raises_the_counter(clean: Flask) -> None:
    event = approved()
    first = version()
    happens(event, "cancelled", "Snow", DECIDED)
    second = version()
    for _ in publish.rebuild():
        pass
    assert first < second < version()


@pytest.mark.parametrize("act", ["draft", "submitted", "rejected", "sent back", "withdrawn"])
def test_what_was_not_approved_is_not_in_the_catalogue(clean: Flask, act: str) -> None:
    if act == "draft":
        event = make_event(title="Not for everyone")
    else:
        event = submitted(title="Not for everyone")
        if act == "rejected":
            reject(event, A_MODERATOR, "No.", DECIDED)
        elif act == "sent back":
            request_changes(event, A_MODERATOR, "Please.", DECIDED)
        elif act == "withdrawn":
            event.latest.state = "withdrawn"
    approved(title="For everyone")
    publish.publish(event)
    assert published() == 1
    assert b"Not for everyone" not in every_byte()
    for _ in publish.rebuild():
        pass
    assert published() == 1
    assert b"Not for everyone" not in every_byte()


def test_private_details_are_in_no_column(clean: Flask) -> None:
    approved(
        online_url="https://meet.example/secret-room",
        online_url_public=False,
        format="hybrid",
        contact_email="unticked@circle.example",
        contact_phone="0113 496 0999",
        contact_shown=["role"],
        places=[a_place(venue="Flat 4", address="12 Quiet Street", area_only=True, latitude=53.80083)],
    )
    everything = every_byte()
    for secret in (
        *SECRETS,
        "secret-room",
        "unticked@",
        "0113 496 0999",
        "Flat 4",
        "Quiet Street",
        "3AB",
        "53.80083",
    ):
        assert secret.encode() not in everything, secret
    assert b"Leeds" in everything


@pytest.mark.parametrize("agreed", [True, False])
def test_only_a_picture_everyone_agreed_to_is_in_calendars(clean: Flask, agreed: bool) -> None:
    key = f"{'a' * 40}-1280x853.jpg"
    event = approved(image=key, image_alt="Six people around a table", image_consent=agreed)
    calendar = db.session.get_one(Publication, event.id).vevents.replace(b"\r\n ", b"").decode()
    site = clean.config["SITE_URL"]
    assert (f";VALUE=URI:{site}/pictures/{key}\r\n" in calendar) == ("IMAGE" in calendar) == agreed


def test_a_session_taken_out_stays_in_the_calendar_as_cancelled(clean: Flask) -> None:
    kept, gone = a_session(uid=f"{UIDS[0]}0"), a_session(date(2027, 7, 8), uid=f"{UIDS[1]}0")
    event = approved(sessions=[kept, gone])
    edited(event, sessions=[a_session(uid=f"{UIDS[0]}0")])
    approve(event, A_MODERATOR, DECIDED + MINUTE)
    calendar = db.session.get_one(Publication, event.id).vevents.decode()
    entries = calendar.split("BEGIN:VEVENT")[1:]
    said = {uid: entry for entry in entries for uid in UIDS if f"UID:{uid}0" in entry}
    assert "STATUS:CONFIRMED" in said[UIDS[0]]
    assert "STATUS:CANCELLED" in said[UIDS[1]]
    assert "SEQUENCE:1" in said[UIDS[1]]


def test_a_date_taken_out_is_told_of_long_after_the_others_are_over(clean: Flask) -> None:
    first, second = date(2027, 1, 9), date(2027, 9, 9)
    event = approved(sessions=[a_session(first, uid=f"{UIDS[0]}0"), a_session(second, uid=f"{UIDS[1]}0")])
    edited(event, sessions=[a_session(first, uid=f"{UIDS[0]}0")])
    approve(event, A_MODERATOR, DECIDED + MINUTE)
    kept = timedelta(days=reading.CALENDAR_KEEPS_DAYS)
    for day, is_told in ((second, True), (second + kept, True), (second + kept + timedelta(days=1), False)):
        entries = b"".join(reading.vevent_chunks(EventQuery(), day)).decode()
        assert (f"UID:{UIDS[1]}0" in entries) == ("STATUS:CANCELLED" in entries) == is_told, day
    assert reading.listed(EventQuery(), first + timedelta(days=1)) == [], "the list has what is ahead"


def test_a_festivals_new_name_reaches_its_events(clean: Flask) -> None:
    festival = approved(kind="festival", title="Leeds Together", sessions=[a_session(at=None)])
    child = approved(festival=festival, title="Opening tea")
    edited(festival, SENT, title="Leeds All Together", sessions=[a_session(at=None)])
    approve(festival, A_MODERATOR, DECIDED)
    row = db.session.get_one(Publication, child.id)
    assert (row.festival, row.document["festival"]["title"]) == ("leeds-together", "Leeds All Together")


def test_publishing_is_undone_with_its_cause(clean: Flask) -> None:
    event = submitted()
    db.session.commit()
    approve(event, A_MODERATOR, DECIDED)
    db.session.rollback()
    assert published() == 0
    assert db.session.scalars(select(CatalogueState.version)).first() is None
    assert not contents().get("publication_search")
