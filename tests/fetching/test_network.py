"""Which addresses may be asked: only those that everybody can reach, however they are written."""

from ipaddress import ip_address

import pytest
from flask import Flask

from app.fetching.network import PUBLIC, is_allowed, is_public, network

CLOSED = (
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::1", "::", "100::1"),
    *("fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::127.0.0.1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8"),
    *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1"),
    *("2002:7f00:1::", "2002:a00:1::", "2002:808:808::", "2001:0:7f00:1::", "2001::1"),
)
OPEN = ["8.8.8.8", "151.101.1.140", "185.199.108.153", "2a00:1450:4009:81f::200e", "2606:4700::1111"]


@pytest.mark.parametrize("text", CLOSED)
def test_what_not_everybody_can_reach_is_never_asked(text: str) -> None:
    assert not is_public(ip_address(text))
    assert not is_allowed(text, PUBLIC)


@pytest.mark.parametrize("text", OPEN)
def test_the_open_internet_may_be_asked(text: str) -> None:
    assert is_allowed(text, PUBLIC)


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f.0.0.1", "8.8.8.8/0"])
def test_what_is_no_address_is_never_asked(text: str) -> None:
    assert not is_allowed(text, PUBLIC)


def test_no_setting_opens_another_network(app: Flask) -> None:
    """The one way is the extensions of an application in memory, which nothing outside a test writes."""
    assert network() is PUBLIC
    before = dict(app.config)
    app.config.update(NETWORK="open", network="open", ALLOW_PRIVATE="1", TESTING=True, DEBUG=True)
    try:
        assert network() is PUBLIC
    finally:
        app.config.clear()
        app.config.update(before)
    assert PUBLIC.ports == {443}
    assert PUBLIC.allows is is_public
