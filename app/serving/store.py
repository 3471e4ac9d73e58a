"""A bounded place for finished answers: the least recently used leave first."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from threading import Lock

# What Python's objects around one answer weigh, in bytes, roughly: headers, key, links.
OVERHEAD = 2048


@dataclass(frozen=True, slots=True)
class Finished:
    """One answer, ready to be sent: headers of a 200, headers of its 304, the body in its coding.

    ``etag`` names these bytes, ``base_etag`` the answer in any coding.

    ``stamp`` is the state of the catalogue and the date it was made for.
    """

    stamp: Hashable
    etag: str
    base_etag: str
    last_modified: str
    headers: list[tuple[str, str]]
    headers_unchanged: list[tuple[str, str]]
    body: bytes


class Store:
    """Finished answers by key, at most ``limit`` bytes of them. Safe to share between threads.

    ``at_hand`` is what is kept for ``stamp``, to be read without a lock. It is empty once there is little room left:
    then something has to leave, and it must be known what was used last.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self.stamp: Hashable = None
        self.at_hand: Mapping[Hashable, Finished] = {}
        self._held: OrderedDict[Hashable, Finished] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def find(self, key: Hashable, stamp: Hashable) -> Finished | None:
        """The answer kept under a key, if it was made for this stamp. A new stamp empties the store."""
        if stamp is self.stamp and (finished := self.at_hand.get(key)) is not None:
            return finished
        with self._lock:
            if stamp is not self.stamp and stamp != self.stamp:
                # The stamp last: whoever finds it new, without the lock, must not find what was kept for the old one.
                self.at_hand = self._held = OrderedDict()
                self.size, self.stamp = 0, stamp
                return None
            finished = self._held.get(key)
            if finished is not None:
                self._held.move_to_end(key)
            return finished

    def keep(self, key: Hashable, finished: Finished) -> None:
        """Keep an answer, unless it is out of date or would alone take more than a quarter of the room."""
        weight = len(finished.body) + OVERHEAD
        if weight > self.limit // 4:
            return
        with self._lock:
            if finished.stamp != self.stamp:
                return
            self._forget(key)
            self._held[key] = finished
            self.size += weight
            while self.size > self.limit:
                self._forget(next(iter(self._held)))
            self.at_hand = self._held if self.size * 2 < self.limit else {}

    def _forget(self, key: Hashable) -> None:
        old = self._held.pop(key, None)
        if old is not None:
            self.size -= len(old.body) + OVERHEAD
