"""Addresses from names."""

import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.extensions import db
from app.registry.event import Event
from app.registry.slugs import free_slug, slugify
from tests.registry.factory import make_event


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Gŵyl y Dref", "gwyl-y-dref"),
        ("What’s on? Let's see!", "whats-on-lets-see"),
        ("  Tea -- and   talk  ", "tea-and-talk"),
        ("100% together", "100-together"),
        ("日本語", ""),
        ("ﬁne", "fine"),
    ],
)
def test_a_name_gives_a_readable_address(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(max_size=400), st.integers(1, 120))
def test_an_address_is_short_and_plain_whatever_the_name(name: str, longest: int) -> None:
    slug = slugify(name, longest)
    assert len(slug) <= longest
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugify(slug, longest) == slug


def test_a_long_name_is_cut_between_words() -> None:
    assert slugify("one two three four", 12) == "one-two"
    assert slugify("one two three four", 13) == "one-two-three"


def test_a_taken_address_gets_the_reference(app: Flask) -> None:
    event = make_event()
    assert free_slug(Event.slug, "Sharing circle", "CW-7KRM4T") == "sharing-circle"
    event.slug = "sharing-circle"
    db.session.flush()
    assert free_slug(Event.slug, "Sharing Circle!", "CW-7KRM4T") == "sharing-circle-cw-7krm4t"
    assert free_slug(Event.slug, "…", "CW-7KRM4T") == "cw-7krm4t"
