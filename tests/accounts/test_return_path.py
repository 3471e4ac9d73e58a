"""Where to go after signing in."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.return_path import safe_path


@pytest.mark.parametrize(
    "target",
    [
        None, "", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "javascript:alert(1)", "evil.example", "/\t/evil.example", "/\n/evil.example", " //evil.example", "/ /evil",
        "http:evil.example", "/\u2028/evil", "/ok\r\nSet-Cookie: a=b",
    ],
)  # fmt: skip
def test_other_sites_are_refused(target: str | None) -> None:
    assert safe_path(target) == "/moderation"


@pytest.mark.parametrize("target", ["/", "/moderation/CPW-7K3M?tab=history", "/events?near=%2F%2Fevil.example"])
def test_our_own_pages_are_kept(target: str) -> None:
    assert safe_path(target) == target


@given(st.text(st.sampled_from("/\\:@.?#a \t\n%")))
def test_whatever_is_typed_stays_on_this_site(target: str) -> None:
    assert urlsplit(urljoin("https://here.example/sign-in", safe_path(target))).netloc == "here.example"
