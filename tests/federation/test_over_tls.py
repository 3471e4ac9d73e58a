"""The whole of it over real connections: a server of localhost's follows, is asked for its key, and is written to."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.fetching.exchange import exchange
from app.registry.campaign import Campaign
from tests.federation.conftest import Clock, Follow
from tests.federation.fediverse import CONTENT_TYPE, Fediverse, Person, mastodon
from tests.fetching.certificates import own_certificate
from tests.fetching.server import here_only, trusting
from tests.registry.factory import approved

Work = Callable[[], None]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory, require_program: Callable[[str], str]) -> Path:
    """A certificate for localhost that only itself vouches for."""
    return own_certificate(tmp_path_factory.mktemp("tls"), require_program("openssl"))


@pytest.fixture
def there(fediverse: Fediverse, certificate: Path) -> Iterator[tuple[Person, list[Any]]]:
    """Vi on a server that really listens, and what it was sent, or what was wrong with it."""
    taken: list[Any] = []
    requests: list[tuple[str, str, dict[str, str], bytes | None]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(("GET", self.path, dict(self.headers.items()), None))
            self.answer(200, json.dumps(vi.document).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            requests.append(("POST", self.path, dict(self.headers.items()), body))
            taken.append(json.loads(body))
            self.answer(202, b"")

        def answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{CONTENT_TYPE}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    host = f"localhost:{server.server_port}"
    vi = mastodon("vi", host)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield vi, taken
    server.shutdown()
    thread.join()
    server.server_close()
    for method, path, headers, body in requests:
        assert headers["Host"] == host
        fediverse.check(method, f"https://{host}{path}", headers, body)


def test_following_and_being_told_over_tls(
    app: Flask,
    week: Campaign,
    certificate: Path,
    there: tuple[Person, list[Any]],
    follows: Follow,
    *,
    work: Work,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vi, taken = there
    monkeypatch.setattr("app.federation.sending.exchange", exchange)
    monkeypatch.setitem(app.extensions, "network", here_only(tls=lambda: trusting(certificate)))
    follows(vi)
    work()
    assert [one["type"] for one in taken] == ["Accept"]
    approved(campaign=week, at=clock.at)
    db.session.commit()
    work()
    assert [one["type"] for one in taken] == ["Accept", "Create"]
    assert taken[1]["object"]["name"] == "Sharing circle"
