"""Which column of an ONS directory is which. Names change every release, so they are matched by pattern.

ONSPD to 2025 has ``oslaua``, ``ctry``, ``rgn``; since August 2025 ONSPD and NSPL have ``lad25cd``, ``ctry25cd`` …
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PATTERNS = {
    "postcode": ("pcds", "pcd", "pcd2", r"pcd\d"),
    "terminated": ("doterm",),
    "country": (r"ctry\d\dcd", "ctry"),
    "region": (r"rgn\d\dcd", "rgn", "gor"),
    "district": (r"lad\d\dcd", "oslaua", "laua"),
    "county": (r"cty\d\dcd", "oscty"),
    "latitude": ("lat",),
    "longitude": ("long",),
}
NEEDED = ("postcode", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Columns:
    """The position of each column we read, None where the file has no such column; and how many there are."""

    width: int
    postcode: int
    latitude: int
    longitude: int
    terminated: int | None
    country: int | None
    region: int | None
    district: int | None
    county: int | None


class UnknownColumnsError(ValueError):
    """The first line is not that of an ONS directory. Says which columns are missing."""


def columns_of(header: Sequence[str]) -> Columns:
    """Find our columns in a header. Raises UnknownColumnsError when the postcode or the point is missing."""
    names = [name.strip().lower() for name in header]
    at = {wanted: position(names, patterns) for wanted, patterns in PATTERNS.items()}
    postcode, latitude, longitude = (at[wanted] for wanted in NEEDED)
    if postcode is None or latitude is None or longitude is None:
        missing = ", ".join(wanted for wanted in NEEDED if at[wanted] is None)
        raise UnknownColumnsError(missing)
    return Columns(
        width=len(names),
        postcode=postcode,
        latitude=latitude,
        longitude=longitude,
        terminated=at["terminated"],
        country=at["country"],
        region=at["region"],
        district=at["district"],
        county=at["county"],
    )


def position(names: Sequence[str], patterns: Sequence[str]) -> int | None:
    """Where the first pattern that fits is."""
    for pattern in patterns:
        for index, name in enumerate(names):
            if re.fullmatch(pattern, name):
                return index
    return None


def name_columns(header: Sequence[str]) -> tuple[int, int] | None:
    """Where a Documents file keeps council codes and names: ``LAD25CD, LAD25NM`` or ``CTY25CD, CTY25NM``."""
    names = [name.strip().lower() for name in header]
    for index, name in enumerate(names):
        if re.fullmatch(r"(lad|cty)\d\dcd", name) and (named := f"{name[:-2]}nm") in names:
            return index, names.index(named)
    return None
