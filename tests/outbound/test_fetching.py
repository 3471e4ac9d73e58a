"""A request is bounded in time and size, keeps to the address that was checked, and trusts no stranger."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.outbound.addresses import NotAllowed
from app.outbound.fetching import Fetcher, Unreachable
from tests.outbound.certificates import own_certificate

Behaviour = Callable[[socket.socket, bytes], None]


class Server:
    """A server on 127.0.0.1 that does with each connection what it is told to."""

    def __init__(self, behaviour: Behaviour, context: ssl.SSLContext | None = None) -> None:
        self.behaviour = behaviour
        self.context = context
        self.asked: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        """Answer until the listener is closed."""
        while True:
            try:
                accepted, _ = self.listener.accept()
            except OSError:
                return
            with accepted:
                try:
                    one = self.context.wrap_socket(accepted, server_side=True) if self.context else accepted
                    self.asked.append(one.recv(65536))
                    self.behaviour(one, self.asked[-1])
                    one.close()
                except OSError:
                    continue

    def close(self) -> None:
        """Stop listening."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Servers of this test."""
    servers: list[Server] = []

    def start(behaviour: Behaviour, context: ssl.SSLContext | None = None) -> Server:
        servers.append(Server(behaviour, context))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def fetcher(**how: object) -> Fetcher:
    """One that may reach this machine."""
    return Fetcher(may_reach=lambda _: True, schemes=("http", "https"), user_agent="ours", **how)  # type: ignore[arg-type]


def says(text: str) -> Behaviour:
    """Send this and hang up."""
    return lambda one, _: one.sendall(text.encode())


def test_an_answer_comes_back_and_the_host_is_the_name(serve: Callable[..., Server]) -> None:
    server = serve(
        says("HTTP/1.1 202 Accepted\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 2\r\n\r\nok")
    )
    answer = fetcher().send("POST", f"http://localhost:{server.port}/inbox?a=1", {"Date": "today"}, b"{}")
    assert (answer.status, answer.body, answer.media_type) == (202, b"ok", "text/plain")
    asked = server.asked[0].decode()
    assert asked.startswith("POST /inbox?a=1 HTTP/1.1\r\n")
    assert f"Host: localhost:{server.port}\r\n" in asked
    assert "User-Agent: ours\r\n" in asked
    assert asked.count("Host:") == 1


def test_this_machine_is_not_asked(serve: Callable[..., Server]) -> None:
    server = serve(says("HTTP/1.1 200 OK\r\n\r\n"))
    with pytest.raises(NotAllowed):
        Fetcher(schemes=("http",)).send("GET", f"http://127.0.0.1:{server.port}/", {})
    assert server.asked == []


def test_a_redirect_is_not_followed(serve: Callable[..., Server]) -> None:
    server = serve(says("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"))
    assert fetcher().send("GET", f"http://127.0.0.1:{server.port}/", {}).status == 302
    assert len(server.asked) == 1


def test_a_long_answer_is_not_taken(serve: Callable[..., Server]) -> None:
    def endless(one: socket.socket, _: bytes) -> None:
        one.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            one.sendall(b"x" * 4096)

    server = serve(endless)
    with pytest.raises(Unreachable, match="longer than 1000 bytes"):
        fetcher(most_bytes=1000).send("GET", f"http://127.0.0.1:{server.port}/", {})


@pytest.mark.parametrize("head", ["", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"])
def test_a_slow_answer_is_cut_off_in_whatever_part_it_is_slow(serve: Callable[..., Server], head: str) -> None:
    def drip(one: socket.socket, _: bytes) -> None:
        one.sendall(head.encode())
        while True:
            time.sleep(0.05)
            one.sendall(b"x")

    server = serve(drip)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="took longer than"):
        fetcher(seconds=0.3).send("GET", f"http://127.0.0.1:{server.port}/", {})
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "text",
    [
        *("", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
        "HTTP/1.1 200 OK\r\n" + "X: y\r\n" * 500 + "\r\n",
    ],
)
def test_a_broken_answer_has_a_reason(serve: Callable[..., Server], text: str) -> None:
    server = serve(says(text))
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        fetcher().send("GET", f"http://127.0.0.1:{server.port}/", {})


def test_nobody_at_home_has_a_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable):
        fetcher(seconds=1).send("GET", f"http://127.0.0.1:{port}/", {})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory, require_program: Callable[[str], str]) -> Path:
    """A certificate for localhost that only itself vouches for."""
    return own_certificate(tmp_path_factory.mktemp("tls"), require_program("openssl"))


def test_tls_is_verified_for_the_name_and_not_the_address(serve: Callable[..., Server], certificate: Path) -> None:
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate)
    server = serve(says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), ours)
    with pytest.raises(Unreachable, match="certificate"):
        fetcher().send("GET", f"https://localhost:{server.port}/", {})
    trusting = ssl.create_default_context(cafile=str(certificate))
    assert fetcher(context=trusting).send("GET", f"https://localhost:{server.port}/", {}).body == b"ok"
    with pytest.raises(Unreachable, match="certificate"):
        fetcher(context=trusting).send("GET", f"https://127.0.0.1:{server.port}/", {})
