"""One request to somebody else's server: hostile ones are ended, and none leads us to our own network."""

import contextlib
import gzip
import socket
import time
import tracemalloc
from collections.abc import Callable
from http.client import HTTPResponse
from pathlib import Path

import pytest

from app.fetching.asking import Request, ask
from app.fetching.body import as_sent, body_of
from app.fetching.network import PUBLIC, Network, looked_up
from app.fetching.patience import Patience
from app.fetching.target import Target
from app.fetching.troubles import Kind, NoAnswer
from tests.fetching.server import Elsewhere, answer, elsewhere, here_only, named, sent_on, trusting

pytestmark = pytest.mark.enable_socket
MB = 1024 * 1024
HERE = here_only()


def asked(
    port: int, *, host: str = "other.example", path: str = "/", through: Network = HERE, seconds: float = 5.0
) -> bytes:
    """The body of what is there: at most 5 MB of it."""
    patience = Patience(seconds)

    def read(came: HTTPResponse) -> bytes:
        return body_of(came, 5 * MB, patience)

    return ask(Target(host, port, path), Request("GET", {}), read, patience, through)


def trouble(port: int, **how: object) -> NoAnswer:
    """Why there was no answer."""
    with pytest.raises(NoAnswer) as reason:
        asked(port, **how)  # type: ignore[arg-type]
    assert str(reason.value)
    return reason.value


def test_the_host_is_the_name_and_nothing_else_is_told(there: Elsewhere) -> None:
    there.pages["/inbox?a=1"] = answer(b"ok", status="202 Accepted")
    patience = Patience(5)
    request = Request("POST", {"Date": "today"}, b"{}")
    target = Target("other.example", there.port, "/inbox?a=1")
    assert ask(target, request, lambda came: as_sent(came, 9, patience), patience, HERE) == b"ok"
    said = there.asked[0].split("\r\n\r\n")[0].split("\r\n")
    assert said[0] == "POST /inbox?a=1 HTTP/1.1"
    assert sorted(said[1:]) == [
        *("Accept-Encoding: identity", "Connection: close", "Content-Length: 2", "Date: today"),
        f"Host: other.example:{there.port}",
    ]


def test_a_redirect_is_an_answer_like_any_other(there: Elsewhere) -> None:
    there.pages["/"] = sent_on("http://169.254.169.254/")
    assert asked(there.port) == b""
    assert len(there.asked) == 1


def drip(head: str) -> Callable[[socket.socket], None]:
    """Say this, and then a byte now and then."""

    def act(line: socket.socket) -> None:
        line.sendall(head.encode())
        for _ in range(1000):
            line.sendall(b"x")
            time.sleep(0.05)

    return act


def silence(line: socket.socket) -> None:
    time.sleep(2)


def continues(line: socket.socket) -> None:
    for _ in range(1000):
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.01)


