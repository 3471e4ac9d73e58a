"""A date in three boxes: kind to how people type, exact about what is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.three_boxes import BOXES, Box, WrongDate, parse_boxes


def typed(day: str, month: str, year: str) -> dict[Box, str]:
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    "boxes",
    [
        ("1", "7", "2027"),
        ("01", "07", "2027"),
        ("1st", "July", "2027"),
        ("1.", "jul", "2027,"),
        ("１", "７", "２０２７"),
    ],
)
def test_a_date_is_understood_however_it_is_typed(boxes: tuple[str, str, str]) -> None:
    assert parse_boxes(typed(*boxes), "Date") == date(2027, 7, 1)


@pytest.mark.parametrize(
    ("boxes", "message", "wrong"),
    [
        (("31", "2", "2027"), "Date must be a real date", ("day",)),
        (("32", "13", "2027"), "Date must be a real date", ("day", "month")),
        (("1", "Juno", "2027"), "Date must be a real date", ("month",)),
        (("1", "7", "27"), "Date must have a year of 4 numbers, like 2027", ("year",)),
        (("1", "7", "20277"), "Date must be a real date", ("year",)),
        (("1", "7", "0000"), "Date must be a real date", ("year",)),
        (("1", "", "2027"), "Date must include a month", ("month",)),
        (("", "7", ""), "Date must include a day and a year", ("day", "year")),
        (("x", "7", "2027"), "Date must be a real date", ("day",)),
        (("9" * 10_000, "7", "2027"), "Date must be a real date", ("day",)),
    ],
)
def test_the_boxes_at_fault_are_named(boxes: tuple[str, str, str], message: str, wrong: tuple[Box, ...]) -> None:
    with pytest.raises(WrongDate) as raised:
        parse_boxes(typed(*boxes), "Date")
    assert (raised.value.message, raised.value.boxes) == (message, wrong)


def test_three_empty_boxes_are_no_date() -> None:
    assert parse_boxes(typed("", " ", ""), "Date") is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_real_date_is_read(day: date) -> None:
    assert parse_boxes(typed(str(day.day), day.strftime("%B"), str(day.year)), "Date") == day


@given(st.fixed_dictionaries({box: st.text(max_size=8) for box in BOXES}))
def test_anything_typed_is_a_date_or_a_message_with_its_boxes(boxes: dict[Box, str]) -> None:
    try:
        found = parse_boxes(boxes, "Date")
    except WrongDate as wrong:
        told = wrong
    else:
        assert found is None or 1900 <= found.year <= 2199
        return
    assert told.message.startswith("Date must")
    assert told.boxes
