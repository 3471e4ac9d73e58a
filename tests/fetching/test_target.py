"""Addresses as programs give them: taken as they are, or not at all."""

import pytest

from app.fetching.target import exact
from app.fetching.troubles import Kind, NoAnswer


@pytest.mark.parametrize(
    "url",
    [
        *("http://social.example/", "ftp://social.example/", "file:///etc/passwd", "//social.example/", "", "x"),
        *("https://olu:secret@social.example/", "https://olu@social.example/", "https:///users/vi", "https://a b/"),
        *("https://@social.example/", "https://social.example\\@127.0.0.1/", "https://a..b/", "https://é/é"),
        *("https://social.example/\r\nHost: x", "https://social.example:99999/", "https://[::1/"),
        *("https://2130706433/", "https://0x7f.1/", "https://017700000001/", "https://127.1/"),
        "https://social.example/" + "x" * 3000,
    ],
)
def test_an_address_no_server_has_is_refused(url: str) -> None:
    with pytest.raises(NoAnswer) as reason:
        exact(url)
    assert reason.value.kind == Kind.WRONG


def test_an_address_is_taken_apart() -> None:
    target = exact("https://Social.Example:8443/users/vi?x=1&y=%20'#main-key")
    assert (target.host, target.port, target.path) == ("social.example", 8443, "/users/vi?x=1&y=%20'")
    assert target.authority == "social.example:8443"
    assert exact("https://social.example").authority == "social.example"
    assert exact("https://social.example?x=1").address == "https://social.example/?x=1"
    assert exact("https://[2a00::1]/").authority == "[2a00::1]"
    assert exact("https://xn--bcher-kva.example").host == "xn--bcher-kva.example"
