"""Excel workbooks (.xlsx, ECMA-376) as text. No formula is evaluated; nothing unpacks to more than we can hold."""

import logging
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from flask_babel import gettext as _

from app.submission.bulk.bounds import MOST_COLUMNS, Unreadable, Watch, broken, cell, too_much
from app.submission.bulk.grid import Read, no_header, read_grid

log = logging.getLogger(__name__)
MOST_MEMBERS = 300
MOST_UNPACKED = 24 * 1024 * 1024
# Each tag and attribute costs hundreds of bytes in memory for the four it takes in a file. A thousand full rows of
# sixty columns have 250,000 tags and 200,000 attributes.
MOST_TAGS = 600_000
MOST_ATTRIBUTES = 300_000
MOST_SHEETS = 10
CHUNK = 256 * 1024
WIDEST = 2 * MOST_COLUMNS
KIND = "Excel (.xlsx)"


def read_xlsx(data: bytes) -> Read:
    """The events of the first sheet that has our columns. Raises Unreadable."""
    watch = Watch()
    weigh(data, watch)
    try:
        return first_sheet(data, watch)
    except Unreadable:
        raise
    except Exception as error:
        # openpyxl raises whatever a wrong file makes it stumble over: KeyError, ValueError, ParseError, zlib.error, …
        log.info("an upload was no workbook: %r", error)
        raise broken(KIND) from None


def weigh(data: bytes, watch: Watch) -> None:
    """Unpack every part once, piece by piece, keeping nothing. Raises Unreadable for a bomb or a locked file."""
    tags = attributes = left = 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > 4 * MOST_UNPACKED:
                raise too_much()
            for member in members:
                if member.flag_bits & 1:
                    raise locked()
                if not member.filename.endswith((".xml", ".rels")):
                    continue  # pictures and macros: nobody opens them
                left += member.file_size
                if left > MOST_UNPACKED:
                    raise too_much()
                with archive.open(member) as part:
                    while chunk := part.read(CHUNK):
                        watch.look()
                        tags, attributes = tags + chunk.count(b"<"), attributes + chunk.count(b"=")
                        if tags > MOST_TAGS or attributes > MOST_ATTRIBUTES:
                            raise too_much()
    except Unreadable:
        raise
    except Exception as error:
        # zipfile meets wrong lengths, methods it does not know, broken streams.
        log.info("an upload was no zip file: %r", error)
        raise broken(KIND) from None


def locked() -> Unreadable:
    """A file with a password, or of Excel before 2007: both look the same from outside."""
    return Unreadable(
        _(
            "The file has a password, or is in the old Excel format (.xls). Save it without a password as .xlsx or"
            " .csv, and upload that"
        )
    )


def first_sheet(data: bytes, watch: Watch) -> Read:
    """Looks through the sheets for our columns."""
    from openpyxl import load_workbook  # noqa: PLC0415  (6 MB in every process, for what most never do)

    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False, rich_text=False)
    try:
        for sheet in book.worksheets[:MOST_SHEETS]:
            # The size a sheet says it has may be anything, and openpyxl would fill rows up to it.
            sheet.reset_dimensions()
            if (read := read_grid(lines_of(sheet, watch))) is not None:
                return read
    finally:
        book.close()
    raise no_header()


def lines_of(sheet: Any, watch: Watch) -> Iterator[list[str]]:
    """The rows as text."""
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST)):
        if number % 100 == 0:
            watch.look()
        yield [cell(as_text(value)) for value in row]


def as_text(value: Any) -> str:
    """A cell's value as people would type it; dates as ISO 8601, which our columns read."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, datetime):
        day, clock = value.date().isoformat(), value.time().replace(second=0, microsecond=0)
        return day if clock == time(0) else f"{day} {clock:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Formulas over several cells come as objects that hold their text.
    return str(getattr(value, "text", value))
