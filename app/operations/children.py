"""The processes a running site is made of: the web server and the worker."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A view waits for the database now and then; more threads than this only wait for each other (see ADR 0006).
THREADS = 4
MOST_WORKERS = 4
# glibc keeps a heap for each thread and learns to keep what is large in them: two heaps, and large things apart.
# Granian brings jemalloc, with four heaps a processor that it gives back late: one heap, given back after a second.
FRUGAL = (
    *("MALLOC_ARENA_MAX=2", "MALLOC_MMAP_THRESHOLD_=131072", "MALLOC_TRIM_THRESHOLD_=131072"),
    "_RJEM_MALLOC_CONF=narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0",
)
GRACE = 10  # seconds a request may go on for when the server is told to stop


@dataclass(frozen=True)
class Command:
    """One child process: what it is called in messages, and how it is started."""

    name: str
    line: Sequence[str]


def web_server(host: str, port: int, workers: int, target: str = "wsgi:application") -> Command:
    """Granian serving WSGI. Requests are not logged: an address is personal data, and nobody reads it."""
    options = {
        "--interface": "wsgi",
        "--host": host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": str(THREADS),
        "--workers-kill-timeout": str(GRACE),
        "--log-level": "error",
    }
    line = ["env", *FRUGAL, sys.executable, "-m", "granian", "--no-ws", "--respawn-failed-workers"]
    for option, value in options.items():
        line += [option, value]
    return Command("web server", [*line, target])


def worker() -> Command:
    """Delivers mail and does what is due."""
    return Command("worker", [sys.executable, "-m", "flask", "--app", "app", "worker"])


def usual_workers() -> int:
    """One server process for each processor this process may use, four at most: each keeps its own answers."""
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        processors = os.cpu_count() or 1
    return min(processors, MOST_WORKERS)
