"""What other servers and people see at federated addresses."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.federation.models import Announcement, FederationState
from app.registry.campaign import Campaign
from app.registry.vocabularies.kinds import Happening
from tests.client import Visitor
from tests.federation.conftest import ACTOR, WEEK, Clock
from tests.federation.fediverse import Fediverse, mastodon
from tests.registry.factory import approved, happens

Work = Callable[[], None]
JSON = "application/activity+json"
LD_JSON = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'


@pytest.fixture
def reads(app: Flask) -> Callable[..., Any]:
    """Another server reads an address of ours."""

    def get(url: str, status: int = 200, accept: str = JSON) -> Any:
        path = url.removeprefix("https://weeks.example")
        response = Visitor(app, keeps_cookies=False).ask("GET", path, headers={"Accept": accept})
        assert response.status_code == status, response.text
        return response.get_json(force=True) if status in (200, 410) else response

    return get


@pytest.mark.parametrize(
    "resource",
    [
        *(f"acct:{WEEK}@weeks.example", f"acct:{WEEK.upper()}@Weeks.Example", f"acct%3A{WEEK}%40weeks.example"),
        *(f"acct:@{WEEK}@weeks.example", ACTOR, f"https://weeks.example/weeks/{WEEK}"),
    ],
)
def test_a_week_is_found_by_each_of_its_names(app: Flask, week: Campaign, resource: str) -> None:
    response = app.test_client().get(f"/.well-known/webfinger?resource={resource}")
    assert response.mimetype == "application/jrd+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found = response.get_json()
    assert found["subject"] == f"acct:{WEEK}@weeks.example"
    assert {"rel": "self", "type": JSON, "href": ACTOR} in found["links"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("", 400), ("?resource=", 400), ("?resource=nonsense", 400)),
        *((f"?resource=acct:{WEEK}@elsewhere.example", 404), ("?resource=acct:nobody@weeks.example", 404)),
        *((f"?resource=acct:{WEEK}", 404), ("?resource=https://elsewhere.example/weeks/x", 404)),
        *(("?resource=acct:%00@weeks.example", 404), ("?resource=acct:%FF@weeks.example", 404), ("?resource=:", 404)),
        ("?resource=acct:" + "x" * 3000 + "@weeks.example", 404),
    ],
)
def test_what_cannot_be_found_says_so(app: Flask, week: Campaign, query: str, status: int) -> None:
    response = app.test_client().get(f"/.well-known/webfinger{query}")
    assert response.status_code == status
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_only_the_relations_asked_for_are_told(app: Flask, week: Campaign) -> None:
    found = app.test_client().get(f"/.well-known/webfinger?resource={ACTOR}&rel=self&rel=other").get_json()
    assert [link["rel"] for link in found["links"]] == ["self"]


@pytest.mark.parametrize(
    "accept", [JSON, LD_JSON, "*/*", "", f"{JSON}, {LD_JSON}, text/html;q=0.1", "application/json"]
)
def test_a_week_is_an_actor(week: Campaign, reads: Callable[..., Any], accept: str) -> None:
    actor = reads(ACTOR, accept=accept)
    assert (actor["id"], actor["type"], actor["preferredUsername"]) == (ACTOR, "Group", WEEK)
    assert actor["publicKey"]["id"] == f"{ACTOR}#main-key"
    assert actor["publicKey"]["owner"] == ACTOR
    assert actor["publicKey"]["publicKeyPem"].startswith("-----BEGIN PUBLIC KEY-----")
    assert actor["url"] == f"https://weeks.example/weeks/{WEEK}"
    assert (actor["inbox"], actor["outbox"]) == (f"{ACTOR}/inbox", f"{ACTOR}/outbox")
    assert "Together" in actor["summary"]


def test_people_are_led_to_the_page(app: Flask, week: Campaign, reads: Callable[..., Any]) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = reads(ACTOR, 303, browser)
    assert response.headers["Location"] == f"https://weeks.example/weeks/{WEEK}"
    assert "Accept" in response.headers["Vary"]
    page = Visitor(app).get(f"/weeks/{WEEK}").has(f"@{WEEK}@weeks.example")
    link = page.page.soup.select_one(f'link[rel="alternate"][type="{JSON}"]')
    assert link is not None
    assert link["href"] == f"/federation/weeks/{WEEK}"
    Visitor(app).get("/privacy").has("If you follow a Week from another server")


def test_without_a_key_it_is_not_ready_yet(app: Flask, week: Campaign, reads: Callable[..., Any]) -> None:
    db.session.delete(db.session.scalars(select(FederationState)).one())
    db.session.commit()
    reads(ACTOR, 503)


def test_an_event_is_read_at_its_address_until_it_is_withdrawn(
    fediverse: Fediverse, week: Campaign, work: Work, reads: Callable[..., Any], clock: Clock
) -> None:
    event = approved(campaign=week)
    db.session.commit()
    work()
    address = f"https://weeks.example/federation/events/{db.session.scalars(select(Announcement.key)).one()}"
    found = reads(address)
    assert (found["id"], found["type"], found["name"]) == (address, "Event", "Sharing circle")
    assert reads(address, 303, "text/html").headers["Location"] == f"https://weeks.example/events/{event.slug}"
    happens(event, Happening.WITHDRAWN, "A mistake", clock.at)
    db.session.commit()
    work()
    gone = reads(address, 410)
    assert (gone["type"], gone["formerType"]) == ("Tombstone", "Event")
    assert "Sharing" not in str(gone)
    reads("https://weeks.example/federation/events/nowhere", 404)


def test_the_outbox_has_pages_of_what_is_public_now(
    week: Campaign, work: Work, reads: Callable[..., Any], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.federation.queries.PER_PAGE", 2)
    monkeypatch.setattr("app.federation.presenters.PER_PAGE", 2)
    outbox = f"{ACTOR}/outbox"
    assert reads(outbox)["totalItems"] == 0
    assert reads(f"{outbox}?page=1")["orderedItems"] == []
    for number in range(3):
        event = approved(campaign=week, title=f"Circle {number}")
        db.session.commit()
        work()
    whole = reads(outbox)
    assert (whole["type"], whole["totalItems"]) == ("OrderedCollection", 3)
    first, last = reads(whole["first"]), reads(whole["last"])
    assert (first["next"], last["prev"]) == (whole["last"], whole["first"])
    names = [one["object"]["name"] for one in first["orderedItems"] + last["orderedItems"]]
    assert names == ["Circle 2", "Circle 1", "Circle 0"]
    assert {one["type"] for one in first["orderedItems"]} == {"Create"}
    assert {one["actor"] for one in first["orderedItems"]} == {ACTOR}
    happens(event, Happening.WITHDRAWN, "A mistake", clock.at)
    db.session.commit()
    work()
    assert reads(outbox)["totalItems"] == 2
    for odd in ("0", "-1", "999999999999999999999", "10001"):
        reads(f"{outbox}?page={odd}", 404)
    assert len(reads(f"{outbox}?page=x")["orderedItems"]) == 2
    assert reads(f"{outbox}?page=9")["orderedItems"] == []


def test_only_the_number_of_followers_is_told(
    fediverse: Fediverse, follows: Callable[..., None], work: Work, reads: Callable[..., Any]
) -> None:
    follows(fediverse.add(mastodon("vi")))
    work()
    found = reads(f"{ACTOR}/followers")
    assert found["totalItems"] == 1
    assert "mastodon" not in str(found)


def test_nodeinfo_says_what_runs_here(week: Campaign, reads: Callable[..., Any]) -> None:
    (link,) = reads("/.well-known/nodeinfo")["links"]
    found = reads(link["href"])
    assert (found["version"], found["protocols"], found["openRegistrations"]) == ("2.1", ["activitypub"], False)
    assert found["usage"]["users"]["total"] == 1


def test_reading_changes_nothing_and_odd_addresses_are_not_found(week: Campaign, reads: Callable[..., Any]) -> None:
    for path in ("/federation/weeks/%00", "/federation/weeks/x/outbox", "/federation/weeks/x/followers"):
        reads(path, 404)
    for path in ("/federation/events/%00", "/federation/events/" + "x" * 3000, "/federation"):
        reads(path, 404)
    reads(f"{ACTOR}/inbox", 405)
