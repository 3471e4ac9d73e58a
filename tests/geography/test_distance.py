"""Miles between points."""

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geography.distance import Point, bounding_box, distance_miles

points = st.builds(Point, st.floats(49, 61), st.floats(-11, 2.5))


def test_leeds_to_london_is_about_170_miles() -> None:
    assert distance_miles(Point(53.796, -1.548), Point(51.509, -0.126)) == pytest.approx(169.2, abs=1)


@given(points, points)
def test_distance_is_the_same_both_ways_and_never_negative(a: Point, b: Point) -> None:
    assert distance_miles(a, b) == pytest.approx(distance_miles(b, a))
    assert distance_miles(a, b) >= 0
    assert distance_miles(a, a) == 0


@given(points, points, st.sampled_from([2, 5, 10, 25, 50]))
def test_nothing_near_enough_is_outside_the_box(centre: Point, other: Point, miles: int) -> None:
    if distance_miles(centre, other) <= miles:
        assert bounding_box(centre, miles).contains(other)


@given(points, st.sampled_from([2, 5, 10, 25, 50]), st.floats(0, 360))
def test_a_point_just_inside_the_circle_is_in_the_box(centre: Point, miles: int, bearing: float) -> None:
    north = miles * cos(radians(bearing)) / 69.2
    east = miles * cos(radians(bearing - 90)) / (69.2 * cos(radians(centre.latitude)))
    other = Point(centre.latitude + north, centre.longitude + east)
    if distance_miles(centre, other) <= miles:
        assert bounding_box(centre, miles).contains(other)


def test_the_box_is_not_much_larger_than_it_must_be() -> None:
    box = bounding_box(Point(53.8, -1.5), 10)
    assert distance_miles(Point(53.8, -1.5), Point(box.north, -1.5)) == pytest.approx(10, rel=1e-6)
    assert distance_miles(Point(53.8, box.west), Point(53.8, box.east)) == pytest.approx(20, rel=1e-3)
