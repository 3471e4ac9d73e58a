"""libical, the library of Evolution and KOrganizer, through our own small C program."""

import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.feeds.clients.missing import need, refuse

SOURCE = Path(__file__).with_name("libical_check.c")
ADVICE = "Install gcc, pkg-config and libical-dev."


@dataclass
class Entry:
    """One VEVENT. Instants are UTC, and so are the beginnings of days; ``properties`` in the order they were read."""

    uid: str
    start: datetime
    end: datetime | None
    status: str
    properties: list[tuple[str, str]] = field(default_factory=list)

    def said(self, name: str) -> str:
        """The value of a property that is there once."""
        (value,) = (value for known, value in self.properties if known == name)
        return value


class Understood(NamedTuple):
    """What libical objects to, and every VEVENT."""

    problems: list[str]
    events: list[Entry]


def build(folder: Path) -> Path:
    """Compile the checker."""
    compiler, package = need("gcc", ADVICE), need("pkg-config", ADVICE)
    flags = subprocess.run([package, "--cflags", "--libs", "libical"], capture_output=True, text=True, check=False)
    if flags.returncode:
        refuse(f"libical is not installed, so our feeds were not tried with it. {ADVICE}")
    program = folder / "libical_check"
    subprocess.run([compiler, "-Wall", "-Werror", "-o", program, SOURCE, *flags.stdout.split()], check=True)
    return program


def read(program: Path, feed: bytes) -> Understood:
    """What libical reads."""
    done = subprocess.run([program], input=feed, capture_output=True, timeout=60, check=True)
    understood = Understood([], [])
    for line in done.stdout.decode().split("\n"):
        word, _, rest = line.partition(" ")
        if word == "problem":
            understood.problems.append(rest)
        elif word == "event":
            uid, start, end, status = rest.split(" ")
            understood.events.append(Entry(uid, moment(start), None if end == "-" else moment(end), status))
        elif word == "property":
            name, value = rest.split(" ")
            understood.events[-1].properties.append((name, bytes.fromhex(value).decode()))
    return understood


def moment(seconds: str) -> datetime:
    """An instant from seconds since 1970."""
    return datetime.fromtimestamp(int(seconds), UTC)
