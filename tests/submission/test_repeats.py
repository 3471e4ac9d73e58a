"""The dates of what repeats."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.submission.repeats import Every, nth_after, repeats, week_of

DAYS = st.dates(date(2000, 1, 1), date(2032, 12, 31))


def test_every_tuesday_until_the_last_day_of_august() -> None:
    days = list(repeats(date(2027, 8, 3), Every.WEEK, date(2027, 8, 31)))
    assert days == [date(2027, 8, 10), date(2027, 8, 17), date(2027, 8, 24), date(2027, 8, 31)]


def test_a_month_is_counted_by_weekdays() -> None:
    first_tuesday = list(repeats(date(2027, 11, 2), Every.MONTH, date(2028, 2, 29)))
    assert first_tuesday == [date(2027, 12, 7), date(2028, 1, 4), date(2028, 2, 1)]
    last_saturday = list(repeats(date(2027, 1, 30), Every.MONTH, date(2027, 4, 30)))
    assert last_saturday == [date(2027, 2, 27), date(2027, 3, 27), date(2027, 4, 24)]


@given(DAYS, st.sampled_from(Every), st.integers(0, 400))
def test_dates_rise_keep_their_weekday_and_stay_within(first: date, every: Every, length: int) -> None:
    until = first + timedelta(days=length)
    days = [first, *repeats(first, every, until)]
    assert days == sorted(set(days))
    assert days[-1] <= until or days == [first]
    assert nth_after(first, every, len(days)) > until
    if every != Every.DAY:
        assert {day.weekday() for day in days} == {first.weekday()}
    if every == Every.MONTH:
        months = [(day.year * 12 + day.month) for day in days]
        assert months == list(range(months[0], months[0] + len(months)))
        assert all(week_of(day) == week_of(first) for day in days) or week_of(first) == 5
