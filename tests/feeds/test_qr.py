"""A QR code holds the address it is for, to the module."""

import re

import pytest
import segno

from app.feeds.qr import LARGEST, QUIET_ZONE, qr_code

RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def drawn(path: str, side: int) -> list[list[int]]:
    """The modules that a path paints."""
    modules = [[0] * side for _ in range(side)]
    assert RUN.sub("", path) == ""
    for x, y, wide, back in (map(int, run) for run in RUN.findall(path)):
        assert wide == back
        for column in range(x, x + wide):
            assert modules[y][column] == 0
            modules[y][column] = 1
    return modules


@pytest.mark.parametrize(
    "address", ["https://weeks.example/calendar", f"https://weeks.example/calendar?q={'gŵyl' * 40}"]
)
def test_it_is_drawn_as_the_standard_has_it(address: str) -> None:
    code = qr_code(address)
    assert code is not None
    expected = [list(row) for row in segno.make_qr(address, error="l").matrix_iter(border=QUIET_ZONE)]
    assert drawn(code.path, code.side) == expected


def test_what_no_phone_could_read_is_not_drawn() -> None:
    assert qr_code("x" * 10_000) is None
    assert qr_code("x" * 700) is None
    largest = qr_code("x" * 500)
    assert largest is not None
    assert largest.is_dense
    assert largest.side <= 17 + 4 * LARGEST + 2 * QUIET_ZONE
