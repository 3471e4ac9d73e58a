"""From what Flask answered to what is sent: compressed, with the validators of that coding."""

from collections.abc import Hashable

from app.serving import encodings
from app.serving.conditions import coded
from app.serving.store import Finished

Headers = list[tuple[str, str]]

# What describes a body does not belong on an answer without one (RFC 9110 §15.4.5).
ABOUT_THE_BODY = frozenset({"content-type", "content-length", "content-encoding", "content-disposition"})
REPLACED = frozenset({"content-length", "etag"})


def may_be_kept(status: str, headers: Headers) -> bool:
    """Whether an offered answer is the same for everyone: 200, no cookie, and varying only with the coding."""
    named = [(name.lower(), value) for name, value in headers]
    varies = {part.strip().lower() for name, value in named if name == "vary" for part in value.split(",")}
    cookie = any(name == "set-cookie" for name, _ in named)
    return status.startswith("200") and not cookie and varies <= {"accept-encoding"}


def finish(stamp: Hashable, headers: Headers, body: bytes, coding: str) -> Finished:
    """The answer in a coding, or as it is where compressing gains nothing."""
    plain = {name.lower(): value for name, value in headers}
    encoded = body
    if coding != "identity" and encodings.compressible(plain.get("content-type", ""), len(body)):
        encoded = encodings.encode(body, coding)
    if len(encoded) >= len(body):
        encoded, coding = body, "identity"
    etag = coded(plain["etag"], coding)
    kept = [(name, value) for name, value in headers if name.lower() not in REPLACED]
    kept += [("ETag", etag), ("Content-Length", str(len(encoded)))]
    if coding != "identity":
        kept.append(("Content-Encoding", coding))
    return Finished(
        stamp=stamp,
        etag=etag,
        base_etag=plain["etag"],
        last_modified=plain["last-modified"],
        headers=kept,
        headers_unchanged=[(name, value) for name, value in kept if name.lower() not in ABOUT_THE_BODY],
        body=encoded,
    )