@pytest.mark.parametrize(
    "act",
    [
        *(drip(""), drip("HTTP/1.1 200 OK\r\nX: "), drip("HTTP/1.1 200 OK\r\n\r\n")),
        *(drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n"), silence, continues),
    ],
)
def test_an_answer_that_never_ends_is_ended(there: Elsewhere, act: Callable[[socket.socket], None]) -> None:
    there.pages["/"] = act
    began = time.monotonic()
    why = trouble(there.port, seconds=0.3)
    assert (why.kind, str(why)) == (Kind.SLOW, "it took longer than 0.3 seconds")
    assert time.monotonic() - began < 1.5


def test_a_greeting_that_never_ends_is_ended() -> None:
    """Nobody accepts: TLS waits for the other side's hello."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        began = time.monotonic()
        assert trouble(door.getsockname()[1], seconds=0.3, through=here_only(tls=PUBLIC.tls)).kind == Kind.SLOW
        assert time.monotonic() - began < 1.5


def test_a_name_service_that_never_answers_is_not_waited_for(there: Elsewhere) -> None:
    never = here_only(resolve=lambda _h, _p: [str(there.over.wait(5))])
    began = time.monotonic()
    assert trouble(there.port, seconds=0.3, through=never).kind == Kind.SLOW
    assert time.monotonic() - began < 1.5


def endless(line: socket.socket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    with contextlib.suppress(OSError):
        while True:
            line.sendall(b"x" * MB)


def test_no_more_is_held_than_may_be(there: Elsewhere) -> None:
    """An endless body, a hundred megabytes, and a bomb of 64 MB in 64 kB: each ends under 25 MB of our memory."""
    there.pages |= {
        "/endless": endless,
        "/long": b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n",
        "/bomb": answer(gzip.compress(bytes(64 * MB), 1), Content_Encoding="gzip"),
    }
    tracemalloc.start()
    try:
        for path in there.pages:
            tracemalloc.reset_peak()
            why = trouble(there.port, path=path)
            assert (why.kind, str(why)) == (Kind.TOO_BIG, "the answer is longer than 5242880 bytes"), path
            assert tracemalloc.get_traced_memory()[1] < 25 * MB, path
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (answer(b"x" * 40)[:-5], Kind.CUT_SHORT),
        (answer(gzip.compress(b"x" * 40)[:-9], Content_Encoding="gzip"), Kind.CUT_SHORT),
        (answer(b"not gzip at all", Content_Encoding="gzip"), Kind.CUT_SHORT),
        (answer(b"x" * 40, whole=False, Transfer_Encoding="chunked"), Kind.CUT_SHORT),
        (answer(b"5\r\nhe", whole=False, Transfer_Encoding="chunked"), Kind.CUT_SHORT),
        (b"SSH-2.0-OpenSSH_9.0\r\n", Kind.CUT_SHORT),
        (b"nonsense\r\n\r\n", Kind.CUT_SHORT),
        (b"", Kind.SILENT),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", Kind.CUT_SHORT),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", Kind.CUT_SHORT),
    ],
    ids=named,
)
def test_a_broken_answer_has_a_reason(there: Elsewhere, page: bytes, kind: Kind) -> None:
    there.pages["/"] = page
    assert trouble(there.port).kind == kind


def test_nobody_at_home_has_a_reason() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    assert trouble(port, seconds=1).kind == Kind.SILENT


def test_a_name_nobody_has_has_a_reason() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror("Name or service not known")

    for resolve in (unknown, lambda _host, _port: []):
        assert trouble(443, through=here_only(resolve=resolve)).kind == Kind.SILENT


def test_the_address_that_was_checked_is_the_one_connected_to(
    there: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is looked up, and private a moment later, gets no second look."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    tried: list[object] = []

    def connect(address: object, timeout: object = None) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    changing = here_only(resolve=lambda _h, _p: next(answers), allows=PUBLIC.allows)
    assert trouble(there.port, through=changing).kind == Kind.SILENT
    assert tried == [("93.184.216.34", there.port)]
    assert next(answers) == ["127.0.0.1"]


@pytest.mark.parametrize("before", [0, 1, 5])
def test_a_name_with_one_near_address_is_refused_whole(there: Elsewhere, before: int) -> None:
    """Also where the near one is none of those we would have tried."""
    both = here_only(resolve=lambda _h, _p: ["8.8.8.8"] * before + ["127.0.0.1", "8.8.4.4"], allows=PUBLIC.allows)
    why = trouble(there.port, through=both)
    assert (why.kind, str(why)) == (Kind.PRIVATE, "it is not on the public internet")
    assert there.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "2130706433", "0x7f.1", "017700000001"])
def test_the_public_network_refuses_this_machine_however_it_is_written(there: Elsewhere, host: str) -> None:
    """Also where such spellings had not been refused as addresses already."""
    through = Network(ports=None, tls=None, resolve=looked_up)
    assert trouble(there.port, host=host, through=through).kind in (Kind.PRIVATE, Kind.SILENT)
    assert there.asked == []


def test_the_public_network_is_asked_on_one_port(there: Elsewhere) -> None:
    assert trouble(6379, through=here_only(ports=PUBLIC.ports)).kind == Kind.PRIVATE


def test_tls_is_checked_against_the_name_and_not_the_address(certificate: Path) -> None:
    with elsewhere(certificate) as there:
        there.pages["/"] = answer(b"ok")
        trusted = here_only(tls=lambda: trusting(certificate))
        assert asked(there.port, host="calendar.example", through=trusted) == b"ok"
        for host, through in (
            ("other.example", trusted),
            ("127.0.0.1", trusted),
            ("calendar.example", here_only(tls=PUBLIC.tls)),
        ):
            why = trouble(there.port, host=host, through=through)
            assert (why.kind, "certificate" in str(why)) == (Kind.UNTRUSTED, True), host
        assert len(there.asked) == 1
