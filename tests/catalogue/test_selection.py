"""Each parameter finds what it says and nothing else, in the same order, on both databases."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.catalogue import reading
from app.catalogue.query import EventQuery
from app.extensions import db
from app.geography.distance import Point, distance_miles
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import published

TODAY = date(2027, 6, 1)
LEEDS = {"latitude": 53.80, "longitude": -1.55}
YORK = {"latitude": 53.96, "longitude": -1.08, "town": "York", "council": "York"}
CARDIFF = {"latitude": 51.48, "longitude": -3.18, "town": "Cardiff", "nation": "wales", "region": None}
CHILD = {"slug": "fair", "title": "Fair", "uid": "fair"}


@pytest.fixture(autouse=True)
def events(app: Flask) -> None:
    """Seven events that differ in everything people choose by."""
    plain = {"access": {}, "together": {}, "audience": ["everyone"], "languages": ["en"], "week": None}
    published("Fair", **plain | {"kind": "festival", "place": a_place(**LEEDS), "cost": "paid"})
    published("Tea", **plain | {"place": a_place(**LEEDS), "festival": CHILD})
    published("Gŵyl y Dref", **plain | {"place": a_place(**CARDIFF), "languages": ["cy"], "cost": "paid"})
    published("Walk", **plain | {"place": a_place(**YORK), "access": {"bsl": {"state": "on_request", "note": ""}}})
    published(
        "Chat",
        **plain
        | {"format": "online", "place": None, "access": {"bsl": {"state": "yes"}, "relaxed": {"state": "yes"}}},
        sessions=[a_session(starts_on="2027-07-20")],
        organisation={"slug": "network", "name": "The Network", "kind": "network", "website": ""},
    )
    published(
        "Blog",
        **plain
        | {
            "kind": "activity",
            "format": "not_stated",
            "place": None,
            "together": {"planning": "equal_say", "rewards": ["money"]},
            "audience": ["unpaid_carers"],
            "week": {"slug": "the-week", "name": "The Week"},
        },
        sessions=[a_session(timing="all_day", starts_on="2027-07-05", ends_on="2027-07-09")],
    )
    published("Old times", **plain, sessions=[a_session(starts_on="2026-07-01")])
    db.session.commit()


def found(**parameters: object) -> list[str]:
    """The titles that a query string finds, in order."""
    pairs = MultiDict((name.rstrip("_"), value) for name, value in parameters.items())
    query = EventQuery.from_args(pairs)
    assert not query.problems
    return [one.card["title"] for one in reading.page(query, TODAY).events]


def test_nothing_asked_is_everything_from_today_soonest_first() -> None:
    assert found() == ["Blog", "Fair", "Tea", "Gŵyl y Dref", "Walk", "Chat"]


@pytest.mark.parametrize(
    ("parameters", "titles"),
    [
        ({"q": "gwyl"}, ["Gŵyl y Dref"]),
        ({"q": "GŴYL dref"}, ["Gŵyl y Dref"]),
        ({"q": "wal"}, ["Walk"]),
        ({"q": "walk cardiff"}, []),
        ({"q": '" OR * NEAR('}, []),
        ({"from": "2027-07-10"}, ["Chat"]),
        ({"to": "2027-07-06"}, ["Blog"]),
        ({"from": "2027-07-08", "to": "2027-07-08"}, ["Blog"]),
        ({"to": "2027-05-31"}, ["Old times"]),
        ({"week": "the-week"}, ["Blog"]),
        ({"nation": "wales"}, ["Gŵyl y Dref"]),
        ({"region": "yorkshire-and-the-humber"}, ["Fair", "Tea", "Walk"]),
        ({"council": "York"}, ["Walk"]),
        ({"format": "online"}, ["Chat"]),
        ({"kind": "festival"}, ["Fair"]),
        ({"access": "bsl"}, ["Chat"]),
        ({"access": "bsl", "ask": "1"}, ["Walk", "Chat"]),
        ({"together": "pays_people"}, ["Blog"]),
        ({"together": "run_together"}, []),
        ({"audience": "unpaid_carers"}, ["Blog"]),
        ({"language": "cy"}, ["Gŵyl y Dref"]),
        ({"cost": "free", "kind": "event"}, ["Tea", "Walk", "Chat"]),
        ({"organisation": "network"}, ["Chat"]),
        ({"festival": "fair"}, ["Fair", "Tea"]),
        ({"near": "Leeds", "within": "5"}, ["Fair", "Tea"]),
        ({"near": "Leeds", "within": "25"}, ["Fair", "Tea", "Walk"]),
        ({"near": "York", "within": "50"}, ["Walk", "Fair", "Tea"]),
        ({"near": "York", "within": "50", "sort": "date"}, ["Fair", "Tea", "Walk"]),
    ],
    ids=str,
)
def test_each_parameter_finds_what_it_says(parameters: dict[str, str], titles: list[str]) -> None:
    assert found(**parameters) == titles


def test_two_access_features_are_both_wanted() -> None:
    query = EventQuery.from_args(MultiDict([("access", "bsl"), ("access", "relaxed")]))
    assert [one.slug for one in reading.page(query, TODAY).events] == ["chat"]
    query = EventQuery.from_args(MultiDict([("access", "bsl"), ("access", "step_free")]))
    assert reading.page(query, TODAY).total == 0


@pytest.mark.parametrize("miles", [1, 22, 23, 24, 25, 50, 100, 500])
def test_within_agrees_with_the_distance_over_the_earth(miles: int) -> None:
    here = Point(53.7997, -1.5492)
    query = EventQuery(near="Leeds", point=(here.latitude, here.longitude), within=miles)
    placed = [one for one in reading.listed(EventQuery(), TODAY) if one.latitude is not None]
    near = {
        one.slug
        for one in placed
        if distance_miles(here, Point(one.latitude, one.longitude or 0)) <= miles  # type: ignore[arg-type]
    }
    assert {one.slug for one in reading.listed(query, TODAY)} == near


def test_a_page_past_the_end_is_the_last_one() -> None:
    page = reading.page(EventQuery(page=99), TODAY, per_page=4)
    assert (page.number, page.pages, len(page.events)) == (2, 2, 2)


def test_pages_together_are_the_whole_list() -> None:
    whole = [one.slug for one in reading.listed(EventQuery(), TODAY)]
    pages = [reading.page(EventQuery(page=number), TODAY, per_page=2) for number in (1, 2, 3)]
    assert [one.slug for page in pages for one in page.events] == whole
