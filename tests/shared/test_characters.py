"""Text is cleaned once, in one place, and cleaning it again changes nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.characters import clean, many_lines, one_line

ANYTHING = st.text(st.characters(), max_size=60)


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned, _unreadable = clean(text)
    assert clean(cleaned) == (cleaned, False)


@given(ANYTHING)
def test_what_is_left_can_be_stored_and_is_in_nfc(text: str) -> None:
    cleaned, _unreadable = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(ANYTHING)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    cleaned, _unreadable = clean(text)
    assert one_line(one_line(cleaned)) == one_line(cleaned)
    assert many_lines(many_lines(cleaned)) == many_lines(cleaned)
    assert "\n" not in one_line(cleaned)


@pytest.mark.parametrize("point", [0x00, 0x07, 0x1B, 0x7F, 0x9F, 0xFFFD, 0xD800, 0xDFFF, 0xFFFF])
def test_an_unreadable_character_is_taken_out_and_told(point: int) -> None:
    assert clean(f"a{chr(point)}b") == ("ab", True)


@pytest.mark.parametrize("kind", ["\ufeff", "\u200b", "\u00ad", "\u2060", "\u202e"])
def test_an_invisible_character_goes_without_a_word(kind: str) -> None:
    assert clean(f"a{kind}b") == ("ab", False)


@pytest.mark.parametrize("space", ["\t", "\x0b", "\x0c", "\u00a0", "  "])
def test_odd_spaces_become_one_space_in_a_line(space: str) -> None:
    assert one_line(clean(f" a{space}b ")[0]) == "a b"


def test_welsh_letters_and_joined_emoji_stay() -> None:
    assert clean("gw\u0302yl 👩🏽‍🦽") == ("gŵyl 👩🏽‍🦽", False)


def test_paragraphs_are_kept_and_line_ends_are_one_kind() -> None:
    assert many_lines(clean("One \r\n\r\n\r\n\r\nTwo\rThree\u2028Four\n")[0]) == "One\n\nTwo\nThree\nFour"
