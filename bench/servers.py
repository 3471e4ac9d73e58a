"""The servers under measure, started as `make run` starts them, with one process each."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from app.operations.children import ROOT, web_server
from app.operations.readiness import wait_until_ready

# Empty where processes cannot be pinned (macOS).
PROCESSORS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(target: str, path: str, **environment: str) -> Iterator[tuple[int, int]]:
    """A running server's port and process id. ``path`` answers 200 when it is up."""
    port = free_port()
    command = web_server("127.0.0.1", port, 1, target)
    process = subprocess.Popen(command.line, cwd=ROOT, env={**os.environ, **environment})
    try:
        wait_until_ready("127.0.0.1", port, lambda: process.poll() is None, path)
        server_on_first_processor(process.pid)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def worker_megabytes(pid: int) -> float:
    """Resident memory of the process that answers."""
    return max(child.memory_info().rss for child in psutil.Process(pid).children(recursive=True)) / 1e6


def server_on_first_processor(pid: int) -> None:
    """One processor for the server, the others for the load: they must not take turns."""
    if len(PROCESSORS) < 2:
        return
    time.sleep(0.1)
    for child in psutil.Process(pid).children(recursive=True):
        for thread in child.threads():
            os.sched_setaffinity(thread.id, {PROCESSORS[0]})
    os.sched_setaffinity(0, set(PROCESSORS[1:]))
