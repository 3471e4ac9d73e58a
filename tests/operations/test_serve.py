"""``flask serve`` brings up the whole site, says where it is, and takes everything down again."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import granian
import pytest

from app.operations.children import FRUGAL, ROOT, usual_workers, web_server

RUN = [sys.executable, "-m", "tests.operations.site"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A new instance, and nothing else but what a shell always has."""
    if not (ROOT / "static" / "dist" / "manifest.json").exists():
        pytest.fail("The style sheets and scripts are not built: run `make build`.")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "INSTANCE_PATH": str(tmp_path / "instance"),
        "PORT": str(free_port()),
        "WEB_WORKERS": "1",
        "DEMO": "0",
    }


class Run:
    """A running site and what it has said."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [*RUN, "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []
        self.up = threading.Event()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if " is at http" in line:
                self.up.set()
        self.up.set()

    def end(self) -> None:
        self.process.terminate()  # never killed: it has children to stop
        self.process.wait(30)
        self.reader.join(5)
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[Run]:
    subprocess.run([*RUN, "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True)
    run = Run(environment)
    assert run.up.wait(60)
    yield run
    run.end()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_site_comes_up_says_where_and_goes_down(
    running: Run, environment: dict[str, str], how: signal.Signals
) -> None:
    address = f"http://127.0.0.1:{environment['PORT']}"
    assert running.said[-1] == f"Co-production Week is at {address}"
    assert "Press Ctrl-C to stop." in running.said
    assert any(str(Path(environment["INSTANCE_PATH"]) / "mail") in line for line in running.said)
    with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
        assert answer.read() == b"ready\n"
    running.process.send_signal(how)
    assert running.process.wait(20) == 0
    running.reader.join()
    assert running.said[-1] == "Stopped."
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{address}/healthz", timeout=5)


def refused(environment: dict[str, str]) -> str:
    """What is said by a start that fails."""
    run = subprocess.run(
        [*RUN, "serve"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 1
    return run.stderr


def test_a_database_without_tables_is_said(environment: dict[str, str]) -> None:
    assert "the database needs `flask db upgrade`" in refused(environment)


def test_a_taken_port_is_said_with_the_way_out(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        said = refused(environment)
    assert f"Port {environment['PORT']} is already in use" in said
    assert "PORT=" in said


@pytest.mark.skipif(sys.platform != "linux", reason="Granian brings another allocator elsewhere.")
def test_the_servers_own_heap_reads_what_it_is_told() -> None:
    names = [one.partition("=")[0] for one in FRUGAL]
    (server,) = Path(granian.__file__).parent.glob("_granian*.so")
    assert "_RJEM_MALLOC_CONF" in names
    assert b"_RJEM_MALLOC_CONF" in server.read_bytes(), "it has another allocator now: measure what it holds"


def test_requests_are_not_logged() -> None:
    line = web_server("127.0.0.1", 5000, 1).line
    assert "--access-log" not in line
    assert 1 <= usual_workers() <= 4
