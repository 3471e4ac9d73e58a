"""Which machines may be asked: those on the public internet, and nothing nearer."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last four bytes
PORTS = {"https": 443, "http": 80}
LONGEST = 2000


class NotAllowed(Exception):
    """We do not ask there. The message says why."""


@dataclass(frozen=True)
class Target:
    """An address taken apart. ``host`` is ASCII and in lower case, ``path`` carries the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What belongs into the Host header (RFC 9110 §7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str, schemes: tuple[str, ...] = ("https",)) -> Target:
    """Take an address apart. Raises NotAllowed for what no public server would have."""
    if len(url) > LONGEST or not url.isprintable() or " " in url:
        raise NotAllowed("not an address")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except ValueError as error:  # UnicodeError is one
        raise NotAllowed("not an address") from error
    if parts.scheme not in schemes:
        raise NotAllowed(f"only {' and '.join(schemes)} addresses are asked")
    if not host or parts.username is not None or parts.password is not None:
        raise NotAllowed("an address has a host, and no name or password")
    if not url.isascii():
        raise NotAllowed("an address is written in ASCII")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port if port is not None else PORTS[parts.scheme], path)


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet. One that carries an IPv4 address is judged by that too."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        carried = [one for one in (address.sixtofour, *(address.teredo or ())) if one is not None]
        if address.is_site_local or not all(is_public(one) for one in carried):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def resolve(target: Target, may_reach: Callable[[Address], bool] = is_public) -> Address:
    """The one address to connect to. Raises NotAllowed when any of a name's addresses may not be reached.

    Asked once: what was checked is what is connected to, whatever the name says a moment later.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotAllowed(f"there is no server called {target.host}") from error
    addresses = [ipaddress.ip_address(str(entry[4][0])) for entry in found]
    if not addresses or not all(may_reach(address) for address in addresses):
        raise NotAllowed(f"{target.host} is not on the public internet")
    return addresses[0]
