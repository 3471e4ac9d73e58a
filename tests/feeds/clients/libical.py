"""libical, the library of Evolution and KOrganizer, through our own small C program."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.feeds.clients.missing import need, refuse

SOURCE = Path(__file__).with_name("libical_check.c")
ADVICE = "Install gcc, pkg-config and libical-dev."


class Understood(NamedTuple):
    """What libical objects to, and (UID, start, end, status) of every VEVENT, in UTC."""

    problems: list[str]
    events: list[tuple[str, datetime, datetime | None, str]]


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
    problems, events = [], []
    for line in done.stdout.decode().splitlines():
        word, _, rest = line.partition(" ")
        if word == "problem":
            problems.append(rest)
        else:
            uid, start, end, status = rest.split(" ")
            events.append((uid, moment(start), None if end == "-" else moment(end), status))
    return Understood(problems, events)


def moment(seconds: str) -> datetime:
    """An instant from seconds since 1970."""
    return datetime.fromtimestamp(int(seconds), UTC)
