"""How often Python looks for objects that only refer to one another.

A page of sixty dates leaves 4,500 of them, and a whole search through a loaded site takes 30 ms or more: as it is set
by default, every twentieth such page waited for one. Now a page in three waits 7 ms, and one in 150 about 100.
"""

import gc

YOUNG = 20_000
"""So many new objects, net, and the newest are searched."""


def collect_rarely() -> None:
    """Leave out of every search what is there now, for it stays as long as the process; and search seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 50, 100)
