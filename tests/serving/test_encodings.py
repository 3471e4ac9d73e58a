"""Clients get a coding they asked for, and finished bytes are the same each time."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.serving.encodings import choose, compressible, encode


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("gzip;q=0, br;q=0", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("identity, gzip;q=0.5", "identity"),
        ("zstd", "identity"),
        ("br;q=high", "identity"),
    ],
)
def test_the_coding_the_client_likes_best_is_chosen(accepted: str, coding: str) -> None:
    assert choose(accepted) == coding


@given(st.text(max_size=60))
def test_no_header_upsets_it(accepted: str) -> None:
    assert choose(accepted) in {"br", "gzip", "identity"}


@given(st.binary(max_size=2000))
def test_bytes_come_back_as_they_were(body: bytes) -> None:
    assert brotli.decompress(encode(body, "br")) == body == gzip.decompress(encode(body, "gzip"))
    assert encode(body, "gzip") == encode(body, "gzip")


def test_only_what_gets_smaller_is_compressed() -> None:
    assert compressible("text/calendar; charset=utf-8", 5000)
    assert not compressible("text/html", 20)
    assert not compressible("image/png", 5000)
