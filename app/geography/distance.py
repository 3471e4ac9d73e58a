"""Straight lines over the Earth, in miles, between WGS84 points."""

from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_MILES = 3958.7613
"""The mean radius (IUGG R1, 6371.0088 km)."""


class Point(NamedTuple):
    """Degrees, WGS84 (EPSG:4326)."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """The corners of a rectangle of degrees, for a first cheap comparison in a database."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, point: Point) -> bool:
        """Whether a point is inside or on the edge."""
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east


def distance_miles(a: Point, b: Point) -> float:
    """The straight-line (great-circle) distance by the haversine formula; within 0.5% of the ellipsoid."""
    north = radians(b.latitude - a.latitude)
    east = radians(b.longitude - a.longitude)
    chord = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(1.0, chord)))


def bounding_box(point: Point, miles: float) -> Box:
    """A rectangle that holds every point within some miles (some in its corners are further away).

    Not for the poles or across the 180th meridian: longitudes are not wrapped.
    """
    reach = miles / EARTH_RADIUS_MILES
    north = degrees(reach)
    # Meridians come together: the circle is widest a little nearer the pole than its centre.
    ratio = sin(min(reach, radians(90))) / max(cos(radians(point.latitude)), 1e-9)
    east = degrees(asin(ratio)) if ratio < 1 else 180.0
    # A hair wider than exact, so that rounding never loses a point on the edge.
    slack = 1e-9
    return Box(
        point.latitude - north - slack,
        point.longitude - east - slack,
        point.latitude + north + slack,
        point.longitude + east + slack,
    )
