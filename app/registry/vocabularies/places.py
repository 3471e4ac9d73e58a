"""Nations and English regions: the parts of the country people filter by."""

from enum import StrEnum

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


class Nation(StrEnum):
    """The four nations of the UK."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"
    NORTHERN_IRELAND = "northern-ireland"


class Region(StrEnum):
    """The nine regions of England."""

    NORTH_EAST = "north-east"
    NORTH_WEST = "north-west"
    YORKSHIRE_AND_THE_HUMBER = "yorkshire-and-the-humber"
    EAST_MIDLANDS = "east-midlands"
    WEST_MIDLANDS = "west-midlands"
    EAST_OF_ENGLAND = "east-of-england"
    LONDON = "london"
    SOUTH_EAST = "south-east"
    SOUTH_WEST = "south-west"


NATIONS: dict[str, LazyString] = {
    Nation.ENGLAND: _("England"),
    Nation.SCOTLAND: _("Scotland"),
    Nation.WALES: _("Wales"),
    Nation.NORTHERN_IRELAND: _("Northern Ireland"),
}
REGIONS: dict[str, LazyString] = {
    Region.NORTH_EAST: _("North East"),
    Region.NORTH_WEST: _("North West"),
    Region.YORKSHIRE_AND_THE_HUMBER: _("Yorkshire and The Humber"),
    Region.EAST_MIDLANDS: _("East Midlands"),
    Region.WEST_MIDLANDS: _("West Midlands"),
    Region.EAST_OF_ENGLAND: _("East of England"),
    Region.LONDON: _("London"),
    Region.SOUTH_EAST: _("South East"),
    Region.SOUTH_WEST: _("South West"),
}
