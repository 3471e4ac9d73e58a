"""Runs the migrations on whichever database the application is set to."""

from typing import Any

from alembic import context
from flask import current_app

target = current_app.extensions["migrate"].db.metadata


def ours(_object: Any, name: str | None, kind: str, reflected: bool, _compared: Any) -> bool:
    """The full-text index is not a model: SQLite keeps it in tables of its own, PostgreSQL as an index on words."""
    return not (kind in {"table", "index"} and reflected and "publication_search" in (name or ""))


def run() -> None:
    """All steps in one transaction where the database can."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target,
            include_object=ours,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
