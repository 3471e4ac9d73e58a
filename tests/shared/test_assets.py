"""Built files have names that change with their content, so browsers may keep them."""

import gzip
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.shared.assets import Assets, NotBuiltError

DIST = Path("static/dist")


def test_a_built_file_is_served_for_a_year(look: Flask, vi: FlaskClient) -> None:
    with look.test_request_context():
        address = look.jinja_env.globals["asset"]("site.css")
    assert re.fullmatch(r"/static/dist/site-[A-Z0-9]+\.css", address)
    with vi.get(address) as built, vi.get("/static/favicon.svg") as plain:
        assert built.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "immutable" not in plain.headers.get("Cache-Control", "")


def test_a_missing_build_says_what_to_run(look: Flask, tmp_path: Path) -> None:
    with look.test_request_context(), pytest.raises(NotBuiltError, match="npm run build"):
        Assets(tmp_path).url("site.css")


def test_a_missing_file_says_what_to_run(look: Flask) -> None:
    with look.test_request_context(), pytest.raises(NotBuiltError, match=r"nothing.css is not among"):
        Assets(DIST).url("nothing.css")


def test_nothing_of_the_government_is_left_in_the_style_sheet() -> None:
    names = json.loads((DIST / "manifest.json").read_text())
    sheet = (DIST / names["site.css"]).read_text().lower()
    assert "gds transport" not in sheet
    assert "1d70b8" not in sheet
    assert "gradient" not in sheet


def test_the_outline_is_small_and_holds_the_islands() -> None:
    names = json.loads((DIST / "manifest.json").read_text())
    body = (DIST / names["outline.json"]).read_bytes()
    assert len(gzip.compress(body)) < 60_000
    found = {feature["properties"]["name"] for feature in json.loads(body)["features"]}
    assert found == {"United Kingdom", "Ireland", "Isle of Man", "Jersey", "Guernsey"}


def test_what_others_made_is_credited() -> None:
    licences = (DIST / "licences.txt").read_text()
    assert "Permission is hereby granted" in licences
    for maker in (
        "atkinson-hyperlegible-next",
        "govuk-frontend",
        "leaflet 1.9.4",
        "leaflet.markercluster",
        "world-atlas",
    ):
        assert maker in licences
