"""Content codings (RFC 9110 §8.4): which one a client wants, and the finished bytes in it."""

import gzip
from functools import lru_cache

import brotli  # type: ignore[import-untyped]
from werkzeug.http import parse_accept_header

PREFERRED = ("br", "gzip")
SMALLEST = 500  # bytes; below this the headers cost more than is saved
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/geo+json",
    "application/atom+xml",
    "application/xml",
    "application/javascript",
    "application/manifest+json",
    "image/svg+xml",
)


@lru_cache(maxsize=256)
def choose(accepted: str) -> str:
    """``br``, ``gzip`` or ``identity`` for an Accept-Encoding header; ours first among those liked equally."""
    if not accepted:
        return "identity"
    qualities = {coding.lower(): quality for coding, quality in parse_accept_header(accepted)}
    others = qualities.get("*", 0.0)
    liked = [(qualities.get(coding, others), coding) for coding in PREFERRED]
    best, coding = max(liked, key=lambda pair: pair[0])
    return coding if best > 0 and best >= qualities.get("identity", 0.0) else "identity"


def compressible(mimetype: str, size: int) -> bool:
    """Whether compressing a body of ``size`` bytes is worth it."""
    return size >= SMALLEST and mimetype.startswith(COMPRESSIBLE)


def encode(body: bytes, coding: str) -> bytes:
    """The body in a coding. The same bytes each time: no file name or date goes into the gzip header."""
    if coding == "br":
        return bytes(brotli.compress(body, quality=4))
    if coding == "gzip":
        return gzip.compress(body, compresslevel=6, mtime=0)
    return body
