"""A load generator: keep-alive connections, one thread, raw sockets, and no parsing after the first answer.

A parser in Python would be slower than the server. Every answer to one request has the same length, so bytes are
counted instead; a changed length shows as a time-out, never as a wrong figure.
"""

import selectors
import socket
import statistics
import time
from dataclasses import dataclass

CONNECTIONS = 16
TIMEOUT = 10.0


class NotAnswered(Exception):
    """An answer did not come, or was not the expected one."""


@dataclass(frozen=True)
class Figure:
    """Requests per second; median and 99th percentile in milliseconds; bytes of one answer with its headers."""

    rate: float
    median: float
    p99: float
    size: int


@dataclass
class Line:
    """One connection: what it still waits for and since when."""

    socket: socket.socket
    left: int
    since: float


def request(path: str, **headers: str) -> bytes:
    """The bytes of a GET request."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{n.replace('_', '-')}: {v}" for n, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def first_answer(port: int, asked: bytes) -> tuple[int, dict[str, str], int]:
    """Status, headers (lower case) and length in bytes of one whole answer."""
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as connection:
        connection.sendall(asked)
        received = b""
        while b"\r\n\r\n" not in received:
            received += more(connection)
        head, _, _ = received.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        code = int(status.split()[1])
        length = len(head) + 4 + (0 if code == 304 else int(headers["content-length"]))
        while len(received) < length:
            received += more(connection)
    return code, headers, length


def more(connection: socket.socket) -> bytes:
    """The next bytes."""
    data = connection.recv(1 << 18)
    if not data:
        raise NotAnswered("the connection was closed")
    return data


def measure(port: int, asked: bytes, seconds: float, expect: int = 200) -> Figure:
    """Ask the same thing over 16 connections for so many seconds. Raises NotAnswered."""
    for _ in range(3):
        code, _, length = first_answer(port, asked)
        if code != expect:
            raise NotAnswered(f"answered {code}")
    lines = [Line(socket.create_connection(("127.0.0.1", port), TIMEOUT), length, 0.0) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as selector:
        for line in lines:
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.since = time.perf_counter()
            line.socket.sendall(asked)
        try:
            elapsed, times = turns(selector, asked, length, seconds)
        finally:
            for line in lines:
                line.socket.close()
    times.sort()
    return Figure(len(times) / elapsed, statistics.median(times) * 1000, times[int(len(times) * 0.99)] * 1000, length)


def turns(selector: selectors.BaseSelector, asked: bytes, length: int, seconds: float) -> tuple[float, list[float]]:
    """Keep every connection asking. Gives the seconds it took and those of each answer."""
    clock = time.perf_counter
    buffer = memoryview(bytearray(1 << 18))
    times: list[float] = []
    start = clock()
    while (moment := clock()) < start + seconds:
        ready = selector.select(TIMEOUT)
        if not ready:
            raise NotAnswered("no answer in time")
        for key, _ in ready:
            line = key.data
            got = line.socket.recv_into(buffer)
            if not got:
                raise NotAnswered("the connection was closed")
            line.left -= got
            if line.left <= 0:
                now = clock()
                times.append(now - line.since)
                line.left, line.since = length, now
                line.socket.send(asked)
    return moment - start, times
