"""UTC in, London out, on the two odd nights too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from app.registry.times import (
    LONDON,
    Oddity,
    UTCDateTime,
    end_of,
    instant,
    local,
    oddity,
    start_of,
    today,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
TIMES = st.times().map(lambda at: at.replace(microsecond=0))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)


@given(DAYS, TIMES)
@example(FORWARD, time(1, 30))
@example(BACK, time(1, 30))
@example(FORWARD, time(1, 0, fold=1))
@example(BACK, time(1, 30, fold=1))
def test_a_time_that_exists_once_comes_back_as_it_was(day: date, at: time) -> None:
    shown = local(instant(day, at))
    if oddity(day, at) == Oddity.SKIPPED:
        assert (shown.date(), shown.time()) == (day, at.replace(hour=at.hour + 1))
    else:
        assert (shown.date(), shown.time()) == (day, at)


@given(MOMENTS)
@example(datetime(2027, 10, 31, 0, 30, tzinfo=UTC))
@example(datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
def test_an_instant_keeps_its_value_on_every_wall(moment: datetime) -> None:
    assert local(moment).astimezone(UTC) == moment
    assert local(moment, ZoneInfo("America/New_York")).astimezone(UTC) == moment
    assert start_of(today(moment)) <= moment < end_of(today(moment))


@given(DAYS)
@example(FORWARD)
@example(BACK)
def test_days_follow_each_other_without_a_gap(day: date) -> None:
    assert end_of(day) == start_of(day + timedelta(days=1))
    assert end_of(day) - start_of(day) in {timedelta(hours=23), timedelta(hours=24), timedelta(hours=25)}


@given(DAYS, TIMES, TIMES)
def test_later_on_the_wall_is_never_earlier_in_time_outside_the_skipped_hour(day: date, one: time, two: time) -> None:
    first, second = min(one, two), max(one, two)
    if Oddity.SKIPPED not in (oddity(day, first), oddity(day, second)):
        assert instant(day, first) <= instant(day, second)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (FORWARD, time(0, 59), None),
        (FORWARD, time(1, 0), Oddity.SKIPPED),
        (FORWARD, time(1, 59), Oddity.SKIPPED),
        (FORWARD, time(2, 0), None),
        (BACK, time(0, 59), None),
        (BACK, time(1, 0), Oddity.REPEATED),
        (BACK, time(1, 59), Oddity.REPEATED),
        (BACK, time(2, 0), None),
        (date(2027, 7, 7), time(1, 30), None),
    ],
)
def test_the_nights_the_clocks_change_are_known(day: date, at: time, expected: str | None) -> None:
    assert oddity(day, at) == expected


def test_a_time_that_comes_twice_means_the_first() -> None:
    assert instant(BACK, time(1, 30)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_summer_in_london_is_an_hour_ahead() -> None:
    assert instant(date(2027, 7, 7), time(10)) == datetime(2027, 7, 7, 9, tzinfo=UTC)
    assert instant(date(2027, 1, 7), time(10)) == datetime(2027, 1, 7, 10, tzinfo=UTC)
    assert today(datetime(2027, 7, 6, 23, 30, tzinfo=UTC)) == date(2027, 7, 7)


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()])
@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31), timezones=st.sampled_from([UTC, LONDON])))  # noqa: DTZ001
def test_an_instant_survives_the_database(dialect: object, moment: datetime) -> None:
    kept = UTCDateTime()
    back = kept.process_result_value(kept.process_bind_param(moment, dialect), dialect)  # type: ignore[arg-type]
    assert back == moment.astimezone(UTC)
    assert back.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UTCDateTime().process_bind_param(datetime(2027, 7, 7), sqlite.dialect())  # noqa: DTZ001
    assert UTCDateTime().process_bind_param(None, sqlite.dialect()) is None
