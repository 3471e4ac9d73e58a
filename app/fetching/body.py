"""The bytes of an answer: unpacked while they come, and no more of them than we asked for."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from flask_babel import lazy_gettext as _

from app.fetching.patience import Patience
from app.fetching.refused import Refused, cut_short, too_big

PIECE = 64 * 1024
GZIP = 16 + zlib.MAX_WBITS
ENCODINGS = ("", "identity", "gzip", "x-gzip")


def body_of(answer: HTTPResponse, most: int, patience: Patience) -> bytes:
    """The whole body, at most ``most`` bytes as sent and as unpacked. Raises Refused."""
    packed = (answer.getheader("Content-Encoding") or "").strip().lower()
    if packed not in ENCODINGS:
        raise Refused(_("The site sends this packed in a way we cannot read (%(name)s)", name=packed[:40]))
    if answer.length is not None and answer.length > most:
        raise too_big(most)
    pieces, size = [], 0
    sent = pieces_of(answer, most, patience)
    for piece in unpacked(sent, most) if "gzip" in packed else sent:
        size += len(piece)
        if size > most:
            raise too_big(most)
        pieces.append(piece)
    return b"".join(pieces)


def pieces_of(answer: HTTPResponse, most: int, patience: Patience) -> Iterator[bytes]:
    """The body as it was sent. Raises Refused when it is too long, too slow, or ends before it said it would."""
    said, size = answer.length, 0
    while (said is None or size < said) and (piece := answer.read1(PIECE)):
        size += len(piece)
        if size > most:
            raise too_big(most)
        yield piece
        patience.look()
    if said is not None and size < said:
        raise cut_short()


def unpacked(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """gzip (RFC 1952), a bounded piece at a time, so that a bomb is noticed before it is in memory."""
    unpack = zlib.decompressobj(GZIP)
    for piece in pieces:
        rest = piece
        while rest and not unpack.eof:
            yield unpack.decompress(rest, min(PIECE, most + 1))
            rest = unpack.unconsumed_tail
        if unpack.eof:
            return
    if not unpack.eof:
        raise cut_short()
