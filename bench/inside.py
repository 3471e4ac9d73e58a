"""Server time alone: the application called in this process, with no server, no network and nothing kept."""

import statistics
import time
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

TIMES = 40


def server_times(app: Flask, paths: Sequence[str]) -> dict[str, float]:
    """Median milliseconds from call to last byte of each path's answer, uncompressed. Raises AssertionError."""
    return {path: median_time(app, path) for path in paths}


def median_time(app: Flask, path: str) -> float:
    """One path's median. The first two calls warm up and are not counted."""
    taken = []
    for _ in range(TIMES + 2):
        environ = create_environ(path, "http://127.0.0.1")
        start = time.perf_counter()
        body, status, _ = call(app, environ)
        taken.append((time.perf_counter() - start) * 1000)
        if not status.startswith("200") or not body:
            raise AssertionError(f"{path} answered {status}")
    return statistics.median(taken[2:])


def call(app: Flask, environ: Any) -> tuple[bytes, str, Any]:
    """The whole answer."""
    chunks: Iterable[bytes]
    chunks, status, headers = run_wsgi_app(app.wsgi_app, environ)
    return b"".join(chunks), status, headers
