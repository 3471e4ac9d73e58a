"""Addresses of web pages that people give us to link to."""

import ipaddress
import re
from urllib.parse import urlsplit, urlunsplit

from flask_babel import gettext as _

LONGEST = 2000
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NOT_PUBLIC = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "invalid", "onion", "home.arpa")


def parse_web_address(text: str) -> str:
    """The address with its scheme (https:// when none was typed) and its host in small letters.

    Only http and https; only hosts everybody can reach. Raises ValueError with a sentence that says what to type.
    """
    found = _SCHEME.match(text)
    if found and found[1].lower() not in {"http", "https"}:
        raise ValueError(_("Enter a web address that starts with https:// or www"))
    try:
        parts = urlsplit(text if found else f"https://{text.lstrip('/')}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise ValueError(_wrong()) from None
    if re.search(r"[\s<>\"\\^`{|}]", text) or "@" in parts.netloc or len(text) > LONGEST:
        raise ValueError(_wrong())
    _check_public(host)
    netloc = f"{host}:{port}" if port else host
    return str(urlunsplit((parts.scheme.lower(), netloc, parts.path, parts.query, parts.fragment)))


def _wrong() -> str:
    return str(_("Enter a web address like https://www.example.org/event"))


def _check_public(host: str) -> None:
    """Refuse names and numbers that mean the reader's own machine or somebody's private network."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        _check_name(host)
        return
    if address.version == 6 or not address.is_global or address.is_multicast:
        raise ValueError(_("Enter a web address that everybody can open, not one on a private network"))


def _check_name(host: str) -> None:
    try:
        labels = host.encode("idna").decode("ascii").split(".")
    except UnicodeError:
        raise ValueError(_wrong()) from None
    if host in _NOT_PUBLIC or labels[-1] in _NOT_PUBLIC or ".".join(labels[-2:]) in _NOT_PUBLIC:
        raise ValueError(_("Enter a web address that everybody can open, not one on a private network"))
    # A last label that starts with a digit is one of the odd spellings of a number address (0x7f.1, 2130706433).
    if len(labels) < 2 or labels[-1][0:1].isdigit() or not all(map(_LABEL.fullmatch, labels)):
        raise ValueError(_wrong())
