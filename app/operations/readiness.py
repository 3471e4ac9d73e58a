"""Is the port free, and does the site answer?"""

import errno
import http.client
import socket
import time
from collections.abc import Callable

PATIENCE = 60.0  # seconds for the server to answer for the first time
PAUSE = 0.1


class NotReady(Exception):
    """The site did not come up; the message says why."""


def port_is_free(host: str, port: int) -> bool:
    """Whether we can listen there. Raises OSError when the address itself is not ours."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def wait_until_ready(host: str, port: int, still_running: Callable[[], bool], path: str = "/readyz") -> None:
    """Return when the site says that it is ready. Raises NotReady with its own reason, or ours."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not still_running():
            raise NotReady("The site stopped while it was starting.")
        try:
            status, text = ask(reachable(host), port, path)
        except (OSError, http.client.HTTPException):
            time.sleep(PAUSE)
            continue
        if status == http.HTTPStatus.OK:
            return
        raise NotReady(f"The site says: {text.strip()}")
    raise NotReady(f"The site did not answer within {PATIENCE:.0f} seconds.")


def ask(host: str, port: int, path: str) -> tuple[int, str]:
    """Status and first words of an answer."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(300).decode("utf-8", "replace")
    finally:
        connection.close()


def reachable(host: str) -> str:
    """Where to ask a server that listens on every address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104  (compared, not bound)
