"""In which ways a story is walked: the first one in all of them; others in one, or in all with EVERY_WAY=1."""

import os
from collections.abc import Iterable


def walked(ways: Iterable[str], usual: str) -> list[str]:
    """The names of the ways to walk a story now, of all ``ways`` there are."""
    return list(ways) if os.environ.get("EVERY_WAY") == "1" else [usual]
