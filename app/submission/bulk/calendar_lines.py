"""The lines of a calendar file (RFC 5545 §3.1): its letters, its folds, and its VEVENTs one by one, within bounds."""

import re
from collections.abc import Iterator

from flask_babel import gettext as _

from app.submission.bulk.bounds import broken, too_much
from app.submission.bulk.csv_file import decoded

MOST_LINES = 150_000
MOST_LINES_OF_ONE = 3_000
LONGEST_LINE = 40_000
LONGEST_RULE = 2_000
BEGIN, END = "BEGIN:VEVENT", "END:VEVENT"
WIDE = (b"\xff\xfe", b"\xfe\xff")
BREAK = re.compile(r"\r\n|\n|\r")
FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
PROPERTY = re.compile(r"[A-Za-z0-9-]+[;:]")
DATES = re.compile(r"(?:RDATE|EXDATE)[;:]", re.IGNORECASE)
RULE = re.compile(r"(?:RRULE|EXRULE)[;:]", re.IGNORECASE)
LEFT_OUT = "X-DATES-LEFT-OUT"


def lines_of(data: bytes) -> tuple[list[str], list[str]]:
    """The unfolded lines, and what to say of letters we had to guess. Raises Unreadable for more than we take.

    Folds are taken out before letters are read, as programs that fold by bytes cut through the middle of a letter.
    """
    if data.startswith(WIDE) or data[:2000].count(0) > 0.3 * len(data[:2000]):
        text = decoded(data)[0]
        data = text.encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if max(data.count(b"\n"), data.count(b"\r")) > 3 * MOST_LINES:
        raise too_much()
    data = FOLD.sub(b"", data)
    if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
        raise too_much()
    try:
        return BREAK.split(data.decode("utf-8")), []
    except UnicodeDecodeError:
        note = _("The file is not in Unicode. Check that letters like £, é and ’ are right in the rows below.")
        pieces = re.split(rb"\r\n|\n|\r", data)
        return [line for piece in pieces for line in BREAK.split(letters(piece))], [note]


def letters(line: bytes) -> str:
    """One line's text: programs that paste from elsewhere mix two ways of writing in one file."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def is_whole(lines: list[str]) -> bool:
    """Whether the calendar says that it ends."""
    return any(line.strip().upper() == "END:VCALENDAR" for line in lines[-200:]) or any(
        line.strip().upper() == "END:VCALENDAR" for line in lines
    )


def blocks(lines: list[str]) -> Iterator[str | None]:
    """The VEVENTs, one after another; None for one that has no end of its own. Raises Unreadable where there is none.

    Time zone definitions are not read (one can hold a rule for every second since 1900), nor is what stands inside
    an event (alarms, and whatever is nested in them): names of zones are enough, and nobody wants our alarms.
    """
    inside: list[str] | None = None
    depth = count = 0
    for line in lines:
        word = line.strip().upper()
        if word == BEGIN:
            if inside is not None:
                yield None
            inside, depth, count = [], 0, count + 1
        elif inside is None:
            continue
        elif word == END:
            yield "\r\n".join([BEGIN, *inside, END, ""])
            inside = None
        elif word.startswith(("BEGIN:", "END:")):
            depth = max(0, depth + (1 if word.startswith("B") else -1))
        elif not depth and len(inside) < MOST_LINES_OF_ONE:
            put(inside, line)
    if inside is not None:
        yield None
    if count == 0 and not is_whole(lines):
        raise broken("iCalendar (.ics)")


def put(inside: list[str], line: str) -> None:
    """Add a line: cut where it is longer than anybody needs; to the line before where its fold is missing."""
    if not PROPERTY.match(line):
        if inside and line.strip() and len(inside[-1]) < LONGEST_LINE:
            inside[-1] += " " + line.strip()[:LONGEST_LINE]
        return
    before = sum(len(other) for other in inside if DATES.match(other)) if DATES.match(line) else 0
    if (DATES.match(line) and before + len(line) > LONGEST_LINE) or (RULE.match(line) and len(line) > LONGEST_RULE):
        inside.append(f"{LEFT_OUT}:1")
        return
    inside.append(line[:LONGEST_LINE])
