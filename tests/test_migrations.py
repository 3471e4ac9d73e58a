"""The numbered migrations make what the models say, on both databases, forwards and backwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, make_url, text

from app import create_app
from app.extensions import db
from tests.conftest import settings

BARE = "registry_bare"


@pytest.fixture
def bare(backend: str, request: pytest.FixtureRequest, tmp_path: Path, worker_name: str) -> Iterator[Flask]:
    """The application on a database with nothing in it."""
    url = f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    if backend == "postgresql":
        url = made_anew(request.getfixturevalue("postgresql_url"), f"{BARE}_{worker_name}")
    app = create_app(settings(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def worker_name(request: pytest.FixtureRequest) -> str:
    """This test process: each has databases of its own."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


def made_anew(url: str, name: str) -> str:
    """An empty database on the same server."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """The full-text index is not a model; it has a test of its own."""
    return not (kind in {"table", "index"} and reflected and "publication_search" in (name or ""))


def differences() -> list[object]:
    """What the models say and the database does not have, or the other way round."""
    options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata))


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def checks() -> set[str]:
    """The names of all CHECK constraints. Comparing metadata does not look at them."""
    found = inspect(db.engine)
    return {str(check["name"]) for table in found.get_table_names() for check in found.get_check_constraints(table)}


def test_from_nothing_to_what_the_models_say(bare: Flask) -> None:
    upgrade()
    assert differences() == []
    assert set(db.metadata.tables) <= tables()


def test_the_named_checks_are_there(bare: Flask) -> None:
    upgrade()
    migrated = checks()
    with db.engine.begin() as connection:
        db.metadata.drop_all(connection)
        db.metadata.create_all(connection)
    assert len(migrated) > 20
    assert migrated == checks()


def test_the_full_text_index_is_there_and_works(bare: Flask) -> None:
    upgrade()
    if db.engine.dialect.name == "sqlite":
        assert "publication_search" in tables()
        found = "SELECT count(*) FROM publication_search WHERE publication_search MATCH 'circle'"
        assert db.session.execute(text(found)).scalar_one() == 0
    else:
        assert "ix_publication_search" in {index["name"] for index in inspect(db.engine).get_indexes("publication")}


def test_down_to_nothing_and_up_again(bare: Flask) -> None:
    upgrade()
    before = tables()
    downgrade(revision="base")
    assert tables() <= {"alembic_version"}
    upgrade()
    assert tables() == before
    assert differences() == []


def test_there_is_one_head_and_numbers_run_on() -> None:
    script = ScriptDirectory(str(Path(__file__).resolve().parent.parent / "migrations"))
    assert len(script.get_heads()) == 1
    numbers = sorted(revision.revision for revision in script.walk_revisions())
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
