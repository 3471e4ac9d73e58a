"""An address as it is asked for: https, a name, a port, a path; no credentials."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from flask_babel import lazy_gettext as _

from app.fetching.refused import Refused

LONGEST = 2000
SCHEMES = ("https", "http", "webcal", "webcals")  # all of them are asked for by https
DEFAULT_PORTS = (None, 80, 443)
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
KEPT = "/%:@!$&'()*+,;=-._~?"


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
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"


def target_of(text: str) -> Target:
    """What an address means, however it is written ("webcal://", "http://", nothing). Raises Refused."""
    text = text.strip()
    if len(text) > LONGEST or re.search(r"[\x00-\x20\x7f<>\"\\^`{|}]", text):
        raise wrong()
    found = re.match(r"([a-z][a-z0-9+.-]*):(?!\d)", text, re.IGNORECASE)
    if found and found[1].lower() not in SCHEMES:
        raise Refused(_("Give an address that starts with https:// or webcal://"))
    try:
        parts = urlsplit(text if found else f"https://{text.lstrip('/')}")
        port, host = parts.port, (parts.hostname or "").rstrip(".")
        if parts.username is not None or parts.password is not None or "@" in parts.netloc:
            raise Refused(_("There is a name or password in this address. Give one that everybody can open"))
        path = quote(parts.path or "/", safe=KEPT)
        path += f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
        return Target(host_of(host), 443 if port in DEFAULT_PORTS else int(port or 0), path)
    except (ValueError, UnicodeError):
        raise wrong() from None


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


def wrong() -> Refused:
    """Nothing that a browser would open."""
    return Refused(_("Give the whole address of the calendar, like https://www.example.org/events.ics"))
