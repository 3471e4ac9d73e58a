"""How much of a file is read, and what is said of one that is not."""

import re
import time

from flask_babel import lazy_gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 1_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 10_000  # in one cell
MOST_IN_ALL = 4_000_000  # characters in all cells
EMPTY_ROWS = 1_000  # so many one after another, and there is nothing more
SECONDS = 10.0

# What no form could take and PostgreSQL cannot keep. The forms then ask to take out what we cannot read.
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff\ud800-\udfff]")


class Unreadable(Exception):
    """A file we do not read. The message says why, and what to do instead."""


def cell(text: str) -> str:
    """The text of a cell as it is kept: one character more than may be, so that its length is still refused."""
    return UNREADABLE.sub("\ufffd", text[: MOST_CHARACTERS + 1]).strip()


def too_many_rows() -> Unreadable:
    """There is more than we take at once."""
    return Unreadable(_("The file has more than %(most)s events. Split it into smaller files", most=f"{MOST_ROWS:,}"))


def no_events() -> Unreadable:
    """A calendar, and nothing in it."""
    return Unreadable(_("The calendar has no events in it. Choose another file"))


def too_many_columns() -> Unreadable:
    """There are columns that cannot be ours."""
    return Unreadable(
        _("The file has more than %(most)s columns. Take out the ones we do not ask for", most=MOST_COLUMNS)
    )


def too_much() -> Unreadable:
    """The file unpacks to far more than its events can need."""
    return Unreadable(
        _(
            "There is too much in the file for a list of events. Copy only the rows with events into our template,"
            " and upload that"
        )
    )


def broken(kind: str) -> Unreadable:
    """The file says that it is of a kind, and is not, or not quite."""
    return Unreadable(
        _("We could not read the file as %(kind)s. Open it, save it again, and upload the new one", kind=kind)
    )


class Watch:
    """Ends a reading that takes too long. Asked between pieces of work."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.end = time.monotonic() + seconds

    def look(self) -> None:
        """Raises Unreadable when the time is over."""
        if time.monotonic() > self.end:
            raise Unreadable(_("The file took too long to read. Split it into smaller files"))
