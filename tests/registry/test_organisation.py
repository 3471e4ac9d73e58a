"""When two names are one organisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.organisation import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Circle", "circle"),
        ("Circle Ltd", "CIRCLE LIMITED"),
        ("Gŵyl y Dref CIC", "gwyl y dref"),
        ("Health & Care", "health and care"),
        ("St. Mary’s", "st mary s"),
        ("  Leeds   Together ", "Leeds-Together"),
    ],
)
def test_these_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Leeds Circle", "York Circle"), ("The", "Ltd"), ("日本", "中国")])
def test_these_are_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(min_size=1, max_size=250).filter(str.strip))
def test_every_name_folds_to_something_short_and_stays_folded(name: str) -> None:
    once = folded(name)
    assert once
    assert len(once) <= 200


@given(st.from_regex(r"[A-Za-z][A-Za-z ]{0,60}", fullmatch=True))
def test_case_and_spaces_never_matter(name: str) -> None:
    assert folded(name) == folded(f"  {name.upper()} ") == folded(name.lower().replace(" ", "  "))
