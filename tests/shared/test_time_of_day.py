"""Times are read as people write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.time_of_day import format_time, parse_time

MINUTES = st.times().map(lambda moment: time(moment.hour, moment.minute))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("9", time(9)), ("9am", time(9)), ("09:00", time(9)), ("9.30pm", time(21, 30)), ("9:30 pm", time(21, 30))],
        *[("noon", time(12)), ("Midday", time(12)), ("midnight", time(0)), ("12 noon", time(12)), ("12am", time(0))],
        *[
            ("13:15", time(13, 15)),
            ("1315", time(13, 15)),
            ("915", time(9, 15)),
            ("12pm", time(12)),
            ("00:00", time(0)),
        ],
        *[("9 a.m.", time(9)), ("9.30 P.M.", time(21, 30)), ("13:15pm", time(13, 15)), ("9 o’clock", time(9))],
        *[("1400hrs", time(14)), ("１０:３０", time(10, 30)), ("0:30am", time(0, 30))],
    ],
)
def test_a_time_is_understood(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["25:00", "24:30", "9:60", "13am", "0pm", "nine", "9:3", "99999", "", ":", "-1", "9am9"]
)
def test_what_is_no_time_is_refused_with_an_instruction(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter "):
        parse_time(typed)


@given(MINUTES)
def test_what_we_write_we_can_read(moment: time) -> None:
    assert parse_time(format_time(moment)) == moment


@given(st.text(max_size=20))
def test_anything_typed_is_a_time_or_an_instruction(typed: str) -> None:
    try:
        answer = parse_time(typed)
    except ValueError as error:
        answer = str(error)
    assert isinstance(answer, time) or answer.startswith("Enter ")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(9, 30), "9:30am"),
        (time(10), "10am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
    ],
)
def test_times_are_written_in_the_house_style(moment: time, words: str) -> None:
    assert format_time(moment) == words
