"""Who must be named beside the places, in the words their licences ask for."""

from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.geography import postcode_table
from app.geography.models import GazetteerLoad

GEONAMES = (
    "Towns: GeoNames (geonames.org), licensed under CC BY 4.0 (creativecommons.org/licenses/by/4.0). "
    "Chosen, shortened and given regions by us."
)
NORTHERN_IRELAND = (
    "Northern Ireland postcodes: © Crown copyright and database right {year}. Land & Property Services, under its "
    "end user licence."
)
NORTHERN_IRELAND_TERMS = (
    "Northern Ireland (BT) postcodes are not under the Open Government Licence. Land & Property Services licenses "
    "them to end users for internal business use; other commercial use needs a licence from LPS. You must not "
    "pass them on."
)
OPENSTREETMAP = "Some places: © OpenStreetMap contributors, Open Database Licence (openstreetmap.org/copyright)."


def attributions() -> list[str]:
    """The lines for the about page, for the data this site really has."""
    lines = [GEONAMES]
    loads = db.session.scalars(select(GazetteerLoad).order_by(GazetteerLoad.started_at, GazetteerLoad.id)).all()
    if loads:
        year = year_of(loads[-1].release) or str(loads[-1].started_at.year)
        lines += ons_lines(year)
        if any(load.northern_ireland for load in loads):
            lines.append(NORTHERN_IRELAND.format(year=year))
    elif postcode_table.is_built():
        lines += ons_lines(year_of(postcode_table.RELEASE))
    if current_app.config.get("GEOCODER"):
        lines.append(OPENSTREETMAP)
    return lines


def ons_lines(year: str) -> list[str]:
    """What the Office for National Statistics asks for (FOI/2022/3481)."""
    return [
        f"Contains OS data © Crown copyright and database right {year}",
        f"Contains Royal Mail data © Royal Mail copyright and database right {year}",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
    ]


def year_of(release: str) -> str:
    """The year at the end of a release's name; empty where it does not say."""
    last = release[-4:]
    return last if last.isdigit() else ""
