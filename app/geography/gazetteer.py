"""Reading the gazetteer's tables: one row by its key, made into a Place."""

from sqlalchemy import select

from app.extensions import db
from app.geography.models import GazetteerLoad, GazetteerName, GazetteerOutward, GazetteerPostcode
from app.geography.place import Place, Precision, Source
from app.geography.postcodes import Postcode
from app.registry.vocabularies.places import Nation, Region

NATIONS = {"E": Nation.ENGLAND, "S": Nation.SCOTLAND, "W": Nation.WALES, "N": Nation.NORTHERN_IRELAND}
REGIONS = dict(enumerate(Region, start=1))
"""By the last figure of the ONS code: E12000001 is the North East, E12000009 the South West."""
DEGREE = 100_000


def place_of_postcode(postcode: Postcode) -> Place | None:
    """A full postcode's place, retired ones too."""
    row = db.session.get(GazetteerPostcode, postcode.compact)
    if row is None:
        return None
    return Place(
        latitude=row.latitude / DEGREE,
        longitude=row.longitude / DEGREE,
        name=str(postcode),
        precision=Precision.POSTCODE,
        source=Source.GAZETTEER,
        postcode=str(postcode),
        outward=postcode.outward,
        nation=NATIONS.get(row.country or ""),
        region=REGIONS.get(row.region or 0),
        council=council_name(row.council_code),
        council_code=row.council_code,
        release=release(),
    )


def place_of_outward(outward: str) -> Place | None:
    """The middle of an outward code."""
    row = db.session.get(GazetteerOutward, outward)
    if row is None:
        return None
    return Place(
        latitude=round(row.latitude, 4),
        longitude=round(row.longitude, 4),
        name=outward,
        precision=Precision.OUTWARD,
        source=Source.GAZETTEER,
        outward=outward,
        nation=NATIONS.get(row.country or ""),
        region=REGIONS.get(row.region or 0),
        council=council_name(row.council_code),
        council_code=row.council_code,
        release=release(),
    )


def council_name(code: str | None) -> str | None:
    """What a council code is called; None when the names were not in the file that was loaded."""
    if code is None:
        return None
    return db.session.scalar(select(GazetteerName.name).where(GazetteerName.code == code))


def release() -> str | None:
    """The release that was loaded last, such as "NSPL Aug 2026"."""
    latest = GazetteerLoad.started_at.desc(), GazetteerLoad.id.desc()
    return db.session.scalar(select(GazetteerLoad.release).order_by(*latest).limit(1))


def is_loaded(postcode: Postcode) -> bool:
    """Whether the gazetteer has this postcode."""
    wanted = select(GazetteerPostcode.postcode).where(GazetteerPostcode.postcode == postcode.compact)
    return db.session.scalar(wanted) is not None
