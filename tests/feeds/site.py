"""A site with a few events far ahead, served on this machine, whose addresses are its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app import create_app
from app.extensions import db
from tests.catalogue.documents import a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.conftest import settings
from tests.served import served

SURE = {"bsl": {"state": "yes", "note": ""}}


def far_ahead(uid: str) -> dict[str, Any]:
    """A date that no test will see in the past."""
    return {"sessions": [a_session(uid, starts_on="2190-07-07")]}


@contextmanager
def open_site(folder: Path) -> Iterator[dict[str, str]]:
    """Its address ("url"), and the references of its events by name. The circle has BSL and is free, in Leeds."""
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.app_context():
        db.create_all()
        a_week()
        an_organisation()
        rows = {
            "circle": published("Sharing circle", access=SURE, **far_ahead("circle")),
            "online": published("Online chat", format="online", place=None, **far_ahead("online")),
            "off": published(
                "Cancelled walk", happening="cancelled", happening_reason="We are ill.", **far_ahead("off")
            ),
        }
        db.session.commit()
        references = {name: row.reference for name, row in rows.items()}
    with served(app) as url:
        app.config["SITE_URL"] = url
        yield {"url": url, **references}
    with app.app_context():
        db.engine.dispose()
