"""Nobody leads us to our own network."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from app.outbound.addresses import NotAllowed, is_public, resolve, target_of

NEAR = (
    *("127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1"),
    *("fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"),
    *("2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::", "::ffff:169.254.169.254", "::127.0.0.1"),
)
FAR = ("8.8.8.8", "185.199.108.153", "2a00:1450:4009:822::200e", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("text", NEAR)
def test_an_address_that_is_near_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", FAR)
def test_an_address_far_away_is(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "url",
    [
        *("http://social.example/", "ftp://social.example/", "file:///etc/passwd", "//social.example/", "", "x"),
        *("https://olu:secret@social.example/", "https://olu@social.example/", "https:///users/vi", "https://a b/"),
        *("https://social.example/\r\nHost: x", "https://social.example:99999/", "https://[::1/", "https://é/é"),
        "https://social.example/" + "x" * 3000,
    ],
)
def test_an_address_no_server_has_is_refused(url: str) -> None:
    with pytest.raises(NotAllowed):
        target_of(url)


def test_an_address_is_taken_apart() -> None:
    target = target_of("https://Social.Example:8443/users/vi?x=1#main-key")
    assert (target.host, target.port, target.path) == ("social.example", 8443, "/users/vi?x=1")
    assert target.authority == "social.example:8443"
    assert target_of("https://social.example").authority == "social.example"
    assert target_of("https://[2a00::1]/").authority == "[2a00::1]"
    assert target_of("https://bücher.example".encode().decode().replace("ü", "xn"), ("https",)).path == "/"


def names(*addresses: str) -> Any:
    """A resolver that knows one name by these addresses."""
    return lambda _host, port, **_: [(socket.AF_INET, 1, 6, "", (address, port)) for address in addresses]


def test_a_name_with_one_near_address_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names("8.8.8.8", "127.0.0.1"))
    with pytest.raises(NotAllowed, match="not on the public internet"):
        resolve(target_of("https://social.example/"))
    monkeypatch.setattr(socket, "getaddrinfo", names("8.8.8.8", "1.1.1.1"))
    assert str(resolve(target_of("https://social.example/"))) == "8.8.8.8"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost", "017700000001"])
def test_other_ways_to_write_this_machine_are_seen_through(host: str) -> None:
    with pytest.raises(NotAllowed):
        resolve(target_of(f"https://{host}/"))


def test_a_name_nobody_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NotAllowed, match="no server called"):
        resolve(target_of("https://nowhere.example/"))
