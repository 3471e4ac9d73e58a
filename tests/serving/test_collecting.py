"""How often Python searches for objects that only refer to one another."""

import gc
from collections.abc import Iterator

import pytest

from app.serving.collecting import YOUNG, collect_rarely


@pytest.fixture
def afterwards_as_before() -> Iterator[None]:
    """The collector of the test process is left as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("afterwards_as_before")
def test_what_is_there_is_left_out_and_what_comes_is_searched_seldom() -> None:
    collect_rarely()
    assert gc.get_freeze_count() > YOUNG
    searches = [one["collections"] for one in gc.get_stats()]
    kept = [[number] for number in range(4 * YOUNG)]
    young, middle, whole = (one["collections"] - before for one, before in zip(gc.get_stats(), searches, strict=True))
    assert len(kept) == 4 * YOUNG
    assert 3 <= young <= 5, "not never"
    assert (middle, whole) == (0, 0)
