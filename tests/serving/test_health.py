"""Whoever watches over the site is told what is wrong, in plain text and without a cookie."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.serving import health
from tests.serving.conftest import Stand


def test_a_process_that_is_up_says_so(stand: Stand) -> None:
    answer = stand.client().get("/healthz")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "up\n", "text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_database_without_migrations_is_not_ready(stand: Stand) -> None:
    answer = stand.client().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready: the database needs `flask db upgrade`\n")


def test_a_database_that_is_gone_is_not_ready(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def connect(self) -> None:
            raise OperationalError("connect", {}, Exception("secret address"))

        def dispose(self) -> None:
            return

    monkeypatch.setattr(type(db), "engine", Gone())
    answer = stand.client().get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready: the database cannot be reached\n")


def test_a_site_that_is_not_built_is_not_ready(make_stand: Callable[..., Stand], tmp_path: Path) -> None:
    served = make_stand().app
    served.static_folder = str(tmp_path)
    with served.app_context():
        assert "make build" in str(health.dist_problem())
        (tmp_path / "dist").mkdir()
        (tmp_path / "dist" / "manifest.json").touch()
        assert health.dist_problem() is None
