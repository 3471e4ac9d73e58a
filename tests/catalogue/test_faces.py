"""One bad row never breaks a feed: it is left out, logged, and shown to moderators until it is well again."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue import publish, reading, row
from app.catalogue.models import LeftOut, Publication
from app.catalogue.query import EventQuery
from app.extensions import db
from app.moderation.services import approve
from tests.catalogue.contents import contents
from tests.registry.factory import A_MODERATOR, DECIDED, a_session, approved, edited

UID = "11111111-1111-4111-8111-111111111111"
TODAY = DECIDED.date()
ELSEWHERE = {"timezone": "Mars/Olympus_Mons"}  # a zone no clock knows: the page can say it, a calendar cannot


def left_out() -> list[tuple[int, str]]:
    return [
        (one.event_id, one.face)
        for one in db.session.scalars(select(LeftOut).order_by(LeftOut.event_id, LeftOut.face))
    ]


def titles(chunks: Any) -> list[str]:
    """The titles in finished entries."""
    return [line[8:] for chunk in chunks for line in chunk.decode().split("\r\n") if line.startswith("SUMMARY:")]


def in_calendar() -> list[str]:
    return titles(reading.vevent_chunks(EventQuery(), TODAY))


def test_one_that_cannot_be_said_in_a_calendar_is_missing_there_alone(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    approved(title="Before")
    bad = approved(title="On Mars", sessions=[a_session(**ELSEWHERE)])
    approved(title="After")
    assert in_calendar() == ["Before", "After"]
    assert reading.page(EventQuery(), TODAY).total == 3
    assert left_out() == [(bad.id, "calendar"), (bad.id, "data")]  # an archive keeps calendar entries too
    assert f"event {bad.id} is left out of calendar" in caplog.text
    assert all("Mars/Olympus_Mons" in reason for reason in db.session.scalars(select(LeftOut.reason)))


def test_it_is_back_when_it_publishes_well_again(app: Flask) -> None:
    bad = approved(title="On Mars", sessions=[a_session(uid=UID, **ELSEWHERE)])
    edited(bad, title="On Earth", sessions=[a_session(uid=UID)])
    approve(bad, A_MODERATOR, DECIDED)
    assert in_calendar() == ["On Earth"]
    assert left_out() == []


def test_bytes_that_are_not_well_formed_are_left_out_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    good = row.vevents

    def careless(document: Any, **others: Any) -> bytes:
        made = good(document, **others)
        return made.replace(b"SUMMARY:", b"SUMMARY") if document["title"] == "Broken" else made

    monkeypatch.setattr(row, "vevents", careless)
    bad = approved(title="Broken")
    approved(title="Whole")
    assert in_calendar() == ["Whole"]
    assert left_out() == [(bad.id, "calendar")]


def test_map_data_goes_on_without_one_feature(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    good = row.feature
    monkeypatch.setattr(row, "feature", lambda uid, doc, *o: b"{" if doc["title"] == "Broken" else good(uid, doc, *o))
    bad = approved(title="Broken")
    approved(title="Whole")
    assert [b"Whole" in feature for feature in reading.features(EventQuery(), TODAY) if feature] == [True]
    assert in_calendar() == ["Broken", "Whole"]
    assert left_out() == [(bad.id, "map")]


def test_one_that_cannot_be_shown_at_all_stops_neither_publication_nor_rebuild(app: Flask) -> None:
    festival = approved(kind="festival", title="Leeds Together")
    approved(title="Before", festival=festival)
    bad = approved(title="Nonsense", access={"bsl": {}}, organisation_name="Only here")
    approved(title="After")
    assert in_calendar() == ["Leeds Together", "Before", "After"]
    assert db.session.get(Publication, bad.id) is None
    assert reading.organisation("only-here") is None
    assert left_out() == [(bad.id, "everywhere")]
    before = contents()
    for _ in publish.rebuild():
        pass
    assert contents() == before


def test_a_festival_without_dates_takes_nothing_with_it(app: Flask) -> None:
    festival = approved(kind="festival", title="Leeds Together")
    child = approved(title="Opening tea", festival=festival)
    festival.approved.sessions.clear()  # type: ignore[union-attr]  (as a hand in the database might)
    publish.publish(festival)
    assert in_calendar() == ["Opening tea"]
    assert left_out() == [(festival.id, "everywhere")]
    assert db.session.get_one(Publication, child.id).document["festival"] is None
