"""What a Week leaves behind: one file with all its events, in which nobody can be reached."""

import csv
import io
import json
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from app.catalogue import publish
from app.catalogue.spreadsheet import COLUMNS
from app.extensions import db
from app.shared import clock
from tests.cast import NOON
from tests.catalogue.documents import a_session
from tests.catalogue.rows import a_week, published
from tests.client import Visitor
from tests.registry import factory
from tests.selects import counted_selects

SLUG = "co-production-week-2027"
ADDRESS = f"/weeks/{SLUG}/archive.zip"


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a zip, by name."""
    with ZipFile(io.BytesIO(data)) as files:
        assert files.testzip() is None
        return {name.removeprefix(f"{SLUG}/"): files.read(name) for name in files.namelist()}


def test_every_file_has_every_event(vi: Visitor) -> None:
    a_week()
    published("Gŵyl", sessions=[a_session("one"), a_session("two", starts_on="2027-07-08")])
    published("Cancelled tea", happening="cancelled", sessions=[a_session("three")])
    published("Long over", sessions=[a_session("four", starts_on="2026-07-01")])
    published("Elsewhere", week=None)
    published("Example", origin="example")
    published("Withdrawn", happening="withdrawn")
    db.session.commit()
    with counted_selects() as sent:
        answer = vi.get(ADDRESS).response
    assert len(sent) == 3  # the catalogue's version, the Week, its events
    assert answer.content_type == "application/zip"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{SLUG}.zip"'
    files = unpacked(answer.data)
    assert list(files) == ["README.txt", "events.csv", "events.json", "events.ics"]
    records = json.loads(files["events.json"])
    assert [one["title"] for one in records["events"]] == ["Long over", "Gŵyl", "Cancelled tea"]
    assert (records["total"], records["next"]) == (3, None)
    rows = list(csv.DictReader(io.StringIO(files["events.csv"].decode("utf-8-sig"), newline="")))
    sessions = {"one", "two", "three", "four"}
    assert {row["session"] for row in rows} == sessions
    assert {str(one["uid"]) for one in Calendar.from_ical(files["events.ics"]).walk("VEVENT")} == sessions


def test_nobody_can_be_reached_by_it(vi: Visitor) -> None:
    a_week()
    published(cost_note="Lunch included")
    db.session.commit()
    said = b"".join(unpacked(vi.get(ADDRESS).response.data).values()).replace(b"\r\n ", b"")
    for detail in (b"@circle.example", b"0113 496", b"mailto:", b"Events lead", b"Access lead"):
        assert detail not in said, detail
    assert b"Lunch included" in said, "what is no contact stays"


def test_the_readme_says_the_licence_and_each_column(vi: Visitor) -> None:
    a_week()
    published()
    db.session.commit()
    readme = unpacked(vi.get(ADDRESS).response.data)["README.txt"].decode()
    assert readme.startswith("Co-production Week 2027\r\n")
    assert "Open Government Licence v3.0: https://www.nationalarchives.gov.uk/" in readme
    assert "Last change in it: 2027-01-04T09:00:00Z" in readme
    assert all(f"\r\n{one.name}: " in readme for one in COLUMNS)


def test_the_same_catalogue_gives_the_same_bytes(vi: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    week = factory.a_week()
    publish.publish_week(week)
    factory.approved(campaign=week)
    db.session.commit()
    first = vi.get(ADDRESS).response.data
    for _ in publish.rebuild():
        pass
    db.session.commit()
    monkeypatch.setattr(clock, "now", lambda: NOON.replace(month=12))
    monkeypatch.setattr("app.archive.routes.now", lambda: NOON.replace(month=12))
    assert vi.get(ADDRESS).response.data == first, "neither a rebuild nor the calendar changes it"
    with ZipFile(io.BytesIO(first)) as files:
        assert {info.date_time for info in files.infolist()} == {(2027, 5, 2, 11, 0, 0)}, "London's clock"


def test_a_week_of_nothing_has_an_archive_and_no_week_has_none(vi: Visitor) -> None:
    a_week()
    db.session.commit()
    assert json.loads(unpacked(vi.get(ADDRESS).response.data)["events.json"])["events"] == []
    vi.get("/weeks/no-such-week/archive.zip", 404)


def test_the_weeks_page_leads_to_it(vi: Visitor) -> None:
    a_week()
    published()
    db.session.commit()
    vi.get(f"/weeks/{SLUG}")
    assert vi.link("Everything as one file (zip)") == ADDRESS
    assert f'{ADDRESS}>; rel="alternate"; type="application/zip"' in vi.response.headers["Link"]
