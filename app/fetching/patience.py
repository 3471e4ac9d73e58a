"""How long we wait for somebody else's server, whatever it does: one time limit for all of it."""

import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterator
from threading import Thread, Timer
from typing import TypeVar

from app.fetching.troubles import Kind, NoAnswer

T = TypeVar("T")


class Patience:
    """Ends at a moment. ``left`` is in seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left; raises NoAnswer when there are none."""
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise self.over()
        return seconds

    def look(self) -> None:
        """Raises NoAnswer when time is over."""
        if self.is_over():
            raise self.over()

    def is_over(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self.end

    def over(self) -> NoAnswer:
        """What there is to say when nothing is left."""
        return NoAnswer(Kind.SLOW, f"it took longer than {self.seconds:g} seconds")

    @contextlib.contextmanager
    def ending(self, line: socket.socket) -> Iterator[None]:
        """Hang up when time is over: a server that sends a byte now and then would outlive every other time limit.

        The timer holds a descriptor of its own, so that it never hangs up on whoever has the number next.
        """
        own = socket.socket(fileno=os.dup(line.fileno()))
        timer = Timer(self.left, hang_up, [own])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            own.close()

    def within(self, act: Callable[[], T]) -> T:
        """Do what cannot be interrupted (asking the name service) beside us; go on without it when time is over."""
        done: list[T] = []
        failed: list[OSError | UnicodeError] = []

        def run() -> None:
            try:
                done.append(act())
            except (OSError, UnicodeError) as error:
                failed.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(self.left)
        if failed:
            raise failed[0]
        if not done:
            raise self.over()
        return done[0]


def hang_up(line: socket.socket) -> None:
    """End a connection for both sides; whoever reads from it wakes up."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
