"""CSV files, whatever program wrote them: its letters, its separator, its mistakes."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from flask_babel import gettext as _

from app.submission.bulk.bounds import UNREADABLE, Unreadable, cell
from app.submission.bulk.grid import Read, no_header, read_grid

SEPARATORS = ",;\t|"
NOT_A_TEXT = 0.02  # share of control characters


def read_csv(data: bytes) -> Read:
    """The events of a CSV file. Raises Unreadable."""
    text, words = decoded(data)
    if len(UNREADABLE.findall(text[:100_000])) > NOT_A_TEXT * min(len(text), 100_000) + 3:
        raise Unreadable(_("This is not a spreadsheet we can read. Save it as .xlsx or .csv, and upload that"))
    separator, text = separator_of(text)
    try:
        read = read_grid(lines_of(text, separator))
    except csv.Error:
        raise Unreadable(
            _('A cell in the file never ends. Look for a quotation mark (") without its twin, and save it again')
        ) from None
    if read is None:
        raise no_header()
    if words:
        read.notes.append(words)
    return read


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and what to say when we had to guess how its letters are written."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ""
    zeros = data[:2000].count(0)
    if zeros > 0.3 * len(data[:2000]):
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        note = _("The file is not in Unicode. Check that letters like £, é and ’ are right in the rows below.")
        return data.decode("cp1252", "replace"), str(note)


def separator_of(text: str) -> tuple[str, str]:
    """What stands between cells, and the text without Excel's line that says so ("sep=;")."""
    if told := re.match(r"sep=([,;\t|])\r?\n", text):
        return told[1], text[told.end() :]
    first = next((line for line in text[:10_000].splitlines() if any(mark in line for mark in SEPARATORS)), "")
    return max(SEPARATORS, key=first.count), text


def lines_of(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each row."""
    for line in csv.reader(StringIO(text, newline=""), delimiter=separator):
        cells = [cell(one) for one in line[: 16 * 1024]]
        while cells and not cells[-1]:
            cells.pop()
        yield cells
