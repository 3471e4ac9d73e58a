"""The catalogue's version, read as cheaply as the database allows: once per request, before Flask is asked."""

import sqlite3
from collections import deque
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

SELECT = "SELECT version, changed_at FROM catalogue_state"


class VersionReader:
    """Reads ``catalogue_state`` on connections of its own, outside the ORM and outside any transaction.

    ``error`` is what the database's driver raises.
    """

    def __init__(self, connect: Callable[[], Any], error: type[Exception]) -> None:
        self._connect = connect
        self._unreadable = (error, OSError)
        self._idle: deque[Any] = deque()

    def read(self) -> tuple[int, Hashable] | None:
        """``(version, when it changed)``, or None when the database cannot say.

        The second part tells two databases apart that happen to be at the same version (a restored copy).
        """
        try:
            connection = self._borrow()
        except self._unreadable:
            return None
        try:
            row = connection.execute(SELECT).fetchone()
        except self._unreadable:
            connection.close()
            return None
        self._idle.append(connection)
        return (row[0], row[1]) if row else None

    def _borrow(self) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def close(self) -> None:
        """Close the connections that nobody uses now."""
        while self._idle:
            self._idle.pop().close()


def version_reader(engine: Engine) -> VersionReader | None:
    """A reader for an engine's database, or None where only the engine's own connection can see it (in memory).

    The driver is the one that the engine has loaded: a site on SQLite need not carry another in its memory.
    """
    url, driver = engine.url, engine.dialect.loaded_dbapi
    if url.get_backend_name() == "postgresql":
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return VersionReader(lambda: driver.connect(address, autocommit=True, connect_timeout=2), driver.Error)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    # "rw" never creates a missing file, and unlike "ro" may make the WAL's index after a restart.
    file = f"{Path(str(url.database)).absolute().as_uri()}?mode=rw"
    return VersionReader(lambda: open_sqlite(file), sqlite3.Error)


def open_sqlite(address: str) -> sqlite3.Connection:
    """A connection that only reads, each statement for itself, and does not wait long for a locked database."""
    connection = sqlite3.connect(address, uri=True, timeout=1, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA query_only=ON")
    return connection
