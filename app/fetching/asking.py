"""One request to somebody else's server. Its name is looked up once, checked, and connected to as it was checked.

So a name that changes its mind (DNS rebinding) does not lead into a private network. No cookies, no credentials, no
proxy, no redirect: an answer that sends us on is an answer like any other.
"""

import socket
import ssl
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import TypeVar

from app.fetching.network import Network, is_allowed
from app.fetching.patience import Patience
from app.fetching.target import Target
from app.fetching.troubles import Kind, NoAnswer

SECONDS_TO_CONNECT = 6.0
MOST_TRIED = 3  # addresses of one name
T = TypeVar("T")


@dataclass(frozen=True)
class Request:
    """What is asked; Host and Connection are added."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None = None


def ask(
    target: Target, request: Request, read: Callable[[HTTPResponse], T], patience: Patience, through: Network
) -> T:
    """What ``read`` makes of the answer, all of it within our patience. Raises NoAnswer, and what ``read`` raises."""
    try:
        line = connected(target, patience, through)
        with closing(line), patience.ending(line):
            return spoken(line, target, request, read, patience=patience, through=through)
    except NoAnswer:
        raise
    except ssl.SSLCertVerificationError as error:
        raise NoAnswer(Kind.UNTRUSTED, str(error)) from error
    except (OSError, HTTPException, ValueError, zlib.error, AttributeError) as error:
        # AttributeError: a TLS socket that the timer hung up on has lost its insides.
        if patience.is_over():
            raise patience.over() from error
        kind = Kind.SILENT if isinstance(error, OSError) else Kind.CUT_SHORT
        raise NoAnswer(kind, str(error) or type(error).__name__) from error


def connected(target: Target, patience: Patience, through: Network) -> socket.socket:
    """A connection to an address that was looked up once and is allowed. Raises NoAnswer and OSError."""
    if through.ports is not None and target.port not in through.ports:
        raise NoAnswer(Kind.PRIVATE, f"port {target.port} is not asked")
    found = found_for(target, patience, through)
    for number, address in enumerate(found, 1):
        try:
            return socket.create_connection((address, target.port), min(SECONDS_TO_CONNECT, patience.left))
        except OSError:
            if number == len(found):
                raise
    raise NoAnswer(Kind.SILENT, "it has no address")


def found_for(target: Target, patience: Patience, through: Network) -> list[str]:
    """The addresses to try. One of a name's that is not allowed forbids them all. Raises NoAnswer."""
    try:
        found = patience.within(lambda: through.resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise NoAnswer(Kind.SILENT, f"there is no server of this name ({error})") from error
    if not all(is_allowed(one, through) for one in found):
        raise NoAnswer(Kind.PRIVATE, "it is not on the public internet")
    return found[:MOST_TRIED]


def spoken(
    line: socket.socket,
    target: Target,
    request: Request,
    read: Callable[[HTTPResponse], T],
    *,
    patience: Patience,
    through: Network,
) -> T:
    """The request and its answer over an open connection; certificate and SNI are those of the name."""
    line.settimeout(patience.left)
    own = through.tls().wrap_socket(line, server_hostname=target.host) if through.tls else line
    client = HTTPConnection(target.host, target.port)
    client.sock = own
    with closing(own):
        headers = {"Host": target.authority, "Connection": "close", **request.headers}
        client.request(request.method, target.path, request.body, headers)
        with client.getresponse() as answer:
            came = read(answer)
    patience.look()  # what we hung up on may look like an answer that ended
    return came
