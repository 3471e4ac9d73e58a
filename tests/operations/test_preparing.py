"""``flask prepare`` leaves a database that can be served: full or empty, and the same when it is run again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.catalogue.models import CatalogueState, Publication
from app.demo import archive
from app.extensions import db
from app.operations.children import ROOT
from app.operations.greeting import greeting


@pytest.fixture(autouse=True)
def tables_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have their tables already; ``test_serve`` prepares a new database."""
    monkeypatch.setattr("app.operations.preparing.upgrade", lambda: None)


def prepare(app: Flask) -> dict[str, int]:
    """Run it; how many public events there are of each origin."""
    result = app.test_cli_runner().invoke(args=["prepare"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Preparing the database…\n")
    db.session.rollback()
    counted = select(Publication.origin, func.count()).group_by(Publication.origin)
    return dict(db.session.execute(counted).tuples().all())


def test_past_and_example_events_are_there_and_the_last_words_are_a_moderators_link(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = archive.records()[:2]
    monkeypatch.delenv("DEMO", raising=False)
    monkeypatch.setattr("app.demo.archive.records", lambda: some)
    monkeypatch.setattr("app.demo.commands.EXAMPLES", 3)
    assert prepare(app) == {"archive": 2, "example": 3}
    assert prepare(app) == {"archive": 2, "example": 3}
    at, words, link = greeting(app, demonstration=True)[-3:]
    assert at == f"Co-production Week is at {app.config['SITE_URL']}"
    assert words.startswith("Sign in as a demonstration moderator (works once")
    assert link.startswith(f"  {app.config['SITE_URL']}/sign-in/")
    button = app.test_client().get(link.strip().removeprefix(app.config["SITE_URL"]))
    assert button.status_code == 200


def test_without_a_demonstration_it_is_empty(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO", "0")
    assert prepare(app) == {}
    assert db.session.scalar(select(CatalogueState.made_for)) is not None
    assert greeting(app, demonstration=True)[-1].endswith(f" is at {app.config['SITE_URL']}")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATABASE_URL", "garbage", "DATABASE_URL must look like postgresql://"),
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", "Error: The database cannot be reached or changed"),
        ("INSTANCE_PATH", "/dev/null/here", "INSTANCE_PATH /dev/null/here cannot be made: Not a directory."),
        ("SITE_URL", "nonsense", "SITE_URL must look like https://example.org, and is 'nonsense'."),
        ("SITE_URL", "https://[half", "SITE_URL must look like https://example.org, and is 'https://[half'."),
        ("GEOCODER", "compass", "GEOCODER must be nominatim or photon, and is 'compass'."),
        ("FEDERATION", "yes", "FEDERATION must be 1 or 0, and is 'yes'."),
        ("TRUSTED_PROXIES", "two", "TRUSTED_PROXIES must be a whole number, and is 'two'"),
    ],
)
def test_a_setting_that_cannot_be_right_is_told(tmp_path: Path, name: str, value: str, words: str) -> None:
    environment = {"PATH": os.environ["PATH"], "INSTANCE_PATH": str(tmp_path), name: value}
    run = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "prepare"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert words in run.stderr
    assert "Traceback" not in run.stderr
