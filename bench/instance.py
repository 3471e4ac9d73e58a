"""A registry to measure: generated events in a folder that is thrown away, a thousand first and then ten."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.operations.children import ROOT

EVENTS = 1000
MANY = 10_000
SETTINGS = ("DATABASE_URL", "SITE_URL", "MAIL_URL", "KEPT_ANSWERS_BYTES", "HOST", "PORT", "TRUSTED_PROXIES")


@contextmanager
def thousand_events() -> Iterator[Path]:
    """Make the registry and have everything that is started meanwhile use it."""
    folder = Path(tempfile.mkdtemp(prefix="registry-bench-"))
    for name in SETTINGS:
        os.environ.pop(name, None)
    os.environ["INSTANCE_PATH"] = str(folder)
    try:
        flask("db", "upgrade")
        grow(EVENTS)
        yield folder
    finally:
        shutil.rmtree(folder)


def grow(count: int) -> None:
    """Have so many events; those that are there already stay as they are."""
    flask("demo", "generate", str(count), "--seed", "1")


def flask(*arguments: str) -> None:
    """Run one of our commands."""
    subprocess.run([sys.executable, "-m", "flask", "--app", "app", *arguments], cwd=ROOT, check=True)


def some_slug(folder: Path) -> str:
    """The address of an event, one in the middle."""
    with closing(sqlite3.connect(folder / "registry.sqlite3")) as database:
        query = "SELECT slug FROM publication WHERE kind = 'event' ORDER BY event_id LIMIT 1 OFFSET ?"
        return str(database.execute(query, (EVENTS // 2,)).fetchone()[0])
