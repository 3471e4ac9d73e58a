"""Keeps child processes going: starts them, restarts one that dies, stops them all together."""

import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

from app.operations.children import ROOT, Command

RESTARTS = 5
WITHIN = 60.0  # seconds
PATIENCE = 15.0  # seconds between asking a child to stop and ending it
PAUSE = 0.2  # seconds between looks


class GaveUp(Exception):
    """A child died too often."""


@dataclass
class Child:
    """A running command and when it died lately."""

    command: Command
    process: "subprocess.Popen[bytes]"
    deaths: deque[float] = field(default_factory=deque)


class Supervisor:
    """The children of one site. ``say`` gets a line for each thing worth knowing."""

    def __init__(self, commands: Sequence[Command], say: Callable[[str], None]) -> None:
        self._say = say
        self.children = [Child(command, start(command)) for command in commands]

    def look(self) -> None:
        """Restart what has died. Raises GaveUp when one dies more than five times in a minute."""
        for child in self.children:
            code = child.process.poll()
            if code is None:
                continue
            moment = time.monotonic()
            child.deaths.append(moment)
            while child.deaths[0] < moment - WITHIN:
                child.deaths.popleft()
            if len(child.deaths) > RESTARTS:
                raise GaveUp(f"The {child.command.name} stopped {RESTARTS + 1} times within a minute.")
            self._say(f"The {child.command.name} stopped (code {code}). Starting it again.")
            child.process = start(child.command)

    def watch(self, stop: Event) -> None:
        """Keep everything going until ``stop`` is set. Raises GaveUp."""
        while not stop.wait(PAUSE):
            self.look()

    def all_running(self) -> bool:
        """Whether no child has died since it was started."""
        return all(child.process.poll() is None for child in self.children)

    def stop(self) -> None:
        """Ask every child to finish what it is doing, wait, and end what does not."""
        for child in self.children:
            if child.process.poll() is None:
                child.process.terminate()
        end = time.monotonic() + PATIENCE
        for child in self.children:
            try:
                child.process.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()


def start(command: Command) -> "subprocess.Popen[bytes]":
    """Start a command in a process group of its own, so that Ctrl-C reaches it through us, once."""
    return subprocess.Popen(command.line, cwd=ROOT, process_group=0)  # noqa: S603  (our own command lines)
