"""Files as organisers have them, and as attackers make them."""

import csv
import zipfile
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

HEAD = ["Event name", "Date", "Start", "End", "Town", "Postcode", "Summary", "Cost", "Booking", "Step-free"]
GOOD = ["Circle", "5/7/2027", "10am", "11.30", "Leeds", "LS1 3AB", "An open circle.", "Free", "No", "Yes: a lift"]
SENDER = {"organisation": "The Circle", "your_name": "Olu Quillfeather", "your_email": "olu@example.org"}


def good(number: int = 1, **changed: str) -> list[str]:
    """A row that is right, but for what is changed by column."""
    cells = dict(zip(HEAD, GOOD, strict=True)) | {"Event name": f"Circle {number}"} | changed
    return [cells[name] for name in HEAD]


def csv_file(rows: list[list[str]], head: list[str] | None = None, encoding: str = "utf-8", **how: Any) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, **how).writerows([head or HEAD, *rows])
    return text.getvalue().encode(encoding)


def xlsx_file(rows: list[list[Any]], head: list[str] | None = None) -> bytes:
    book = Workbook()
    for row in [head or HEAD, *rows]:
        book.worksheets[0].append(row)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def with_sheet(sheet: bytes, before: bytes = b"") -> bytes:
    """A workbook whose sheet has these bytes as its rows, and ``before`` in front of its root."""
    whole, made = zipfile.ZipFile(BytesIO(xlsx_file([]))), BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            part = whole.read(name)
            if name.endswith("sheet1.xml"):
                part = before + part.replace(b"</sheetData>", sheet + b"</sheetData>")
            archive.writestr(name, part)
    return made.getvalue()


def calendar(*events: str) -> bytes:
    """An .ics file of VEVENTs, given as their lines."""
    inside = "".join(f"BEGIN:VEVENT\r\n{lines.strip()}\r\nEND:VEVENT\r\n".replace("\n ", "\n") for lines in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inside}END:VCALENDAR\r\n".encode()
