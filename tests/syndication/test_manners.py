"""What all data faces have in common: validators, other sites, licence, and answers to nonsense."""

import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from app.catalogue.alternates import LONGEST_HEADER
from app.extensions import db
from app.syndication.faces import FACES
from app.syndication.parameters import PAGE, PARAMETERS
from tests.catalogue.rows import a_week, an_organisation, published
from tests.client import Visitor
from tests.conftest import settings as settings_of
from tests.page import words_of
from tests.syndication.site import fill
from tests.test_migrations import made_anew

OURS = [face.path for face in FACES if face.path != "/events.ics"]
NAMES = [one.name for one in (*PARAMETERS, PAGE)] + ["cursor", "x", "q[]", ""]


@pytest.mark.parametrize("path", [*OURS, "/events/sharing-circle.json", "/api/openapi.json"])
def test_nothing_new_is_told_in_one_line_and_head_has_no_body(vi: Visitor, path: str) -> None:
    published()
    db.session.commit()
    first = vi.ask("GET", path)
    again = vi.ask("GET", path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    head = vi.ask("HEAD", path)
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(first.data))
    assert first.headers["X-Robots-Tag"] == "noindex", "people should find the page"


@pytest.mark.parametrize("path", [*OURS, "/api/openapi.json", "/weeks/co-production-week-2027/archive.zip"])
def test_scripts_of_other_sites_may_ask_with_an_etag(vi: Visitor, path: str) -> None:
    a_week()
    db.session.commit()
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    before = vi.ask("OPTIONS", path, headers={"Origin": "https://town.example", **asked})
    assert before.status_code == 200
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]
    assert before.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    answer = vi.ask("GET", path, headers={"Origin": "https://town.example"})
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Origin" not in answer.headers["Vary"], "the same for every site, so that a cache holds one"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/", ["/events.ics", "/events.atom", "/events.csv", "/events.json", "/events.geojson"]),
        ("/events?cost=free", ["/events.ics?cost=free", "/events.atom?cost=free", "/events.json?cost=free"]),
        ("/map?cost=free", ["/events.ics?cost=free", "/events.geojson?cost=free"]),
        ("/events/sharing-circle", ["/events/sharing-circle.ics", "/events/sharing-circle.json"]),
        ("/festivals/fair", ["/festivals/fair.ics", "/festivals/fair.json", "/events.atom?festival=fair"]),
        ("/organisations/circle", ["/organisations/circle.ics", "/events.csv?organisation=circle"]),
        (
            "/weeks/co-production-week-2027",
            ["/weeks/co-production-week-2027.ics", "/events.json?week=co-production-week-2027"],
        ),
    ],
)
def test_pages_name_their_other_faces_in_head_and_header(vi: Visitor, page: str, expected: list[str]) -> None:
    a_week()
    an_organisation()
    published()
    published("Fair", kind="festival")
    db.session.commit()
    vi.get(page)
    named = {str(link["href"]): str(link["type"]) for link in vi.page.soup.select("link[rel=alternate]")}
    for path in expected:
        header = f'<http://127.0.0.1:5000{path}>; rel="alternate"; type="{named[path]}"'
        assert header in vi.response.headers["Link"]
    for path, kind in named.items():
        answer = vi.ask("GET", path)
        assert (answer.status_code, answer.mimetype) == (200, kind), path


def test_a_long_question_makes_no_long_header(vi: Visitor) -> None:
    for path in ("/events", *OURS):
        answer = vi.ask("GET", f"{path}?q={quote('ŵ' * 190)}")
        assert answer.status_code == 200
        assert len(answer.headers.get("Link", "")) <= LONGEST_HEADER
    assert 'rel="license"' in answer.headers["Link"]


def test_another_licence_is_said_everywhere(app: Flask) -> None:
    others = {"LICENCE_NAME": "CC BY 4.0", "LICENCE_URL": "https://creativecommons.org/licenses/by/4.0/"}
    vi = Visitor(create_app({**app.config, **others}), keeps_cookies=False)
    assert json.loads(vi.get("/events.json").response.data)["licence"]["name"] == "CC BY 4.0"
    assert json.loads(vi.get("/events.geojson").response.data)["licence_name"] == "CC BY 4.0"
    assert json.loads(vi.get("/api/openapi.json").response.data)["info"]["license"]["name"] == "CC BY 4.0"
    assert "<rights>CC BY 4.0, https://creativecommons" in vi.get("/events.atom").response.text
    vi.get("/api").has("CC BY 4.0").lacks("Open Government")
    vi.get("/about").has("CC BY 4.0").lacks(f"{app.config['LICENCE_NAME']}", app.config["LICENCE_URL"])
    with vi.app.app_context():
        db.engine.dispose()


def test_the_page_about_the_data_says_everything_and_its_examples_work(vi: Visitor) -> None:
    published()
    db.session.commit()
    vi.get("/api")
    assert vi.response.headers["Link"] == '<http://127.0.0.1:5000/api/openapi.json>; rel="service-desc"'
    codes = {words_of(code) for code in vi.page.soup.select("code")}
    assert {one.name for one in PARAMETERS} <= codes
    assert {value for one in PARAMETERS for value in one.values} <= codes
    assert {"access_step_free", "together_facets", "openactive", "problems"} <= codes
    ours = {str(a["href"]) for a in vi.page.soup.select("main a[href^='/']")}
    assert len(ours) > 20
    for address in sorted(ours):
        answer = vi.ask("GET", address)
        assert answer.status_code == 200, address
        assert "Problems" not in answer.headers, address


def everything(folder: Path, url: str) -> dict[str, bytes]:
    """What a site of its own says on every face."""
    app = create_app(settings_of(folder, url))
    with app.app_context():
        db.create_all()
        fill()
        db.session.commit()
        said = {
            path: app.test_client().get(path).data for path in (*OURS, "/weeks/co-production-week-2027/archive.zip")
        }
        db.session.remove()
        db.engine.dispose()
    return said


def test_both_databases_give_the_same_bytes(tmp_path: Path, postgresql_url: str) -> None:
    sqlite = everything(tmp_path, f"sqlite:///{tmp_path / 'same.sqlite3'}")
    postgresql = everything(tmp_path, made_anew(postgresql_url, "registry_same"))
    assert [path for path, data in sqlite.items() if data != postgresql[path]] == []
    assert all(len(data) > 1000 for data in sqlite.values())


QUESTIONS = st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30)), max_size=4)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUESTIONS, path=st.sampled_from(OURS))
def test_no_question_breaks_anything_and_what_is_not_used_is_said(
    vi: Visitor, asked: list[tuple[str, str]], path: str
) -> None:
    answer = vi.ask("GET", f"{path}?{urlencode(asked)}")
    if answer.status_code == 400:
        assert "cursor" in dict(asked)
        return
    assert answer.status_code == 200
    named = [name for name in answer.headers.get("Problems", "").split(", ") if name]
    assert set(named) <= {name for name, _value in asked}
    if path.endswith("json"):
        assert sorted({one["parameter"] for one in json.loads(answer.data)["problems"]}) == named
