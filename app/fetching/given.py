"""An address as people give it, in any of the ways they write one."""

import re
from urllib.parse import quote, urlsplit

from flask_babel import lazy_gettext as _

from app.fetching.refused import Refused
from app.fetching.target import HTTPS, LONGEST, Target, host_of

SCHEMES = ("https", "http", "webcal", "webcals")  # all of them are asked for by https
DEFAULT_PORTS = (None, 80, HTTPS)
KEPT = "/%:@!$&'()*+,;=-._~?"


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
        return Target(host_of(host), HTTPS if port in DEFAULT_PORTS else int(port or 0), path)
    except (ValueError, UnicodeError):
        raise wrong() from None


def wrong() -> Refused:
    """Nothing that a browser would open."""
    return Refused(_("Give the whole address of the calendar, like https://www.example.org/events.ics"))
