"""A sheet as lines of text, whatever file it came in: where its header is, and its rows below."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.submission.bulk.bounds import (
    EMPTY_ROWS,
    MOST_COLUMNS,
    MOST_IN_ALL,
    MOST_ROWS,
    Unreadable,
    too_many_columns,
    too_many_rows,
    too_much,
)
from app.submission.bulk.column import Column
from app.submission.bulk.columns import column_of

HEADER_WITHIN = 10  # rows: people put a title above
Line = tuple[int, list[str]]


@dataclass
class Row:
    """One event of a file. ``number`` is its row there, ``cells`` its texts by column code.

    ``sessions`` are the dates of an event from a calendar, as the form sends them; ``uid`` what tells it apart there,
    ``until`` the day up to which the dates of a series were worked out, ``last_day`` its last (ISO 8601).
    """

    number: int
    cells: dict[str, str]
    sessions: list[dict[str, str]] = field(default_factory=list)
    uid: str = ""
    until: str = ""
    last_day: str = ""


@dataclass
class Read:
    """What a file says: its events and, in words, what we did not take or took in our own way.

    Of a calendar also: the ``uid`` of what is cancelled there, how many entries were ``wrong`` or ``over``, and
    whether everything to come was read.
    """

    rows: list[Row]
    notes: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    wrong: int = 0
    over: int = 0
    is_whole: bool = True


@dataclass
class Header:
    """Which of our columns stands where, and the names of those that are not ours."""

    places: dict[int, Column]
    unknown: list[str]
    twice: list[str]


def read_grid(lines: Iterable[list[str]]) -> Read | None:
    """The events of a sheet, or None when it has no header of ours. Raises Unreadable when there is too much."""
    numbered: Iterator[Line] = enumerate(lines, 1)
    header = find_header(numbered)
    if header is None:
        return None
    read = Read([], header_notes(header))
    empty, characters = 0, 0
    for number, line in numbered:
        cells = {column.code: line[place] for place, column in header.places.items() if place < len(line)}
        cells = {code: text for code, text in cells.items() if text}
        if not cells:
            empty += 1
            if empty > EMPTY_ROWS:
                break
            continue
        empty = 0
        characters += sum(map(len, cells.values()))
        if len(read.rows) >= MOST_ROWS:
            raise too_many_rows()
        if characters > MOST_IN_ALL:
            raise too_much()
        read.rows.append(Row(number, cells))
    return read


def find_header(numbered: Iterator[Line]) -> Header | None:
    """The first row in which two of our columns are named, the event's name among them."""
    for number, line in numbered:
        header = header_of(line)
        codes = {column.code for column in header.places.values()}
        if "title" in codes and len(codes) > 1:
            if len([text for text in line if text]) > MOST_COLUMNS:
                raise too_many_columns()
            return header
        if number >= HEADER_WITHIN:
            break
    return None


def header_of(line: list[str]) -> Header:
    """Reads a row as a header."""
    header = Header({}, [], [])
    for place, name in enumerate(line):
        column = column_of(name) if name else None
        if column is None:
            if name:
                header.unknown.append(name[:60])
        elif column in header.places.values():
            header.twice.append(name[:60])
        else:
            header.places[place] = column
    return header


def header_notes(header: Header) -> list[str]:
    """What an organiser should know about the columns."""
    notes = []
    if header.unknown:
        notes.append(
            _("We do not know these columns, and left them out: %(names)s.", names=", ".join(header.unknown[:20]))
        )
    if header.twice:
        notes.append(_("These columns are there twice; we read the first: %(names)s.", names=", ".join(header.twice)))
    return notes


def no_header() -> Unreadable:
    """None of the first rows names our columns."""
    return Unreadable(
        _(
            "We did not find the names of our columns in the first rows. The file needs at least “Event name” and"
            " “Date”. Start from our template, or look at the list of columns"
        )
    )
