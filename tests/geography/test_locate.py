"""Finding places with nothing loaded and no network."""

import time
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.geography import postcode_table
from app.geography.chain import locate
from app.geography.place import Precision, Source
from app.registry.vocabularies.places import Nation, Region


@pytest.mark.parametrize(
    ("typed", "name", "nation"),
    [
        ("Leeds", "Leeds", Nation.ENGLAND),
        ("  leeds ", "Leeds", Nation.ENGLAND),
        ("Abertawe", "Swansea", Nation.WALES),
        ("Caerdydd", "Cardiff", Nation.WALES),
        ("Glaschu", "Glasgow", Nation.SCOTLAND),
        ("Derry/Londonderry", "Derry", Nation.NORTHERN_IRELAND),
        ("Mid Ulster", "Mid Ulster", Nation.NORTHERN_IRELAND),
        ("Newry, Mourne and Down", "Newry, Mourne and Down", Nation.NORTHERN_IRELAND),
        ("Dublin", "Dublin", None),
        ("Saint Helier", "Saint Helier", None),
        ("kings lynn", "King's Lynn", Nation.ENGLAND),
        ("near Leeds city centre", "Leeds", Nation.ENGLAND),
        ("London Borough of Newham", "Newham", Nation.ENGLAND),
        ("Newcastle", "Newcastle upon Tyne", Nation.ENGLAND),
        ("St Budeaux, Plymouth", "St Budeaux", Nation.ENGLAND),
        ("Oldrids, 12 High Street, Boston, Lincolnshire, UK", "Boston", Nation.ENGLAND),
    ],
)
def test_a_name_is_found(app: Flask, typed: str, name: str, nation: Nation | None) -> None:
    place = locate(typed)
    assert place is not None
    assert (place.name, place.nation) == (name, nation)


@pytest.mark.parametrize(
    ("typed", "latitude"),
    [
        ("Newport", 51.588),
        ("Newport, Wales", 51.588),
        ("Newport, Shropshire", 52.767),
        ("Newport, Isle of Wight", 50.701),
        ("Boston, Lincolnshire", 52.976),
        ("Boston, Ireland", 53.031),
        ("Bangor, Wales", 53.228),
        ("Bangor, Northern Ireland", 54.661),
        ("St Ives, Cornwall", 50.209),
    ],
)
def test_a_comma_narrows_and_otherwise_the_largest_wins(app: Flask, typed: str, latitude: float) -> None:
    place = locate(typed)
    assert place is not None
    assert place.latitude == pytest.approx(latitude)


def test_two_places_are_met_half_way_and_said_as_an_area(app: Flask) -> None:
    place = locate("Leeds and York")
    assert place is not None
    assert (place.name, place.precision) == ("Leeds and York", Precision.AREA)
    assert place.region is Region.YORKSHIRE_AND_THE_HUMBER
    assert locate("Leeds and Truro") is None


@pytest.mark.parametrize(
    ("typed", "outward"), [("LS9", "LS9"), ("ls9 8ab", "LS9"), ("LS", None), ("Hall, LS9 8AB", "LS9")]
)
def test_without_any_table_of_postcodes_one_is_only_known_to_its_area(
    app: Flask, typed: str, outward: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(postcode_table, "BUILT", tmp_path / "not built")
    place = locate(typed)
    assert place is not None
    assert (place.name, place.precision, place.source) == ("Leeds", Precision.AREA, Source.AREAS)
    assert (place.outward, place.postcode) == (outward, None)


def test_an_area_across_a_border_claims_no_nation(app: Flask) -> None:
    place = locate("SY")
    assert place is not None
    assert place.nation is None


def test_all_of_northern_irelands_postcodes_are_in_one_place(app: Flask) -> None:
    places = {locate(f"BT{number}") and locate(f"BT{number}").point for number in (1, 48, 92)}  # type: ignore[union-attr]
    assert len(places) == 1


@pytest.mark.parametrize(
    "typed", ["", " ", ",,,", "Online", "Nowhere at all", "\x00\x01", "\ud800", "x" * 10_000, "and", " and "]
)
def test_what_is_no_place_is_not_found(app: Flask, typed: str) -> None:
    assert locate(typed) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_nothing_that_is_typed_is_an_error(app: Flask, text: str) -> None:
    place = locate(text)
    assert place is None or 49 < place.latitude < 61.5


def test_a_place_that_is_kept_is_found_within_a_millisecond(app: Flask) -> None:
    locate("Leeds")
    best = min(timed("Newport, Wales") for _ in range(50))
    assert best < 0.001


def timed(text: str) -> float:
    """Seconds to find a place."""
    start = time.perf_counter()
    locate(text)
    return time.perf_counter() - start
