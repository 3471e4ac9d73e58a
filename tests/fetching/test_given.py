"""Addresses as people give them: what each means, and which are refused with words."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.fetching.given import target_of
from app.fetching.refused import Refused


@pytest.fixture(autouse=True)
def asked(app: Flask) -> object:
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("webcal://www.example.org/events.ics", "https://www.example.org/events.ics"),
        ("WebCal://www.example.org", "https://www.example.org/"),
        ("http://www.example.org/a?b=c&d", "https://www.example.org/a?b=c&d"),
        ("http://www.example.org:80/", "https://www.example.org/"),
        ("https://www.example.org:443/x#part", "https://www.example.org/x"),
        ("www.example.org/é ".strip(), "https://www.example.org/%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://EXAMPLE.org./a%20b", "https://example.org/a%20b"),
        ("https://[2a00::1]/x", "https://[2a00::1]/x"),
    ],
)
def test_an_address_is_asked_for_by_https(given: str, means: str) -> None:
    assert target_of(given).address == means


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("ftp://example.org/x", "starts with https://"),
        ("file:///etc/passwd", "starts with https://"),
        ("gopher://example.org:70/", "starts with https://"),
        ("javascript:alert(1)", "starts with https://"),
        ("https://me:secret@example.org/", "name or password"),
        ("https://example.org@127.0.0.1/", "name or password"),
        ("https://example.org\\@127.0.0.1/", "whole address"),
        ("https://2130706433/", "whole address"),
        ("https://0x7f.1/", "whole address"),
        ("https://127.1/", "whole address"),
        ("https://exa mple.org/", "whole address"),
        ("https://example.org/\r\nHost: x", "whole address"),
        ("https://example.org:99999/", "whole address"),
        ("https:///x", "whole address"),
        ("", "whole address"),
        ("https://" + "x" * 3000, "whole address"),
        ("https://[::1", "whole address"),
        ("https://a..b/", "whole address"),
    ],
)
def test_what_is_no_public_address_is_refused_with_words(given: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        target_of(given)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        found = target_of(text)
    except Refused:
        return
    assert found.address.isascii()
    assert found.address.isprintable()
