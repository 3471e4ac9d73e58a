"""Which machines may be asked: those everybody can reach. Checked for the very address that is then connected to."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import current_app

Address = IPv4Address | IPv6Address

# Ways of writing an IPv4 address as IPv6, behind which anything may be: mapped, translated (NAT64, RFC 6052 and
# 8215), 6to4 and its relays, Teredo. Nobody whom others can reach has only these.
DISGUISES = tuple(
    map(
        ip_network,
        ("::ffff:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.88.99.0/24"),
    )
)


def is_public(address: Address) -> bool:
    """Whether it is a machine on the open internet: not private, link-local, multicast, reserved or disguised."""
    if any(address in network for network in DISGUISES if network.version == address.version):
        return False
    if isinstance(address, IPv6Address) and (address.is_site_local or address.scope_id):
        return False
    closed = (
        address.is_private,
        address.is_loopback,
        address.is_link_local,
        address.is_multicast,
        address.is_reserved,
        address.is_unspecified,
    )
    return address.is_global and not any(closed)


def looked_up(host: str, port: int) -> list[str]:
    """What the name service says. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """Certificates of this system's authorities, names compared, TLS 1.2 or newer."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True)
class Network:
    """How the outside is reached. ``tls`` gives the context for https; None speaks plainly (only tests do)."""

    resolve: Callable[[str, int], list[str]] = looked_up
    allows: Callable[[Address], bool] = is_public
    ports: frozenset[int] | None = frozenset({443})
    tls: Callable[[], ssl.SSLContext] | None = trusted


PUBLIC = Network()


def network() -> Network:
    """The open internet. No setting can make it another; a test puts its own into ``app.extensions``."""
    found: Network = current_app.extensions.get("network", PUBLIC)
    return found


def is_allowed(text: str, through: Network) -> bool:
    """Whether a resolved address may be connected to. What is no address may not."""
    try:
        return through.allows(ip_address(text))
    except ValueError:
        return False
