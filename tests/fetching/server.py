"""Somebody else's server, on this machine: each path does what a test says, as bytes or with the bare connection."""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

from app.fetching.network import Network

Act = Callable[[socket.socket], None]


@dataclass
class Elsewhere:
    """``pages`` is what is at each path; ``asked`` the requests so far. ``over`` is set when the test is."""

    port: int
    pages: dict[str, bytes | Act] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def address(self, path: str = "/events.ics", host: str = "calendar.example") -> str:
        return f"https://{host}:{self.port}{path}"

    def speak(self, line: socket.socket) -> None:
        """Read one request, and do what is at its path."""
        with contextlib.suppress(OSError, IndexError, ssl.SSLError), line:
            request = b""
            while b"\r\n\r\n" not in request and (more := line.recv(65536)):
                request += more
            self.asked.append(request.decode("latin-1"))
            page = self.pages.get(self.asked[-1].split(" ")[1], answer(status="404 Not Found"))
            if callable(page):
                page(line)
            else:
                line.sendall(page)


def answer(body: bytes = b"", *, status: str = "200 OK", whole: bool = True, **headers: str) -> bytes:
    """A response as it goes over the wire. ``Content_Type="text/html"`` is a header."""
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    lines += [f"Content-Length: {len(body)}"] if whole else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def sent_on(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=to)


def named(case: object) -> str:
    """What a case of a page is called: the same in every run, while packed bytes have the time in them."""
    return "page" if isinstance(case, bytes) else str(case)


@contextlib.contextmanager
def elsewhere(certificate: Path | None = None) -> Iterator[Elsewhere]:
    """A server while the block runs; with a certificate it speaks TLS."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        there = Elsewhere(door.getsockname()[1])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate else None
        if context and certificate:
            context.load_cert_chain(certificate)

        def greet(line: socket.socket) -> None:
            try:
                own = context.wrap_socket(line, server_side=True) if context else line
            except OSError:
                line.close()
            else:
                there.speak(own)

        def serve() -> None:
            while True:
                try:
                    line, _whence = door.accept()
                except OSError:
                    return
                line.settimeout(10)
                Thread(target=greet, args=[line], daemon=True).start()

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield there
        finally:
            there.over.set()
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            thread.join(2)


def trusting(certificate: Path) -> ssl.SSLContext:
    """Trusts one certificate and no other."""
    return ssl.create_default_context(cafile=str(certificate))


def here_only(**others: object) -> Network:
    """Every name is this machine, spoken to plainly; nothing else is allowed."""
    how: dict[str, object] = {
        "resolve": lambda _host, _port: ["127.0.0.1"],
        "allows": lambda address: address == ip_address("127.0.0.1"),
        "ports": None,
        "tls": None,
    }
    return Network(**(how | others))  # type: ignore[arg-type]
