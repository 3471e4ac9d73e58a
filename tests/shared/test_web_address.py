"""Only addresses that everybody can open, and that are what they look like."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.web_address import parse_web_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.ORG/Path", "http://example.org/Path"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("//example.org", "https://example.org"),
        ("https://gŵyl.cymru/", "https://gŵyl.cymru/"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
    ],
)
def test_a_web_address_is_kept_with_its_scheme(typed: str, kept: str) -> None:
    assert parse_web_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *[
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "mailto:a@example.org",
            "file:///etc/passwd",
        ],
        *["ftp://example.org", "http://localhost/", "http://localhost.:5000", "127.0.0.1", "http://10.0.0.1/x"],
        *["http://192.168.1.1", "http://169.254.169.254/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/"],
        *["http://intranet", "http://nas.local", "http://router.lan", "a b.org", "http://a@example.org", "http://"],
        *["http://example.org:99999/", "http://example..org", "nothing", "http://-a.org/", "http://exa<b>.org", ""],
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_leads_nowhere_public_is_refused_with_an_instruction(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter a web address"):
        parse_web_address(typed)


@given(st.text(max_size=40))
def test_what_is_accepted_is_http_with_a_public_name_and_stays_so(typed: str) -> None:
    try:
        kept = parse_web_address(typed)
    except ValueError:
        return
    assert urlsplit(kept).scheme in {"http", "https"}
    assert "." in (urlsplit(kept).hostname or "")
    assert parse_web_address(kept) == kept
