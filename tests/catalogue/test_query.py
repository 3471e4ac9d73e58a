"""EventQuery reads any query string, and prints the one that means the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from app.catalogue.query import DEFAULT_DISTANCE, DISTANCES, EventQuery
from app.registry.vocabularies.access import FEATURES
from app.registry.vocabularies.joining import Audience
from app.registry.vocabularies.kinds import EventKind, Format, Language
from app.registry.vocabularies.places import Nation, Region
from app.registry.vocabularies.together import FACETS

NAMES = (
    *("q", "near", "within", "from", "to", "week", "nation", "region", "council", "format", "kind", "access", "ask"),
    *("together", "audience", "language", "cost", "organisation", "festival", "sort", "page", "utm_source"),
)
ODD = st.sampled_from(
    ["", "\x00", "\ud800", "²", "٣", "1" * 5000, "-1", "0", "99999999", "31/2/2027", "../", "%", "🎪"]
)
GOOD = {
    "q": st.sampled_from(["tea", "Gŵyl", "two words", "%_"]),
    "near": st.sampled_from(["Leeds", "LS1", "Swansea", "Nowhere-at-all"]),
    "within": st.sampled_from([str(miles) for miles in DISTANCES]),
    "from": st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    "to": st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    "week": st.just("co-production-week-2027"),
    "nation": st.sampled_from(Nation),
    "region": st.sampled_from(Region),
    "format": st.sampled_from(Format),
    "kind": st.sampled_from(EventKind),
    "access": st.sampled_from(sorted(FEATURES)),
    "ask": st.just("1"),
    "together": st.sampled_from(sorted(FACETS)),
    "audience": st.sampled_from(Audience),
    "language": st.sampled_from(Language),
    "cost": st.just("free"),
    "organisation": st.just("circle"),
    "festival": st.just("leeds-together"),
    "sort": st.sampled_from(["date", "distance"]),
    "page": st.integers(1, 9999).map(str),
}
ANY_PAIR = st.tuples(st.sampled_from(NAMES), st.one_of(ODD, st.text(max_size=30)))
GOOD_PAIR = st.sampled_from(sorted(GOOD)).flatmap(lambda name: st.tuples(st.just(name), GOOD[name].map(str)))


@pytest.fixture(scope="module", autouse=True)
def words(site: Flask) -> Iterator[None]:
    """An application context for the whole module: nothing here writes."""
    with site.app_context():
        yield


def read(pairs: list[tuple[str, str]]) -> EventQuery:
    """The query of some pairs."""
    return EventQuery.from_args(MultiDict(pairs))


def reread(query: EventQuery) -> EventQuery:
    """The query that its own canonical query string gives."""
    request = Request(EnvironBuilder(query_string=query.canonical()).get_environ())
    return EventQuery.from_args(request.args)


@given(st.lists(ANY_PAIR, max_size=8))
@settings(deadline=None)  # the first place asked for loads the towns
def test_any_query_string_is_read(pairs: list[tuple[str, str]]) -> None:
    query = read(pairs)
    assert all(problem.message for problem in query.problems)
    assert not any("\x00" in value or "\ud800" in value for _name, value in query.pairs())


@given(st.lists(st.one_of(ANY_PAIR, GOOD_PAIR), max_size=8))
@settings(deadline=None)
def test_the_canonical_query_string_means_the_same(pairs: list[tuple[str, str]]) -> None:
    query = read(pairs)
    again = reread(query)
    assert again == replace(query, problems=())
    assert again.canonical() == query.canonical()


@given(st.lists(GOOD_PAIR, max_size=8), st.randoms())
@settings(deadline=None)
def test_the_order_of_parameters_does_not_matter(pairs: list[tuple[str, str]], chance: Random) -> None:
    first = dict(pairs)
    shuffled = list(first.items())
    chance.shuffle(shuffled)
    assert read(shuffled).canonical() == read(list(first.items())).canonical()


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_any_bytes_in_an_address_are_read(raw: bytes) -> None:
    environ = EnvironBuilder().get_environ() | {"QUERY_STRING": quote_from_bytes(raw, safe="&=%+")}
    EventQuery.from_args(Request(environ).args)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("from", "31/2/2027", "not a date"),
        ("to", "tomorrow", "not a date"),
        ("within", "oops", f"within {DEFAULT_DISTANCE} miles"),
        ("near", "Nowhere-at-all", "could not find"),
        ("nation", "narnia", "do not know"),
        ("access", "levitation", "do not know"),
        ("week", "../../etc", "do not know"),
        ("page", "minus one", "first"),
        ("q", "tea " * 100, "very long"),
    ],
)
def test_a_value_that_cannot_be_used_is_said(name: str, value: str, said: str) -> None:
    query = read([(name, value)] if name != "within" else [("near", "Leeds"), (name, value)])
    assert [problem.parameter for problem in query.problems] == [name]
    assert said in query.problems[0].message


def test_defaults_are_left_out() -> None:
    pairs = [("near", "Leeds"), ("within", str(DEFAULT_DISTANCE)), ("page", "1"), ("sort", "distance"), ("q", "")]
    assert read(pairs).canonical() == "near=Leeds"


def test_days_the_wrong_way_round_are_turned() -> None:
    query = read([("from", "2027-07-09"), ("to", "2027-07-05")])
    assert (query.day_from, query.day_to) == (date(2027, 7, 5), date(2027, 7, 9))
    assert "turned them round" in query.problems[0].message


def test_a_distance_without_a_place_is_nothing() -> None:
    assert read([("within", "5")]).canonical() == ""


def test_unknown_parameters_are_ignored() -> None:
    query = read([("utm_source", "newsletter"), ("q", "tea")])
    assert query.canonical() == "q=tea"
    assert not query.problems


def test_without_takes_one_thing_away_and_goes_to_the_first_page() -> None:
    query = read([("q", "tea"), ("nation", "wales"), ("page", "3")])
    assert query.without("q").canonical() == "nation=wales"
