"""How often Python looks for objects that only refer to one another.

A form of sixty dates makes thousands of them, and a whole search through a loaded site takes 30 ms or more: as it is
set by default, every twentieth page or so would wait for one.
"""

import gc

YOUNG = 20_000
"""Objects made before the newest are searched; a page of sixty dates makes about as many."""


def collect_rarely() -> None:
    """Leave out of every search what is there now, for it stays as long as the process; and search seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 50, 100)
