"""What the site is compared with: the least a Flask application can do, and the least a WSGI function can do.

They run as servers of their own, with the same server and settings as the site. Mounted inside the site's process
they would pass through its layer and its headers, and would no longer be bare.
"""

import json
import os
from collections.abc import Iterable
from typing import Any

from flask import Flask

flask = Flask(__name__)
FEED = b"x" * int(os.environ.get("BENCH_FEED_BYTES", "20000"))
HEADERS = list(json.loads(os.environ.get("BENCH_FEED_HEADERS", "{}")).items())


@flask.get("/hello")
def hello() -> str:
    """The bare route."""
    return "hello"


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """``/hello`` through Flask; anything else is the headers of the site's feed and as many bytes."""
    if environ["PATH_INFO"] == "/hello":
        return flask.wsgi_app(environ, start_response)
    start_response("200 OK", list(HEADERS))
    return [FEED]
