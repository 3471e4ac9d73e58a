"""Server time alone: the application called in this process, with no server, no network and nothing kept.

Bars are held to processor time: everything is in memory, so on a machine with nothing else to do it is the time that
passes, and on a busy one it does not grow with what others do.
"""

import statistics
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

TIMES = 40


class Taken(NamedTuple):
    """Medians in milliseconds: of the processor's time, and of the time that passed."""

    busy: float
    passed: float


def server_time(app: Flask, path: str) -> Taken:
    """From call to last byte of a path, uncompressed. The first two calls warm up. Raises AssertionError."""
    busy, passed = [], []
    for _ in range(TIMES + 2):
        environ = create_environ(path, "http://127.0.0.1")
        start, processor = time.perf_counter(), time.process_time()
        body, status, _ = call(app, environ)
        busy.append((time.process_time() - processor) * 1000)
        passed.append((time.perf_counter() - start) * 1000)
        if not status.startswith("200") or not body:
            raise AssertionError(f"{path} answered {status}")
    return Taken(statistics.median(busy[2:]), statistics.median(passed[2:]))


def call(app: Flask, environ: Any) -> tuple[bytes, str, Any]:
    """The whole answer."""
    chunks: Iterable[bytes]
    chunks, status, headers = run_wsgi_app(app.wsgi_app, environ)
    return b"".join(chunks), status, headers
