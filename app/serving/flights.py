"""Many asking for the same missing thing at once: the first makes it, the others wait for it."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

PATIENCE = 10.0  # seconds; then a waiting request makes the answer itself


class Flights:
    """Who is making what just now."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._going: dict[Hashable, Event] = {}

    @contextmanager
    def turn(self, key: Hashable) -> Iterator[bool]:
        """True for the first who asks for a key. The others get False, once the first is done or has failed."""
        with self._lock:
            going = self._going.get(key)
            if going is None:
                self._going[key] = done = Event()
        if going is not None:
            going.wait(PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._going[key]
            done.set()
