"""Whole answers about events are counted, and nothing else."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client

from app.catalogue import counts
from app.catalogue.counts import DailyCount
from app.extensions import db
from app.registry.times import today
from app.serving.kept import KeptAnswers, keep_answers
from app.shared.clock import now
from tests.registry.factory import approved

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone)"}


@pytest.fixture
def layer(app: Flask) -> Iterator[KeptAnswers]:
    """The site as it is served, with one public event."""
    approved()
    db.session.commit()
    served = keep_answers(app)
    yield served
    if served.counter is not None:
        served.counter.write()
    if served.reader:
        served.reader.close()


def counted(layer: KeptAnswers) -> dict[tuple[str, str], int]:
    """The numbers of today, once they are written."""
    assert layer.counter is not None
    layer.counter.write()
    db.session.rollback()
    rows = db.session.execute(select(DailyCount.slug, DailyCount.what, DailyCount.day, DailyCount.times)).all()
    assert all(day == today(now()) for _slug, _what, day, _times in rows)
    return {(slug, what): times for slug, what, _day, times in rows}


def test_pages_and_calendars_are_counted_kept_or_not(layer: KeptAnswers) -> None:
    for _ in range(3):
        assert Client(layer).get("/events/sharing-circle", headers=PHONE).status_code == 200
    Client(layer).get("/events/sharing-circle.ics", headers=PHONE)
    assert counted(layer) == {("sharing-circle", "page"): 3, ("sharing-circle", "calendar"): 1}
    Client(layer).get("/events/sharing-circle", headers=PHONE)
    assert counted(layer)["sharing-circle", "page"] == 4


def test_who_holds_it_already_is_not_counted_again(layer: KeptAnswers) -> None:
    first = Client(layer).get("/events/sharing-circle", headers=PHONE)
    held = {**PHONE, "If-None-Match": first.headers["ETag"]}
    assert Client(layer).get("/events/sharing-circle", headers=held).status_code == 304
    Client(layer).head("/events/sharing-circle", headers=PHONE)
    assert counted(layer) == {("sharing-circle", "page"): 1}


@pytest.mark.parametrize("path", ["/", "/events", "/events.ics", "/events/nothing", "/organisations/the-circle"])
def test_other_addresses_are_not_counted(layer: KeptAnswers, path: str) -> None:
    Client(layer).get(path, headers=PHONE)
    assert counted(layer) == {}


@pytest.mark.parametrize(
    "agent", ["Googlebot/2.1", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.5", "Pinger Monitor"]
)
def test_crawlers_that_say_so_are_left_out(layer: KeptAnswers, agent: str) -> None:
    Client(layer).get("/events/sharing-circle", headers={"User-Agent": agent})
    assert counted(layer) == {}


def test_a_count_sets_no_cookie(layer: KeptAnswers) -> None:
    assert "Set-Cookie" not in Client(layer).get("/events/sharing-circle", headers=PHONE).headers


def test_what_cannot_be_written_is_kept(layer: KeptAnswers, monkeypatch: pytest.MonkeyPatch) -> None:
    Client(layer).get("/events/sharing-circle", headers=PHONE)

    def refuse(_counts: object) -> None:
        raise OperationalError("locked", None, Exception())

    with monkeypatch.context() as patch:
        patch.setattr(counts, "add", refuse)
        assert counted(layer) == {}
    assert counted(layer) == {("sharing-circle", "page"): 1}


def test_processes_add_up(app: Flask) -> None:
    day = date(2027, 7, 7)
    for _ in range(2):
        counts.add({("a", day, "page"): 2, ("a", day, "calendar"): 1, ("b", day, "page"): 1})
    db.session.commit()
    rows = {(row.slug, row.what): row.times for row in db.session.scalars(select(DailyCount))}
    assert rows == {("a", "page"): 4, ("a", "calendar"): 2, ("b", "page"): 2}
