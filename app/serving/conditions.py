"""Conditional requests (RFC 9110 §13): has what the client holds changed?"""

from collections.abc import Mapping
from typing import Any

from werkzeug.http import parse_date, parse_etags

# A strong validator names exact bytes, so each coding of an answer has its own (RFC 9110 §8.8.3.3).
CODINGS = ("br", "gzip")


def coded(etag: str, coding: str) -> str:
    """The quoted ETag of one coding of an answer whose own quoted ETag is given."""
    return etag if coding == "identity" else f'{etag[:-1]}-{coding}"'


def held(environ: Mapping[str, Any], etag: str) -> str | None:
    """The tag of If-None-Match that names this answer in any coding. Weak comparison; ``*`` is not looked at."""
    given = environ.get("HTTP_IF_NONE_MATCH", "")
    if not given:
        return None
    if given == etag:
        return etag
    codings = {etag.strip('"'), *(coded(etag, coding).strip('"') for coding in CODINGS)}
    tags = parse_etags(given).as_set(include_weak=True)
    return next((f'"{tag}"' for tag in sorted(codings) if tag in tags), None)


def unchanged(environ: Mapping[str, Any], etag: str, last_modified: str) -> bool:
    """Whether to answer 304, now that an answer is known to exist.

    If-Modified-Since counts only without If-None-Match (RFC 9110 §13.2.2). ``last_modified`` is an HTTP date.
    """
    given = environ.get("HTTP_IF_NONE_MATCH", "")
    if given:
        return given.strip() == "*" or held(environ, etag) is not None
    since = environ.get("HTTP_IF_MODIFIED_SINCE", "")
    if not since:
        return False
    if since == last_modified:
        return True
    seen, changed = parse_date(since), parse_date(last_modified)
    return seen is not None and changed is not None and seen >= changed
