"""One request to somebody else's server: to a checked address, bounded in time and size, following no redirect."""

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer

from app.outbound.addresses import Address, Target, is_public, resolve, target_of

SECONDS = 10.0
MOST_BYTES = 256 * 1024
TROUBLES = (OSError, http.client.HTTPException, ValueError)


class Unreachable(Exception):
    """No answer that can be used. The message says why."""


@dataclass(frozen=True)
class Answer:
    """What a server said. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked; certificate, SNI and Host are those of the name."""

    def __init__(self, target: Target, address: Address, seconds: float, context: ssl.SSLContext | None) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._address = address
        self._context = context
        self._open: socket.socket | None = None  # http.client lets go of its own before the body is read
        self.was_cut = False

    def connect(self) -> None:
        """Open the socket, and TLS on it."""
        raw = socket.create_connection((str(self._address), self.port), self.timeout)
        self.sock = self._open = raw
        if self._context is None:
            return
        secure = self._context.wrap_socket(raw, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = self._open = secure  # before the handshake, so that a slow one can be cut too
        secure.do_handshake()

    def cut(self) -> None:
        """End it, whatever it is waiting for."""
        self.was_cut = True
        if self._open is not None:
            with suppress(OSError):  # it has ended by itself
                self._open.shutdown(socket.SHUT_RDWR)


class Fetcher:
    """Asks. ``may_reach`` judges addresses, ``seconds`` is for everything after the name was looked up."""

    def __init__(
        self,
        *,
        user_agent: str = "",
        may_reach: Callable[[Address], bool] = is_public,
        schemes: tuple[str, ...] = ("https",),
        seconds: float = SECONDS,
        most_bytes: int = MOST_BYTES,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.user_agent = user_agent
        self.may_reach = may_reach
        self.schemes = schemes
        self.seconds = seconds
        self.most_bytes = most_bytes
        self.context = context

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        """One request and its answer; a redirect is an answer like any other. Raises NotAllowed and Unreachable."""
        target = target_of(url, self.schemes)
        address = resolve(target, self.may_reach)
        context = (self.context or trusted()) if target.scheme == "https" else None
        connection = Pinned(target, address, self.seconds, context)
        watch = Timer(self.seconds, connection.cut)
        watch.daemon = True
        watch.start()
        said = {"Host": target.authority, "User-Agent": self.user_agent, "Connection": "close", **headers}
        try:
            connection.request(method, target.path, body, said)
            answer = self.read(connection.getresponse())
        except TROUBLES as error:
            if connection.was_cut:
                raise Unreachable(f"{target.host} took longer than {self.seconds:g} seconds") from error
            raise Unreachable(f"{target.host}: {str(error) or type(error).__name__}") from error
        finally:
            watch.cancel()
            connection.close()
        if connection.was_cut:  # a body that says not how long it is ends quietly
            raise Unreachable(f"{target.host} took longer than {self.seconds:g} seconds")
        return answer

    def read(self, response: http.client.HTTPResponse) -> Answer:
        """The answer, as long as it is not too long."""
        body = response.read(self.most_bytes + 1)
        if len(body) > self.most_bytes:
            raise Unreachable(f"the answer is longer than {self.most_bytes} bytes")
        if response.length:
            raise http.client.IncompleteRead(body, response.length)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, headers, body)


@cache
def trusted() -> ssl.SSLContext:
    """TLS as the machine trusts it."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
