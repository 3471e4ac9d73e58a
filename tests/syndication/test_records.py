"""The data face: every public fact, page by page, while the catalogue changes underneath."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.catalogue import reading_data
from app.catalogue.models import Publication, PublicationFacet
from app.extensions import db
from tests.cast import NOON
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import published
from tests.client import Visitor
from tests.selects import counted_selects


def read(vi: Visitor, path: str, status: int = 200) -> dict[str, Any]:
    """The answer, read."""
    data: dict[str, Any] = json.loads(vi.get(path, status).response.data)
    return data


def following(page: dict[str, Any]) -> str:
    """The path of the next page."""
    return str(page["next"]).removeprefix("http://127.0.0.1:5000")


def tables(count: int, start: int = 0, **others: Any) -> None:
    """Events on five days, many at the same time."""
    for number in range(start, start + count):
        day = f"2027-07-{5 + number % 5:02}"
        published(f"Table {number}", sessions=[a_session(f"s-{number}", starts_on=day)], **others)
    db.session.commit()


def test_an_event_has_every_public_fact(vi: Visitor) -> None:
    row = published(festival={"slug": "leeds-together", "title": "Leeds Together", "uid": "x"})
    db.session.commit()
    page = read(vi, "/events.json")
    event = page["events"][0]
    assert (page["version"], page["total"], page["next"], page["problems"]) == ("1", 1, None, [])
    assert page["licence"]["name"] == "Open Government Licence v3.0"
    assert event["id"] == row.uid
    assert event["url"] == "http://127.0.0.1:5000/events/sharing-circle"
    assert event["sessions"][0]["starts_at"] == "2027-07-07T09:00:00Z", "10am in London is 9 in UTC"
    assert event["access"]["bsl"] == {"state": "on_request", "note": ""}
    assert event["access"]["changing_places"]["state"] == "no"
    assert event["access"]["easy_read"]["state"] == "unknown", "what is not known is said, and is not no"
    assert event["together_facets"] == ["planned_together", "run_together", "checked_together", "pays_people"]
    assert event["festival"]["url"] == "http://127.0.0.1:5000/festivals/leeds-together"
    assert event["week"]["slug"] == "co-production-week-2027"
    assert event["contacts"]["event"]["email"] == "hello@circle.example"
    assert event["contacts"]["access"]["phone"] == "0113 496 0000"
    assert read(vi, "/events/sharing-circle.json") == event


def test_openactive_says_it_in_its_own_words_and_the_page_does_not(vi: Visitor) -> None:
    published(access={"bsl": {"state": "yes", "note": ""}, "braille": {"state": "no", "note": "Sorry"}})
    db.session.commit()
    said = read(vi, "/events.json")["events"][0]["openactive"]
    assert [one["prefLabel"] for one in said["accessibilitySupport"]] == ["Hearing impairment"]
    assert "Braille: No (Sorry)" in said["accessibilityInformation"]
    assert "impairment" not in vi.get("/events/sharing-circle").page.text


def test_contacts_vanish_a_month_after_the_event(vi: Visitor) -> None:
    published("Just shown", sessions=[a_session(starts_on="2027-05-02")])
    published("Over", sessions=[a_session(starts_on="2027-05-01")])
    db.session.commit()
    shown, hidden = read(vi, "/events.json?from=2027-01-01")["events"][::-1]
    assert (shown["title"], hidden["title"]) == ("Just shown", "Over")
    assert shown["contacts"]["booking"]["email"] == "book@circle.example"
    assert hidden["contacts"] is None
    assert read(vi, "/events/over.json")["contacts"] is None
    assert b"@circle.example" not in vi.response.data


def test_a_withdrawn_event_is_gone_and_an_unknown_one_not_found(vi: Visitor) -> None:
    published("Walk", happening="withdrawn")
    published("Fair", kind="festival")
    db.session.commit()
    assert read(vi, "/events.json")["total"] == 1
    vi.get("/events/walk.json", 410)
    vi.get("/events/nothing.json", 404)
    vi.get("/festivals/walk.json", 404)
    assert read(vi, "/festivals/fair.json")["kind"] == "festival"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pages of six events, so that three need no hundreds."""
    assert reading_data.RECORDS_PER_PAGE == 100
    monkeypatch.setattr(reading_data, "RECORDS_PER_PAGE", 6)
    return 6


