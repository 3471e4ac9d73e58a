"""A taken port is found before anything is started, and readiness is waited for."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app.operations import readiness
from app.operations.readiness import NotReady, port_is_free, reachable, wait_until_ready


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[int]:
    """A server that gives one answer."""
    status, body = request.param

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_taken_port_is_noticed(listening: int) -> None:
    assert not port_is_free("127.0.0.1", listening)


def test_a_free_port_is_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert port_is_free("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_an_error() -> None:
    with pytest.raises(OSError, match=r"assign|unreachable"):
        port_is_free("192.0.2.1", 5000)


@pytest.mark.parametrize("site", [(200, b"ready")], indirect=True)
def test_a_ready_site_is_ready(site: int) -> None:
    wait_until_ready("0.0.0.0", site, lambda: True)


@pytest.mark.parametrize("site", [(503, b"not ready: the database cannot be reached\n")], indirect=True)
def test_a_site_that_is_not_ready_says_why(site: int) -> None:
    with pytest.raises(NotReady, match="the database cannot be reached"):
        wait_until_ready("127.0.0.1", site, lambda: True)


def test_a_site_that_stopped_is_not_waited_for(listening: int) -> None:
    with pytest.raises(NotReady, match="stopped"):
        wait_until_ready("127.0.0.1", listening, lambda: False)


def test_a_site_that_never_answers_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "PATIENCE", 0.3)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NotReady, match="did not answer"):
        wait_until_ready("127.0.0.1", port, lambda: True)


def test_everywhere_is_reached_at_home() -> None:
    assert [reachable(host) for host in ("0.0.0.0", "::", "example.org")] == ["127.0.0.1", "::1", "example.org"]
