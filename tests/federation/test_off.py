"""Without the setting there is no federation, and nothing on the site that says so."""

import pytest
from flask import Flask

from app import create_app
from app.catalogue.publish import publish_week
from app.extensions import db
from app.notifications.worker import Job
from tests.client import Visitor
from tests.conftest import empty
from tests.federation.conftest import WEEK
from tests.registry.factory import a_week

ADDRESSES = (
    *("/.well-known/webfinger?resource=acct:x@weeks.example", "/.well-known/nodeinfo", "/nodeinfo/2.1"),
    *(f"/federation/weeks/{WEEK}", f"/federation/weeks/{WEEK}/outbox", f"/federation/weeks/{WEEK}/followers"),
    *(f"/federation/weeks/{WEEK}/inbox", f"/federation/events/{'0' * 32}"),
)


@pytest.fixture
def off(site: Flask) -> Flask:
    """The site as it is without the setting, and a Week on it."""
    with site.app_context():
        publish_week(a_week())
        db.session.commit()
        yield site
        db.session.rollback()
        empty(site)


def test_every_address_is_as_if_it_did_not_exist(off: Flask) -> None:
    unknown = off.test_client().get("/federation/nonsense")
    for path in ADDRESSES:
        for method in ("GET", "POST", "PUT", "OPTIONS"):
            response = Visitor(off).ask(method, path, headers={"Accept": "application/activity+json"})
            assert response.status_code == 404, path
            assert set(response.headers.keys()) <= set(unknown.headers.keys()) | {"Vary", "Set-Cookie"}, path
    assert not [rule for rule in off.url_map.iter_rules() if rule.endpoint.startswith("federation")]


def test_no_page_speaks_of_it(off: Flask) -> None:
    assert off.config["FEDERATION"] is False
    Visitor(off).get(f"/weeks/{WEEK}").lacks("Mastodon", "activity+json", f"@{WEEK}")
    Visitor(off).get("/privacy").lacks("follow a Week")


def test_the_worker_has_nothing_of_it_to_do(off: Flask) -> None:
    jobs: list[Job] = off.extensions["worker_jobs"]
    assert not [job.name for job in jobs if "federation" in job.name]
    on = create_app({**off.config, "FEDERATION": True})
    assert len([job for job in on.extensions["worker_jobs"] if "federation" in job.name]) == 3
    assert off.test_cli_runner().invoke(args=["federation", "status"]).output.startswith("Federation is off.")
    with on.app_context():
        db.engine.dispose()
