"""What the database refuses, by the name of the refusal."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import Action, State
from app.registry.organisation import Organisation
from app.registry.review import move
from app.registry.session import EventSession
from tests.registry.factory import DECIDED, SENT, a_place, a_revision, a_session, a_week, make_event, submitted

LATER = datetime(2027, 7, 7, 9, tzinfo=UTC)


def change(**values: Any) -> Callable[[Event], Any]:
    def act(event: Event) -> None:
        for name, value in values.items():
            setattr(event, name, value)

    return act


def revise(**values: Any) -> Callable[[Event], Any]:
    def act(event: Event) -> None:
        for name, value in values.items():
            setattr(event.latest, name, value)

    return act


def resession(**values: Any) -> Callable[[Event], Any]:
    def act(event: Event) -> None:
        for name, value in values.items():
            setattr(event.latest.sessions[0], name, value)

    return act


def replace(**values: Any) -> Callable[[Event], Any]:
    def act(event: Event) -> None:
        event.latest.places = [a_place(**values)]

    return act


REFUSED: list[tuple[str, Callable[[Event], Any]]] = [
    ("ck_revision_kind_is_known", revise(kind="party")),
    ("ck_event_happening_is_known", change(happening="maybe", happening_reason="Who knows")),
    ("ck_event_origin_is_known", change(origin="elsewhere")),
    ("ck_event_change_has_a_reason", change(happening="cancelled")),
    ("ck_event_not_its_own_festival", lambda event: setattr(event, "agreed_festival_id", event.id)),
    ("ck_revision_state_is_known", revise(state="lost", sent_at=SENT)),
    ("ck_revision_format_is_known", revise(format="by_post")),
    ("ck_revision_cost_is_known", revise(cost="dear")),
    ("ck_revision_booking_is_known", revise(booking="maybe")),
    ("ck_revision_organisation_kind_is_known", revise(organisation_kind="band")),
    ("ck_revision_sent_has_a_title", revise(state=State.SUBMITTED, sent_at=SENT, title="")),
    ("ck_revision_sent_has_a_date", revise(state=State.SUBMITTED)),
    ("ck_revision_capacity_is_positive", revise(capacity=0)),
    ("ck_event_session_ends_after_it_starts", resession(ends_at=LATER, starts_at=LATER)),
    ("ck_event_session_last_day_after_first", resession(ends_on=date(2027, 7, 6))),
    ("ck_event_session_timed_has_a_time", resession(start_time=None)),
    ("ck_event_session_timing_is_known", resession(timing="sometime")),
    ("ck_event_place_whole_point_or_none", replace(latitude=None)),
    ("ck_event_place_latitude_on_earth", replace(latitude=91.0)),
    ("ck_event_place_longitude_on_earth", replace(longitude=-181.0)),
    ("ck_campaign_ends_after_it_starts", lambda _: a_week(last_day=date(2027, 7, 1))),
    ("ck_campaign_both_days_or_neither", lambda _: a_week(last_day=None)),
    (
        "ck_campaign_closes_after_open",
        lambda _: a_week(submissions_open=date(2027, 5, 1), submissions_close=date(2027, 4, 1)),
    ),
]


@pytest.mark.parametrize(("name", "act"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(app: Flask, name: str, act: Callable[[Event], Any]) -> None:
    event = make_event()

    def written() -> None:
        act(event)
        db.session.flush()

    with pytest.raises(IntegrityError, match=name):
        written()


@pytest.mark.parametrize("action", [Action.REQUEST_CHANGES, Action.REJECT])
def test_a_refusal_has_a_reason(app: Flask, action: Action) -> None:
    event = submitted()
    move(event.latest, action, by="Mo", at=DECIDED, reason="  ")
    with pytest.raises(IntegrityError, match="ck_decision_refusal_has_a_reason"):
        db.session.flush()


def test_one_revision_of_an_event_waits_at_a_time(app: Flask) -> None:
    event = submitted()
    event.revisions.append(a_revision(number=2))
    db.session.flush()
    with pytest.raises(IntegrityError) as refused:
        move(event.latest, Action.SEND, by="the organiser", at=SENT)
    assert "uq_revision_one_waiting_per_event" in str(refused.value) or "revision.event_id" in str(refused.value)


def test_two_revisions_never_share_a_number(app: Flask) -> None:
    event = make_event()
    event.revisions.append(a_revision(number=1))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_an_organisation_is_there_once(app: Flask) -> None:
    facts = {"folded_name": "circle", "name": "Circle", "kind": "user_led", "created_at": SENT}
    db.session.add_all([Organisation(slug=slug, **facts) for slug in ("one", "two")])
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_session_with_an_unknown_end_is_kept(app: Flask) -> None:
    event = make_event(sessions=[a_session(until=None), a_session(at=None), a_session(at=time(22), until=time(23))])
    db.session.commit()
    rows = db.session.query(EventSession).order_by(EventSession.id).all()
    assert rows[0].ends_at is None
    assert rows[1].ends_at - rows[1].starts_at == timedelta(days=1)
    assert len(event.latest.sessions) == 3
