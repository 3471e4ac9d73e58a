"""What ``locate`` answers: a place, how exactly it is known, and who said so."""

from dataclasses import dataclass
from enum import StrEnum

from app.geography.distance import Point
from app.registry.vocabularies.places import Nation, Region


class Precision(StrEnum):
    """How exactly a place is known, which is said to people. The finest first."""

    ADDRESS = "address"
    POSTCODE = "postcode"
    OUTWARD = "outward"
    TOWN = "town"
    AREA = "area"


class Source(StrEnum):
    """Which link of the chain answered."""

    GAZETTEER = "gazetteer"
    POSTCODES = "postcodes"
    TOWNS = "towns"
    AREAS = "areas"
    NOMINATIM = "nominatim"
    PHOTON = "photon"


@dataclass(frozen=True, slots=True)
class Place:
    """A point (degrees, WGS84) and what is known of where it lies. What is not known is None, never a guess.

    ``nation`` is None in Ireland, the Isle of Man and the Channel Islands, and for areas that cross a border;
    ``release`` names the data that answered ("NSPL Aug 2026").
    """

    latitude: float
    longitude: float
    name: str
    precision: Precision
    source: Source
    postcode: str | None = None
    outward: str | None = None
    nation: Nation | None = None
    region: Region | None = None
    council: str | None = None
    council_code: str | None = None
    release: str | None = None

    @property
    def point(self) -> Point:
        """Where it is."""
        return Point(self.latitude, self.longitude)
