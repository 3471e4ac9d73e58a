"""One row of an ONS directory, read or refused with a reason."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import TypedDict

from app.geography.directory_columns import Columns
from app.geography.gazetteer import DEGREE
from app.geography.postcodes import AREAS, area_of

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
CODE = re.compile(r"[A-Z][0-9]{8}")
NORTH, SOUTH, WEST, EAST = 61.0, 49.0, -9.0, 2.5
WHERE_PLACED = "ESWNLM"


class Row(TypedDict):
    """What the gazetteer keeps of one postcode; see ``models.GazetteerPostcode``."""

    postcode: str
    latitude: int
    longitude: int
    country: str | None
    region: int | None
    council_code: str | None
    terminated: int | None


class Refusal(Enum):
    """Why a row is not kept, when it is a good row."""

    WITHOUT_POINT = "without_point"
    NORTHERN_IRELAND = "refused"


class BadRowError(ValueError):
    """A row that does not say what it should. Says why."""


def read_row(values: Sequence[str], columns: Columns, *, northern_ireland: bool) -> Row | Refusal:
    """One row for the gazetteer, or why a good row is left out. Raises BadRowError."""
    if len(values) != columns.width:
        raise BadRowError(f"{len(values)} columns where the first line has {columns.width}")
    postcode = values[columns.postcode].replace(" ", "").upper()
    shape = POSTCODE.fullmatch(postcode)
    if not shape or area_of(shape[1]) not in AREAS:
        raise BadRowError("the postcode is not one")
    if area_of(shape[1]) == "BT" and not northern_ireland:
        return Refusal.NORTHERN_IRELAND
    point = point_of(values[columns.latitude], values[columns.longitude])
    if point is None:
        return Refusal.WITHOUT_POINT
    return Row(
        postcode=postcode,
        latitude=point[0],
        longitude=point[1],
        country=country_of(value(values, columns.country)),
        region=region_of(value(values, columns.region)),
        council_code=council_of(value(values, columns.county), value(values, columns.district)),
        terminated=month_of(value(values, columns.terminated)),
    )


def value(values: Sequence[str], column: int | None) -> str:
    """The value of a column that may not be there."""
    return "" if column is None else values[column].strip()


def point_of(latitude: str, longitude: str) -> tuple[int, int] | None:
    """Hundred-thousandths of a degree. None for "no reference" (blank, or 99.999999 and 0.0). Raises BadRowError."""
    if not latitude.strip() or not longitude.strip():
        return None
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise BadRowError("the latitude and longitude are not numbers") from None
    if north > 99 or (north == 0 and east == 0):
        return None
    if not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        raise BadRowError("the point is not in the UK")
    return round(north * DEGREE), round(east * DEGREE)


def country_of(code: str) -> str | None:
    """The first letter of E92000001 and the like."""
    return code[0] if CODE.fullmatch(code) and code[0] in WHERE_PLACED else None


def region_of(code: str) -> int | None:
    """The last figure of E12000001 to E12000009; None for the pseudo codes of the other nations."""
    return int(code[-1]) if re.fullmatch(r"E1200000[1-9]", code) else None


def council_of(county: str, district: str) -> str | None:
    """The council that does social care: the county where there is one, else the district or unitary council."""
    if re.fullmatch(r"E10[0-9]{6}", county):
        return county
    return district if CODE.fullmatch(district) and not district.endswith("99999999") else None


def month_of(text: str) -> int | None:
    """YYYYMM; None while the postcode is in use. Raises BadRowError."""
    if not text:
        return None
    if not re.fullmatch(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])", text):
        raise BadRowError("the month it was withdrawn is not YYYYMM")
    return int(text)
