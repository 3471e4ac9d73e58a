"""Two plain answers for whoever watches over the site: is the process up, and can it do its work?"""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.notifications.languages import missing_words

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process is up. Asks nothing of the database."""
    return plain("up\n", 200)


@blueprint.get("/readyz")
def readyz() -> Response:
    """The database can be reached and is migrated, and the style sheets and scripts are built.

    Words of another language that are not built are said, and stop nothing: its letters go out in English.
    """
    problem = database_problem() or dist_problem()
    if problem:
        return plain(f"not ready: {problem}\n", 503)
    return plain("\n".join(["ready", *missing_words()]) + "\n", 200)


def plain(text: str, status: int) -> Response:
    """Plain text that nobody keeps."""
    return Response(text, status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


def database_problem() -> str | None:
    """Why the database cannot be used, or None. Names no address and no password."""
    try:
        with db.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_heads()
    except SQLAlchemyError:
        return "the database cannot be reached"
    expected = ScriptDirectory(str(current_app.extensions["migrate"].directory)).get_heads()
    if set(found) != set(expected):
        return "the database needs `flask db upgrade`"
    return None


def dist_problem() -> str | None:
    """Whether the front end has been built: its manifest is written last."""
    manifest = Path(str(current_app.static_folder)) / "dist" / "manifest.json"
    return None if manifest.exists() else "the style sheets and scripts are not built: run `make build`"
