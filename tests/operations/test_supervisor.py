"""Children are started, restarted when they die, given up on when they keep dying, and stopped together."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from app.operations import supervisor
from app.operations.children import Command
from app.operations.supervisor import GaveUp, Supervisor

LASTING = "import time; time.sleep(60)"


def python(code: str, name: str = "worker") -> Command:
    return Command(name, [sys.executable, "-c", code])


@pytest.fixture
def supervise() -> Iterator[Callable[..., tuple[Supervisor, list[str]]]]:
    started: list[Supervisor] = []

    def make(*codes: str) -> tuple[Supervisor, list[str]]:
        said: list[str] = []
        started.append(Supervisor([python(code) for code in codes], said.append))
        return started[-1], said

    yield make
    for each in started:
        each.stop()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


Supervise = Callable[..., tuple[Supervisor, list[str]]]


def test_a_child_that_dies_is_started_again(supervise: Supervise) -> None:
    watched, said = supervise(LASTING, LASTING)
    first = watched.children[0].process
    first.kill()
    first.wait()
    assert not watched.all_running()
    watched.look()
    assert watched.all_running()
    assert watched.children[0].process.pid != first.pid
    assert said == ["The worker stopped (code -9). Starting it again."]


def test_a_child_that_keeps_dying_is_given_up_on(supervise: Supervise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PAUSE", 0.02)
    watched, said = supervise("raise SystemExit(3)")
    with pytest.raises(GaveUp, match="The worker stopped 6 times within a minute"):
        watched.watch(Event())
    assert len(said) == 5


def test_deaths_long_ago_are_forgiven(supervise: Supervise) -> None:
    watched, _ = supervise("raise SystemExit(3)")
    child = watched.children[0]
    child.deaths.extend([time.monotonic() - 3600] * 5)
    child.process.wait()
    watched.look()
    assert len(child.deaths) == 1


def test_stopping_ends_every_child(supervise: Supervise) -> None:
    watched, _ = supervise(LASTING, LASTING)
    watched.stop()
    assert [child.process.poll() for child in watched.children] == [-15, -15]


def test_a_child_that_does_not_listen_is_ended(
    supervise: Supervise, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(supervisor, "PATIENCE", 0.2)
    deaf = tmp_path / "deaf"
    code = f"import pathlib, signal; signal.signal(15, signal.SIG_IGN); pathlib.Path({str(deaf)!r}).touch(); "
    watched, _ = supervise(code + LASTING)
    until(deaf.exists)
    watched.stop()
    assert watched.children[0].process.poll() == -9


def test_watching_ends_when_told(supervise: Supervise) -> None:
    watched, _ = supervise(LASTING)
    stop = Event()
    Timer(0.1, stop.set).start()
    watched.watch(stop)
    assert watched.all_running()
