"""Thursdays at eight in London, over clock changes too."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.digest.weekly import latest, next_day
from app.registry.times import local


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2027-07-08T06:59:59", "2027-07-01T07:00"),
        ("2027-07-08T07:00:00", "2027-07-08T07:00"),
        ("2027-03-25T07:59:59", "2027-03-18T08:00"),
        ("2027-03-25T08:00:00", "2027-03-25T08:00"),
        ("2027-04-01T07:00:00", "2027-04-01T07:00"),
        ("2027-10-28T07:00:00", "2027-10-28T07:00"),
        ("2027-11-04T07:59:59", "2027-10-28T07:00"),
        ("2027-11-04T08:00:00", "2027-11-04T08:00"),
    ],
)
def test_letters_are_due_at_eight_by_londons_clocks(at: str, due: str) -> None:
    assert latest(datetime.fromisoformat(at).replace(tzinfo=UTC)) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@given(st.integers(0, 100 * 366 * 24 * 60))
def test_there_is_one_instant_in_every_week(minutes: int) -> None:
    at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    due = latest(at)
    assert due <= at < due + timedelta(days=7, hours=1)
    wall = local(due)
    assert (wall.weekday(), wall.hour, wall.minute) == (3, 8, 0)
    assert latest(due) == due
    assert latest(due - timedelta(seconds=1)) < due
    assert next_day(at) == wall.date() + timedelta(days=7)


def test_the_next_day_is_never_today_once_letters_went() -> None:
    assert next_day(datetime(2027, 7, 8, 7, 0, tzinfo=UTC)) == date(2027, 7, 15)
    assert next_day(datetime(2027, 7, 8, 6, 0, tzinfo=UTC)) == date(2027, 7, 8)
