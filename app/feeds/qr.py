"""An address as a QR code (ISO/IEC 18004), to take it to a phone: one SVG path, drawn by our own page."""

from dataclasses import dataclass

import segno
from segno.encoder import DataOverflowError

QUIET_ZONE = 4  # modules of plain ground on every side (§9.1): without it cameras do not find the code
LARGEST = 15  # 77 modules a side: beyond, phones cannot tell them apart on a screen, and making one takes long
DENSE = 10


@dataclass(frozen=True)
class QRCode:
    """A code to draw: ``side`` in modules with the quiet zone, ``path`` the dark ones as SVG path data."""

    address: str
    side: int
    path: str
    is_dense: bool


def qr_code(address: str) -> QRCode | None:
    """The code of an address. None where the address is too long for a code that a phone can read."""
    try:
        made = segno.make_qr(address, error="l")
    except DataOverflowError:
        return None
    version = int(made.version)
    if version > LARGEST:
        return None
    rows = [list(row) for row in made.matrix_iter(border=QUIET_ZONE)]
    runs = "".join(run for y, row in enumerate(rows) for run in dark_runs(row, y))
    return QRCode(address, len(rows), runs, version > DENSE)


def dark_runs(row: list[int], y: int) -> list[str]:
    """The dark modules of one row, each run as one rectangle."""
    runs, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return runs
