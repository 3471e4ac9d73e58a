"""The lines of a calendar file (RFC 5545 §3.1): its letters, its folds, and its VEVENTs one by one, within bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
WORDS = re.compile(r"(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT)[;:]", re.IGNORECASE)
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
    return any(line.strip().upper() == "END:VCALENDAR" for line in reversed(lines))


@dataclass
class Block:
    """The lines of one VEVENT so far, how deep inside of something else we are, and how much of it are dates."""

    lines: list[str] = field(default_factory=list)
    depth: int = 0
    dates: int = 0

    def put(self, line: str) -> None:
        """Add a line: cut where it is longer than anybody needs; to the line before where its fold is missing."""
        if self.depth or len(self.lines) >= MOST_LINES_OF_ONE:
            return
        if not PROPERTY.match(line):
            last = self.lines[-1] if self.lines else ""
            if WORDS.match(last) and line.strip() and len(last) < LONGEST_LINE:
                self.lines[-1] = f"{last} {line.strip()[:LONGEST_LINE]}"
            return
        if DATES.match(line) or (RULE.match(line) and len(line) > LONGEST_RULE):
            self.dates += len(line)
            if self.dates > LONGEST_LINE or not DATES.match(line):
                line, self.dates = f"{LEFT_OUT}:1", LONGEST_LINE + 1
                if line in self.lines[-1:]:
                    return
        self.lines.append(line[:LONGEST_LINE])

    def whole(self) -> str:
        """As a component."""
        return "\r\n".join([BEGIN, *self.lines, END, ""])


def blocks(lines: list[str]) -> Iterator[str | None]:
    """The VEVENTs, one after another; None for one that has no end of its own. Raises Unreadable where there is none.

    Time zone definitions are not read (one can hold a rule for every second since 1900), nor is what stands inside
    an event (alarms, and whatever is nested in them): names of zones are enough, and nobody wants our alarms.
    """
    inside: Block | None = None
    count = 0
    for line in lines:
        word = line.strip().upper()
        if word == BEGIN:
            if inside is not None:
                yield None
            inside, count = Block(), count + 1
        elif inside is None:
            continue
        elif word == END:
            yield inside.whole()
            inside = None
        elif word.startswith(("BEGIN:", "END:")):
            inside.depth = max(0, inside.depth + (1 if word.startswith("B") else -1))
        else:
            inside.put(line)
    if inside is not None:
        yield None
    if count == 0 and not is_whole(lines):
        raise broken("iCalendar (.ics)")