def test_pages_have_each_event_once_while_others_come_and_go(vi: Visitor, few: int) -> None:
    tables(2 * few + 4)
    first = read(vi, "/events.json")
    assert (len(first["events"]), first["total"]) == (few, 2 * few + 4)
    assert f'<{first["next"]}>; rel="next"' in vi.response.headers["Link"]
    gone = [event["id"] for event in first["events"]][-3:]
    db.session.execute(delete(PublicationFacet))
    db.session.execute(delete(Publication).where(Publication.uid.in_(gone)))
    tables(3, start=1000)
    second = read(vi, following(first))
    third = read(vi, following(second))
    assert third["next"] is None
    standing = set(db.session.scalars(select(Publication.reference)))
    seen = [event["reference"] for page in (first, second, third) for event in page["events"]]
    assert len(seen) == len(set(seen))
    added = {event["reference"] for event in read(vi, "/events.json?q=Table+100")["events"]}
    assert set(seen) - standing == {event["reference"] for event in first["events"][-3:]}
    assert standing - set(seen) <= added, "what was there all the while was on one of the pages"


def test_past_events_come_newest_first_on_every_page(vi: Visitor, few: int) -> None:
    for number in range(few + 3):
        published(f"Old {number}", sessions=[a_session(f"s-{number}", starts_on=f"2026-0{number % 9 + 1}-01")])
    db.session.commit()
    first = read(vi, "/events.json?to=2027-05-31")
    second = read(vi, following(first))
    days = [event["sessions"][0]["starts_on"] for page in (first, second) for event in page["events"]]
    assert days == sorted(days, reverse=True)
    assert len(days) == few + 3


def test_near_a_place_pages_go_outwards(vi: Visitor, few: int) -> None:
    for number in (4, 1, 7, 3, 8, 5, 2, 6, 9):
        published(f"Table {number}", place=a_place(latitude=54 + number / 20, longitude=-1.55))
    db.session.commit()
    first = read(vi, "/events.json?near=LS1&within=50")
    second = read(vi, following(first))
    lines = [event["place"]["latitude"] for page in (first, second) for event in page["events"]]
    assert lines == sorted(lines)
    assert len(lines) == few + 3


def test_a_page_costs_three_selects_whatever_the_number(vi: Visitor) -> None:
    tables(30)
    with counted_selects() as sent:
        read(vi, "/events.json")
    assert len(sent) == 3  # the catalogue's version, how many, the records


NOT_OURS = ("x", "%00", "W10", "e30", "bnVsbA", "x" * 5000, "%F0%9F%8E%AA", "WyJ4IiwgMSwgMV0")


@pytest.mark.parametrize("cursor", NOT_OURS, ids=range(len(NOT_OURS)))
def test_a_cursor_that_is_none_is_refused_in_words(vi: Visitor, cursor: str) -> None:
    said = read(vi, f"/events.json?cursor={cursor}", 400)
    assert vi.response.content_type == "application/problem+json"
    assert (said["status"], said["detail"]) == (400, "We cannot read this cursor. Start again without it.")
    assert vi.response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_cursor_of_another_list_is_refused_in_words(vi: Visitor, few: int) -> None:
    tables(few + 1)
    cursor = following(read(vi, "/events.json")).partition("cursor=")[2]
    said = read(vi, f"/events.json?kind=festival&cursor={cursor}", 400)
    assert said["detail"] == "This cursor belongs to another list. Start again without it."
    assert len(read(vi, f"/events.json?page=7&x=1&cursor={cursor}")["events"]) == 1


TIMES = st.just(NOON.isoformat())
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), TIMES)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.one_of(st.lists(VALUES, max_size=5), VALUES))
def test_no_made_up_cursor_breaks_anything(vi: Visitor, said: Any) -> None:
    cursor = urlsafe_b64encode(json.dumps(said).encode()).decode()
    assert vi.ask("GET", f"/events.json?cursor={cursor}").status_code in (200, 400)


def test_any_words_of_an_organiser_arrive_as_written(vi: Visitor) -> None:
    title = '"},{"id":"x" \u2028 \\ 🎪 </script>'
    published(title, slug="odd", description=title)
    db.session.commit()
    event = read(vi, "/events.json")["events"][0]
    assert (event["title"], event["description"]) == (title, title)
