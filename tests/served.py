"""An application at an address of this machine, for browsers and other real clients to visit."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def served(app: "WSGIApplication") -> Iterator[str]:
    """Its address on a free port, while the block runs."""
    server = make_server("127.0.0.1", 0, in_one_piece(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def in_one_piece(app: "WSGIApplication") -> "WSGIApplication":
    """The same application; an answer is read and closed before any of it is sent.

    Werkzeug's server does not close an answer whose reader goes away (a browser's window that is shut): its file
    would stay open until it is collected, with a warning in whatever test runs then.
    """

    def whole(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if close := getattr(answer, "close", None):
                close()

    return whole
