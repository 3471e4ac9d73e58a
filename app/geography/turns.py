"""Taking turns at a service that allows so many questions a second, across the threads of a process."""

import time
from threading import Lock


class Turns:
    """One question every ``seconds``; who would have to wait too long is told so instead of waiting."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._next = 0.0
        self._lock = Lock()

    def take(self, patience: float) -> bool:
        """Wait for a turn, at most ``patience`` seconds. False, at once, when it would take longer."""
        with self._lock:
            now = time.monotonic()
            turn = max(self._next, now)
            if turn - now > patience:
                return False
            self._next = turn + self.seconds
        time.sleep(turn - now)
        return True

    def rest(self, seconds: float) -> None:
        """Let nobody ask for a while: the service does not answer."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)
