"""The same catalogue gives the same bytes: in every process, after a restart or a rebuild, and in both databases."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.catalogue import publish
from app.catalogue.happening import announce
from app.demo import generator
from app.demo.commands import publish_all
from app.demo.path import Identities
from app.demo.weeks import coming_week, load_past_weeks
from app.extensions import db
from app.registry.event import Event
from app.registry.times import today
from tests.conftest import settings
from tests.test_migrations import made_anew

SITE = "https://weeks.example"
MARCH = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PROCESS = """
import hashlib, sys
from app import create_app
client = create_app().test_client()
for path in sys.argv[1:]:
    answer = client.get(path)
    print(path, hashlib.sha256(answer.data).hexdigest(), answer.headers["ETag"])
"""


def filled(app: Flask) -> Flask:
    """The site with forty generated events, some of them off."""
    with app.app_context():
        db.create_all()
        load_past_weeks()
        week = coming_week(today(MARCH))
        assert week.first_day is not None
        assert week.last_day is not None
        days = generator.WeekDays(week.slug, week.first_day, week.last_day)
        db.session.commit()
        assert publish_all(generator.listings(40, 3, days, Identities({}), in_the_week=False), 40, "Generating") == []
        for number, event in enumerate(db.session.scalars(select(Event).order_by(Event.id).limit(8))):
            to = ("postponed", "cancelled", "moved_online", "withdrawn")[number % 4]
            announce(event, to, "The hall flooded.", "the organiser", MARCH)  # type: ignore[arg-type]
        db.session.commit()
    return app


@pytest.fixture
def both(
    tmp_path: Path, request: pytest.FixtureRequest, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, Flask]]:
    """The same history in SQLite and in PostgreSQL, on databases of their own."""
    monkeypatch.setattr("app.demo.commands.now", lambda: MARCH)
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    urls = {
        "sqlite": f"sqlite:///{tmp_path / 'registry.sqlite3'}",
        "postgresql": made_anew(postgresql_url, f"registry_same_{worker}"),
    }
    apps = {name: filled(create_app(settings(tmp_path, url, SITE_URL=SITE))) for name, url in urls.items()}
    yield apps
    for app in apps.values():
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def addresses(app: Flask) -> list[str]:
    """One of every kind of calendar."""
    with app.app_context():
        festival = db.session.scalars(select(Event).where(Event.slug.like("%festival%")).order_by(Event.id)).first()
        assert festival is not None
        assert festival.organisation is not None
        return [
            "/events.ics?from=2001-01-01",
            "/events.ics?from=2001-01-01&format=online&access=bsl",
            f"/events/{festival.slug}.ics",
            f"/festivals/{festival.slug}.ics",
            f"/organisations/{festival.organisation.slug}.ics",
            f"/weeks/{coming_week(today(MARCH)).slug}.ics",
        ]


def digests(app: Flask) -> dict[str, str]:
    """What each calendar's bytes come to."""
    client = app.test_client()
    found = {}
    for path in addresses(app):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert b"BEGIN:VEVENT" in answer.data, path
        found[path] = hashlib.sha256(answer.data).hexdigest()
    return found


def in_a_process(folder: Path, paths: list[str], seed: str) -> dict[str, tuple[str, str]]:
    """Digest and ETag of each calendar, from a process with its own order of hashes, place and language."""
    environment = {"INSTANCE_PATH": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'registry.sqlite3'}"}
    environment |= {"SITE_URL": SITE, "SECRET_KEY": "test", "PYTHONHASHSEED": seed, "PATH": os.environ["PATH"]}
    environment |= {"TZ": ("Asia/Tokyo", "America/Lima")[int(seed) % 2], "LANG": ("cy_GB", "de_DE")[int(seed) % 2]}
    command = [sys.executable, "-c", PROCESS, *paths]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    return {path: (digest, etag) for path, digest, etag in lines}


def test_in_both_databases_in_every_process_and_after_a_rebuild(both: dict[str, Flask], tmp_path: Path) -> None:
    before = digests(both["sqlite"])
    assert digests(both["postgresql"]) == before
    one, again = (in_a_process(tmp_path, list(before), seed) for seed in ("1", "2"))
    assert one == again
    assert {path: digest for path, (digest, _) in one.items()} == before
    for app in both.values():
        with app.app_context():
            assert sum(publish.rebuild()) == 40
            db.session.commit()
        assert digests(app) == before
