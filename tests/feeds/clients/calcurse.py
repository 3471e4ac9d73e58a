"""calcurse, a calendar for the terminal: it takes our file in and keeps it in files of its own, which are read here.

It can see title, start, end and place. It knows no UID and no status, and gives what has no end an end of its own.
"""

import re
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.feeds.clients.missing import need

LONDON = ZoneInfo("Europe/London")
TIMED = re.compile(r"(\S+) @ (\S+) -> (\S+) @ (\S+?)\s*(?:>(\w+))? ?\|(.*)")
DAYS = re.compile(r"(\S+) \[\d+\](?: {1D -> (\S+)})?\s*(?:>(\w+))? (.*)")


class Kept(NamedTuple):
    """One entry. Instants in UTC, or days with the end exclusive."""

    title: str
    start: datetime | date
    end: datetime | date
    place: str


def read(folder: Path, feed: bytes) -> list[Kept]:
    """Everything calcurse keeps of a calendar, in a home of its own, on London's clock."""
    calcurse = need("calcurse", "Install calcurse.")
    (folder / "feed.ics").write_bytes(feed)
    alone = {"HOME": str(folder), "TZ": "Europe/London", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    command = [calcurse, "-D", folder / "data", "-C", folder / "config", "-i", folder / "feed.ics"]
    done = subprocess.run(command, env=alone, capture_output=True, text=True, timeout=60, check=True)
    assert "0 skipped" in done.stdout, done.stdout
    return [kept(line, folder / "data" / "notes") for line in (folder / "data" / "apts").read_text().splitlines()]


def kept(line: str, notes: Path) -> Kept:
    """One line of its file."""
    if found := TIMED.fullmatch(line):
        first, at, last, until, note, title = found.groups()
        return Kept(title, moment(first, at), moment(last, until), place(notes, note))
    found = DAYS.fullmatch(line)
    assert found is not None, line
    first, last, note, title = found.groups()
    return Kept(title, day(first), day(last or first) + timedelta(days=1), place(notes, note))


def day(said: str) -> date:
    """``12/31/2026``."""
    month, number, year = map(int, said.split("/"))
    return date(year, month, number)


def moment(on: str, at: str) -> datetime:
    """London's clock, as calcurse shows it: of an hour that comes twice it does not say which."""
    hour, minute = map(int, at.split(":"))
    return datetime.combine(day(on), datetime.min.time().replace(hour, minute), LONDON).astimezone(UTC)


def place(notes: Path, name: str | None) -> str:
    """The place, from the note beside an entry."""
    found = re.search(r"^Location: (.*)$", (notes / name).read_text(), re.MULTILINE) if name else None
    return found[1] if found else ""
