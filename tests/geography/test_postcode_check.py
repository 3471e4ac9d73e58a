"""Telling a postcode that does not exist from a town."""

import sys

import pytest
from flask import Flask

from app.extensions import db
from app.geography.models import GazetteerPostcode
from app.geography.postcode_check import is_unknown_postcode, postcode_exists
from app.geography.postcodes import Postcode


@pytest.mark.parametrize("typed", ["ZZ1 1ZZ", "LS1 4AC", "LS99 9XX", "ls1 9yx", "AA1 1AA", "LSO 4AC"])
def test_a_postcode_that_is_none_is_told(app: Flask, typed: str) -> None:
    assert is_unknown_postcode(typed)


@pytest.mark.parametrize(
    "typed", ["LS1 4AP", "sw1a1aa", "BT1 5GS", "LS9", "LS", "Leeds", "", "Oak House", "M25", "10am", "LSI 4AP"]
)
def test_real_postcodes_and_other_words_are_not(app: Flask, typed: str) -> None:
    assert not is_unknown_postcode(typed)


def test_a_new_postcode_exists_when_the_gazetteer_has_it(app: Flask) -> None:
    new = Postcode("LS1", "9YX")
    assert not postcode_exists(new)
    db.session.add(GazetteerPostcode(postcode=new.compact, latitude=5380000, longitude=-150000))
    assert postcode_exists(new)


def test_the_lists_of_postcodes_are_not_kept_in_memory(app: Flask) -> None:
    assert postcode_exists(Postcode("YO1", "7HH"))
    assert "uk_postcodes_parsing.outcodes.yo1" not in sys.modules
