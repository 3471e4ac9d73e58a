"""One GET of somebody else's address. Each hop is looked up once, checked, and connected to as it was checked.

So neither a redirect nor a name that changes its mind (DNS rebinding) leads into a private network. No cookies, no
credentials, no proxy, nothing of what we are but our name.
"""

import logging
import socket
import ssl
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin

from flask import current_app

from app.fetching.body import body_of
from app.fetching.network import Network, is_allowed, network
from app.fetching.patience import Patience
from app.fetching.refused import Refused, cut_short, private, silent, slow, untrusted, unwelcome, wandering
from app.fetching.target import Target, target_of

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 20.0
SECONDS_TO_CONNECT = 6.0
MOST_REDIRECTS = 3
MOST_TRIED = 3  # addresses of one name
SENT_ON = (301, 302, 303, 307, 308)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What was there. ``is_same`` (304): what was read before still holds, and ``body`` is empty."""

    address: str
    body: bytes
    etag: str = ""
    last_modified: str = ""
    is_same: bool = False


@dataclass(frozen=True)
class Asking:
    """What holds for every hop of one reading."""

    headers: Mapping[str, str]
    is_conditional: bool
    most: int
    patience: Patience
    through: Network


def fetch(
    address: str, *, etag: str = "", last_modified: str = "", most: int = MOST_BYTES, seconds: float = SECONDS
) -> Answer:
    """Read an address, whatever is behind it, in a bounded time and size. Raises Refused.

    ``etag`` and ``last_modified`` are of what was read before (RFC 9110 §13.1).
    """
    kept = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    kept = {name: value for name, value in kept.items() if value}
    asking = Asking(our_headers() | kept, bool(kept), most, Patience(seconds), network())
    seen: set[str] = set()
    while len(seen) <= MOST_REDIRECTS:
        target = target_of(address)
        if target.address in seen:
            break
        seen.add(target.address)
        answer = hop(target, asking)
        if isinstance(answer, Answer):
            return answer
        address = answer
    raise wandering()


def our_headers() -> dict[str, str]:
    """What we say of ourselves."""
    site, contact = current_app.config["SITE_URL"], current_app.config["CONTACT_EMAIL"]
    return {
        "User-Agent": f"coproduction-week-registry ({site}; {contact})",
        "Accept": "text/calendar, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def hop(target: Target, asking: Asking) -> Answer | str:
    """Ask one server: its answer, or the address it sends us on to. Raises Refused."""
    try:
        line = connected(target, asking)
        try:
            with asking.patience.ending(line):
                return spoken(line, target, asking)
        finally:
            line.close()
    except Refused:
        raise
    except ssl.SSLCertVerificationError:
        raise untrusted() from None
    except (OSError, HTTPException, ValueError, zlib.error, AttributeError) as error:
        # AttributeError: a TLS socket that the timer hung up on has lost its insides.
        log.info("%s was not read: %r", target.host, error)
        if asking.patience.is_over():
            raise slow() from None
        raise (silent() if isinstance(error, OSError) else cut_short()) from None


def connected(target: Target, asking: Asking) -> socket.socket:
    """A connection to an address that was looked up once and is allowed. Raises Refused and OSError."""
    patience, through = asking.patience, asking.through
    if through.ports is not None and target.port not in through.ports:
        raise private()
    found = patience.within(lambda: through.resolve(target.host, target.port))[:MOST_TRIED]
    if not all(is_allowed(one, through) for one in found):
        raise private()
    for number, address in enumerate(found, 1):
        try:
            return socket.create_connection((address, target.port), min(SECONDS_TO_CONNECT, patience.left))
        except OSError:
            if number == len(found):
                raise
    raise silent()


def spoken(line: socket.socket, target: Target, asking: Asking) -> Answer | str:
    """The request and its answer over an open connection."""
    line.settimeout(asking.patience.left)
    tls = asking.through.tls
    own = tls().wrap_socket(line, server_hostname=target.host) if tls else line
    client = HTTPConnection(target.host, target.port)
    client.sock = own
    with closing(own):
        client.request("GET", target.path, headers={"Host": target.authority, **asking.headers})
        with client.getresponse() as answer:
            came = taken(answer, target, asking)
    asking.patience.look()  # what we hung up on may look like an answer that ended
    return came


def taken(answer: HTTPResponse, target: Target, asking: Asking) -> Answer | str:
    """What a response comes to."""
    if answer.status in SENT_ON and (place := answer.getheader("Location")):
        return urljoin(target.address, place)
    etag, modified = (short(answer.getheader(name)) for name in ("ETag", "Last-Modified"))
    if answer.status == 304 and asking.is_conditional:
        return Answer(target.address, b"", etag, modified, is_same=True)
    if answer.status != 200:
        raise unwelcome(answer.status)
    return Answer(target.address, body_of(answer, asking.most, asking.patience), etag, modified)


def short(value: str | None) -> str:
    """A validator to send again. What could be no header, or fills a page, is none."""
    value = (value or "").strip()
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""
