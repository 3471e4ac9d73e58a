"""Reading an address that somebody gave us. Each hop is checked like the first; what goes wrong is put into words."""

import logging
from dataclasses import dataclass
from functools import partial
from http.client import HTTPResponse
from urllib.parse import urljoin

from flask import current_app
from flask_babel import lazy_gettext as _

from app.fetching.asking import Request, ask
from app.fetching.body import PLAIN, UNPACKED, body_of, packing
from app.fetching.given import target_of
from app.fetching.network import network
from app.fetching.patience import Patience
from app.fetching.refused import Refused, in_words, unwelcome, wandering
from app.fetching.target import Target
from app.fetching.troubles import NoAnswer

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 20.0
MOST_REDIRECTS = 3
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
class Reading:
    """What holds for every hop of one reading."""

    request: Request
    is_conditional: bool
    most: int
    patience: Patience


def fetch(
    address: str, *, etag: str = "", last_modified: str = "", most: int = MOST_BYTES, seconds: float = SECONDS
) -> Answer:
    """Read an address, whatever is behind it, in a bounded time and size. Raises Refused.

    ``etag`` and ``last_modified`` are of what was read before (RFC 9110 §13.1).
    """
    kept = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    kept = {name: value for name, value in kept.items() if value}
    reading = Reading(Request("GET", our_headers() | kept), bool(kept), most, Patience(seconds))
    seen: set[str] = set()
    while len(seen) <= MOST_REDIRECTS:
        target = target_of(address)
        if target.address in seen:
            break
        seen.add(target.address)
        answer = hop(target, reading)
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
    }


def hop(target: Target, reading: Reading) -> Answer | str:
    """Ask one server: its answer, or the address it sends us on to. Raises Refused."""
    try:
        return ask(target, reading.request, partial(taken, target, reading), reading.patience, network())
    except NoAnswer as trouble:
        log.info("%s was not read: %s", target.host, trouble)
        raise in_words(trouble, reading.most) from None


def taken(target: Target, reading: Reading, answer: HTTPResponse) -> Answer | str:
    """What a response comes to."""
    if answer.status in SENT_ON and (place := answer.getheader("Location")):
        return urljoin(target.address, place)
    etag, modified = (short(answer.getheader(name)) for name in ("ETag", "Last-Modified"))
    if answer.status == 304 and reading.is_conditional:
        return Answer(target.address, b"", etag, modified, is_same=True)
    if answer.status != 200:
        raise unwelcome(answer.status)
    if (packed := packing(answer)) not in (*PLAIN, *UNPACKED):
        raise Refused(_("The site sends this packed in a way we cannot read (%(name)s)", name=packed[:40]))
    return Answer(target.address, body_of(answer, reading.most, reading.patience), etag, modified)


def short(value: str | None) -> str:
    """A validator to send again. What could be no header, or fills a page, is none."""
    value = (value or "").strip()
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""
