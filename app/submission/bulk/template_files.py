"""The empty spreadsheets we offer: our columns, one example, and (in Excel) a sheet that explains them."""

import csv
from io import BytesIO, StringIO

from flask_babel import gettext as _

from app.submission.bulk.columns import COLUMNS
from app.submission.bulk.presenters import column_help

OFFERED = [column for column in COLUMNS if column.in_template]


def csv_template() -> bytes:
    """UTF-8 with a mark in front, so that Excel shows Welsh letters right."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([str(column.heading) for column in OFFERED])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_template() -> bytes:
    """A workbook with an empty sheet for events and one that says what each column takes."""
    from openpyxl import Workbook  # noqa: PLC0415  (6 MB in every process, for what most never do)
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Events")
    sheet.append([str(column.heading) for column in OFFERED])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 22
    sheet.freeze_panes = "B2"
    explained = book.create_sheet(_("What each column takes"))
    explained.append([_("Column"), _("Must be filled in"), _("What to write"), _("Answers"), _("Example")])
    for _part, columns in column_help():
        for one in columns:
            needed = _("Yes") if one.needed else ""
            explained.append([one.heading, needed, one.means, "; ".join(one.answers), one.example])
    for letter, width in zip("ABCDE", (34, 18, 60, 80, 40), strict=True):
        explained.column_dimensions[letter].width = width
    made = BytesIO()
    book.save(made)
    return made.getvalue()
