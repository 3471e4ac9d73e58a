"""Postcodes however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.geography.postcodes import (
    AREAS,
    INWARD_LETTERS,
    Postcode,
    find_postcodes,
    normalise_area,
    normalise_eircode,
    normalise_outward,
    normalise_postcode,
    outward_of,
    without_doors,
)

districts = st.one_of(
    st.integers(1, 99).map(str),
    st.tuples(st.integers(1, 9), st.sampled_from("ABEH")).map(lambda pair: f"{pair[0]}{pair[1]}"),
)
inwards = st.tuples(st.integers(0, 9), *[st.sampled_from(sorted(INWARD_LETTERS))] * 2).map(
    lambda parts: f"{parts[0]}{parts[1]}{parts[2]}"
)
postcodes = st.builds(
    lambda area, district, inward: Postcode(area + district, inward),
    st.sampled_from(sorted(AREAS)),
    districts,
    inwards,
)
between = st.text(alphabet=" -.()[],\t\n\N{NO-BREAK SPACE}", max_size=3)


@given(postcodes, between, between, between, st.booleans())
def test_any_spacing_case_and_brackets_give_the_same_postcode(
    postcode: Postcode, before: str, middle: str, after: str, lower: bool
) -> None:
    typed = f"{before}{postcode.outward}{middle}{postcode.inward}{after}"
    assert normalise_postcode(typed.lower() if lower else typed) == postcode


@given(postcodes)
def test_the_written_form_is_read_back(postcode: Postcode) -> None:
    assert normalise_postcode(str(postcode)) == postcode
    assert normalise_outward(postcode.outward) == postcode.outward
    assert normalise_area(postcode.area) == postcode.area


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_without_an_error(text: str) -> None:
    postcode = normalise_postcode(text)
    assert postcode is None or normalise_postcode(str(postcode)) == postcode
    normalise_outward(text)
    normalise_area(text)
    find_postcodes(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("LSI 4AP", "LS1 4AP"),
        ("LS1O 1AP", "LS10 1AP"),
        ("0L1 1AA", "OL1 1AA"),
        ("S01 4AP", "SO1 4AP"),
        ("LS1 OAP", "LS1 0AP"),
        ("1P1 1AA", "IP1 1AA"),
        ("w1a 0ax", "W1A 0AX"),
        ("ec1a-1bb", "EC1A 1BB"),
        ("(m1 1ae)", "M1 1AE"),
        ("gir 0aa", "GIR 0AA"),
        ("CR0 2YR", "CR0 2YR"),
    ],
)
def test_a_zero_for_an_o_and_a_one_for_an_i_are_put_right(typed: str, meant: str) -> None:
    assert str(normalise_postcode(typed)) == meant


@pytest.mark.parametrize(
    "typed", ["", "LS1", "Leeds", "LS1 4AC", "ZZ1 1AA", "LS1 4A", "LS123 4AP", "12345", "ŁS1 4AP"]
)
def test_what_is_no_full_postcode_is_refused(typed: str) -> None:
    assert normalise_postcode(typed) is None


def test_a_lone_surrogate_and_a_very_long_text_are_refused() -> None:
    assert normalise_postcode("LS1 4AP\ud800") is None
    assert normalise_postcode("LS1 4AP" * 10_000) is None


def test_postcodes_inside_an_address_are_found_in_order() -> None:
    text = "Library (SE18 6HQ) and Theatre (se186qx), open from 1st, room M4"
    assert [str(postcode) for postcode in find_postcodes(text)] == ["SE18 6HQ", "SE18 6QX"]


def test_an_area_is_the_letters() -> None:
    assert normalise_area("ls") == "LS"
    assert normalise_area("XQ") is None
    assert Postcode("M1", "1AE").area == "M"


@pytest.mark.parametrize(
    ("typed", "shared"),
    [("ls14ap", "LS1"), ("LS1", "LS1"), ("D02AF30", "D02"), ("d6w-xy00", "D6W"), ("Leeds", ""), ("", "")],
)
def test_many_doors_share_the_first_part(typed: str, shared: str) -> None:
    assert outward_of(typed) == shared


def test_an_eircode_is_written_in_two_parts() -> None:
    assert normalise_eircode(" d02af30 ") == "D02 AF30"
    assert normalise_eircode("LS1 4AP") is None


@given(postcodes)
def test_no_door_is_left_in_words(postcode: Postcode) -> None:
    said = without_doors(f"Flat by {postcode}, then {postcode.compact.lower()}")
    assert said == f"Flat by {postcode.outward}, then {postcode.outward}"
