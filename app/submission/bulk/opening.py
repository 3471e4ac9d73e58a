"""Which kind of file this is, by its first bytes: names lie."""

import re

from flask_babel import gettext as _

from app.submission.bulk.bounds import MOST_BYTES, Unreadable
from app.submission.bulk.calendar_file import read_calendar
from app.submission.bulk.csv_file import decoded, read_csv
from app.submission.bulk.grid import Read
from app.submission.bulk.xlsx_file import locked, read_xlsx

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF"
PAGE = re.compile(r"\s*(<!doctype|<html|<head|<table|<\?xml|<svg)", re.IGNORECASE)
CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE)


def read_file(data: bytes) -> Read:
    """The events of an uploaded file, however it is called. Raises Unreadable with what to do instead."""
    if not data.strip():
        raise Unreadable(_("The file is empty. Choose the one with your events"))
    if len(data) > MOST_BYTES:
        raise too_big()
    if data.startswith(ZIP):
        return some(read_xlsx(data))
    if data.startswith(OLE):
        raise locked()
    if data.startswith(PDF):
        raise Unreadable(_("This is a PDF. Upload the spreadsheet or calendar it was made from"))
    start, _words = decoded(data[:4000])
    if CALENDAR.match(start.lstrip("\ufeff")):
        return some(read_calendar(data))
    if PAGE.match(start):
        raise Unreadable(_("This is a web page, not a spreadsheet, whatever its name says. Save it as .xlsx or .csv"))
    return some(read_csv(data))


def some(read: Read) -> Read:
    """At least one event. Raises Unreadable."""
    if read.rows:
        return read
    reasons = " ".join(read.notes)
    raise Unreadable(_("We found no events in the file. %(reasons)s", reasons=reasons).strip())


def too_big() -> Unreadable:
    """More bytes than we take."""
    return Unreadable(
        _("The file must be %(size)s MB or smaller. Split it into smaller files", size=MOST_BYTES // 1024 // 1024)
    )
