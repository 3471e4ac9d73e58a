"""The bytes of an answer: no more of them than we asked for, as they were sent or unpacked while they come."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from app.fetching.patience import Patience
from app.fetching.troubles import Kind, NoAnswer

PIECE = 64 * 1024
GZIP = 16 + zlib.MAX_WBITS
UNPACKED = ("gzip", "x-gzip")
PLAIN = ("", "identity")


def packing(answer: HTTPResponse) -> str:
    """How the body says that it is packed."""
    return (answer.getheader("Content-Encoding") or "").strip().lower()


def as_sent(answer: HTTPResponse, most: int, patience: Patience) -> bytes:
    """The whole body, at most ``most`` bytes, whatever it is packed as. Raises NoAnswer."""
    return b"".join(pieces_of(answer, most, patience))


def body_of(answer: HTTPResponse, most: int, patience: Patience) -> bytes:
    """The whole body, unpacked from gzip; at most ``most`` bytes as sent and as unpacked. Raises NoAnswer."""
    sent = pieces_of(answer, most, patience)
    if packing(answer) not in UNPACKED:
        return b"".join(sent)
    pieces, size = [], 0
    for piece in unpacked(sent, most):
        size += len(piece)
        if size > most:
            raise too_big(most)
        pieces.append(piece)
    return b"".join(pieces)


def pieces_of(answer: HTTPResponse, most: int, patience: Patience) -> Iterator[bytes]:
    """The body as it was sent. Raises NoAnswer when it is too long, too slow, or ends before it said it would."""
    said, size = answer.length, 0
    if said is not None and said > most:
        raise too_big(most)
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


def too_big(most: int) -> NoAnswer:
    """More bytes than we read, as sent or unpacked."""
    return NoAnswer(Kind.TOO_BIG, f"the answer is longer than {most} bytes")


def cut_short() -> NoAnswer:
    """It ended before it said it would."""
    return NoAnswer(Kind.CUT_SHORT, "the answer broke off")
