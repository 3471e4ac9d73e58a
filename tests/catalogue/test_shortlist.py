"""A shortlist is nothing but its address."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.catalogue.shortlist import MOST, Shortlist, as_reference, publications, vevent_chunks
from app.extensions import db
from app.registry.event import new_reference
from app.registry.times import today
from tests.cast import NOON
from tests.catalogue.documents import a_session
from tests.catalogue.rows import published

DAY = today(NOON)


def asked(*values: str) -> Shortlist:
    """What an address with these values asks for."""
    return Shortlist.from_args(MultiDict(("event", value) for value in values))


@given(st.lists(st.builds(new_reference), max_size=8).flatmap(st.permutations))
def test_the_same_events_have_one_address(site: Flask, references: list[str]) -> None:
    with site.app_context():
        shortlist = asked(*references, *references[:2])
        assert asked(*(value for _name, value in parse_qsl(shortlist.canonical()))) == shortlist
        assert shortlist.canonical() == asked(*sorted(references)).canonical()
    assert shortlist.problems == ()


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_reference_or_said_to_be_none(site: Flask, typed: str) -> None:
    with site.app_context():
        shortlist = asked(typed)
    assert shortlist.references == ((as_reference(typed),) if as_reference(typed) else ())
    assert len(shortlist.problems) == int(bool(typed.strip()) and not shortlist.references)


@pytest.mark.parametrize("typed", ["CW-7KRM4T", "cw-7krm4t", " CW 7KRM4T ", "cw7krm4t", "CW-7KR M4T"])
def test_references_are_read_as_people_say_them(typed: str) -> None:
    assert as_reference(typed) == "CW-7KRM4T"


@pytest.mark.parametrize("typed", ["", "CW-", "CW-7KRM4", "CW-7KRM4TT", "CW-AEIOU1", "7KRM4T", "CW-7KRM4T,CW-CCCCCC"])
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert as_reference(typed) == ""


def test_there_is_room_for_fifty_and_the_rest_is_said(app: Flask) -> None:
    given_order = [new_reference() for _ in range(MOST + 5)]
    shortlist = asked(*given_order)
    assert shortlist.references == tuple(sorted(given_order[:MOST]))
    assert [one.message for one in shortlist.problems] == ["There is room for 50 events. The others are left out."]
    assert shortlist.is_full
    assert len(shortlist.canonical()) < 1000


def test_a_thousand_odd_values_are_not_a_thousand_lines(app: Flask) -> None:
    assert len(asked(*(f"odd {number}" for number in range(1000))).problems) == 5


def test_adding_and_taking_off() -> None:
    one = Shortlist(("CW-CCCCCC",))
    two = one.adding("CW-7KRM4T").adding("CW-7KRM4T")
    assert two.face("/shortlist") == "/shortlist?event=CW-7KRM4T&event=CW-CCCCCC"
    assert two.without("CW-7KRM4T") == one
    assert one.without("CW-CCCCCC").face("/shortlist") == "/shortlist"


def test_its_events_come_by_date_and_what_was_withdrawn_long_ago_not_at_all(app: Flask) -> None:
    later = published("Later", sessions=[a_session(starts_on="2027-09-01")])
    sooner = published("Sooner", sessions=[a_session(starts_on="2027-06-02")])
    over = published("Over", sessions=[a_session(starts_on="2026-06-02")])
    lately = published("Lately", happening="withdrawn", changed_at=NOON - timedelta(days=89))
    long_ago = published("Long ago", happening="withdrawn", changed_at=NOON - timedelta(days=92))
    published("Somebody else's")
    db.session.commit()
    shortlist = asked(*(row.reference for row in (later, sooner, over, lately, long_ago)))
    rows = publications(shortlist, DAY)
    assert [row.document["title"] for row in rows] == ["Over", "Sooner", "Lately", "Later"]
    # What is over by more than a month has no contacts any more.
    assert list(vevent_chunks(shortlist, DAY)) == [over.vevents_kept, *(row.vevents for row in rows[1:])]
    assert over.vevents_kept != over.vevents
