"""An address as it is asked: https, a name, a port, a path; no credentials."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.fetching.troubles import Kind, NoAnswer

LONGEST = 2000
HTTPS = 443
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")


@dataclass(frozen=True)
class Target:
    """``host`` is in small ASCII letters, ``path`` has its query, percent-encoded."""

    host: str
    port: int
    path: str

    @property
    def address(self) -> str:
        """The whole address."""
        return f"https://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """What the Host header says (RFC 9110 §7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == HTTPS else f"{host}:{self.port}"


def exact(url: str) -> Target:
    """An address that a program gave: taken as it is, or not at all. Raises NoAnswer."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise NoAnswer(Kind.WRONG, "not an address")
    try:
        parts = urlsplit(url)
        port, host = parts.port, host_of(parts.hostname or "")
    except ValueError:  # UnicodeError is one
        raise NoAnswer(Kind.WRONG, "not an address") from None
    if parts.scheme != "https":
        raise NoAnswer(Kind.WRONG, "only https addresses are asked")
    if "@" in parts.netloc:
        raise NoAnswer(Kind.WRONG, "an address has no name or password")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, HTTPS if port is None else port, path)


def host_of(host: str) -> str:
    """A host name in ASCII (RFC 3490), or an address. Raises ValueError."""
    if ":" in host:
        return str(ip_address(host))
    name = host.encode("idna").decode("ascii").lower()
    labels = name.split(".")
    if not name or len(name) > 253 or not all(map(LABEL.fullmatch, labels)):
        raise ValueError(host)
    if labels[-1][0].isdigit():
        ip_address(name)  # odd spellings of a number (0x7f.1, 2130706433) are no name either
    return name
