"""What other servers may tell a Week, in their own formats, and what is refused."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.federation.followers import block
from app.federation.inbox import ASKING
from app.federation.models import Delivery, Follower, Peer, SeenSignature
from tests.federation import exchanges, recorded
from tests.federation.conftest import ACTOR, Clock, Post
from tests.federation.fediverse import Fediverse, Person, gancio, gotosocial, mastodon, mobilizon

Work = Callable[[], None]


def followers() -> int:
    return db.session.scalar(select(func.count()).select_from(Follower)) or 0


PEERS = [
    pytest.param(mastodon("vi"), exchanges.mastodon_follow, exchanges.mastodon_undo, id="mastodon"),
    pytest.param(mobilizon(), exchanges.mobilizon_follow, exchanges.mobilizon_undo, id="mobilizon"),
    pytest.param(mobilizon("vi"), exchanges.mobilizon_follow, exchanges.mobilizon_undo, id="mobilizon person"),
    pytest.param(gancio(), exchanges.gancio_follow, exchanges.gancio_undo, id="gancio"),
    pytest.param(gotosocial("vi"), exchanges.mastodon_follow, exchanges.mastodon_undo, id="gotosocial"),
    pytest.param(recorded.a_mastodon(), recorded.mastodon_follow, recorded.mastodon_undo, id="mastodon recorded"),
    pytest.param(recorded.a_mobilizon(), recorded.mobilizon_follow, recorded.mobilizon_undo, id="mobilizon recorded"),
    pytest.param(recorded.a_gancio(), exchanges.gancio_follow, exchanges.gancio_undo, id="gancio recorded"),
]


@pytest.mark.parametrize(("person", "follow", "undo"), PEERS)
def test_each_kind_of_server_follows_is_accepted_and_stops(
    fediverse: Fediverse, tell: Post, work: Work, *, person: Person, follow: Any, undo: Any
) -> None:
    fediverse.add(person)
    asked = follow(person, ACTOR)
    assert tell(person, asked).status_code == 202
    assert followers() == 1
    work()
    (accept,) = fediverse.server(person).inboxes[person.document["inbox"]]
    assert (accept["type"], accept["actor"], accept["object"]["id"]) == ("Accept", ACTOR, asked["id"])
    assert (accept["object"]["actor"], accept["object"]["object"]) == (person.actor, ACTOR)
    assert tell(person, undo(person, ACTOR)).status_code == 202
    assert followers() == 0
    assert db.session.scalar(select(func.count()).select_from(Delivery)) == 0


def test_an_undo_by_the_name_of_the_follow_is_understood(
    fediverse: Fediverse, tell: Post, follows: Callable[..., None]
) -> None:
    vi = fediverse.add(mastodon("vi"))
    follows(vi)
    undo = exchanges.mastodon_undo(vi, ACTOR)
    assert tell(vi, {**undo, "object": "https://mastodon.example/something-else"}).status_code == 202
    assert followers() == 1
    tell(vi, {**undo, "object": undo["object"]["id"]})
    assert followers() == 0


def test_nobody_undoes_what_another_asked_for(fediverse: Fediverse, tell: Post, follows: Callable[..., None]) -> None:
    vi, eve = fediverse.add(mastodon("vi")), fediverse.add(mastodon("eve", key_name="two"))
    follows(vi)
    undo = exchanges.mastodon_undo(vi, ACTOR)
    assert tell(eve, {**undo, "actor": eve.actor}).status_code == 202
    assert tell(eve, undo).status_code == 401
    assert tell(eve, {**exchanges.mastodon_delete(eve), "object": vi.actor}).status_code == 202
    assert tell(eve, exchanges.mastodon_delete(vi)).status_code == 401
    assert followers() == 1


def test_the_same_request_again_changes_nothing(fediverse: Fediverse, tell: Post, clock: Clock, work: Work) -> None:
    vi = fediverse.add(mastodon("vi"))
    kept = exchanges.gancio_follow(vi, ACTOR)
    then = clock.at
    tell(vi, kept)
    tell(vi, kept)
    work()
    assert len(fediverse.sent_to(vi)) == 1
    tell(vi, exchanges.gancio_undo(vi, ACTOR))
    assert followers() == 0
    assert tell(vi, kept, at=then).status_code == 202
    assert followers() == 0
    clock.wait(minutes=1)
    tell(vi, kept)
    assert followers() == 1
    assert tell(vi, kept, at=then - timedelta(hours=13)).status_code == 401


def test_asking_again_brings_another_accept_and_no_second_follower(
    fediverse: Fediverse, tell: Post, work: Work, clock: Clock
) -> None:
    vi = fediverse.add(mastodon("vi"))
    for number in (1, 2):
        clock.wait(minutes=1)
        tell(vi, exchanges.mastodon_follow(vi, ACTOR, number))
        work()
    assert followers() == 1
    accepts = fediverse.sent_to(vi)
    assert [one["object"]["id"][-1] for one in accepts] == ["1", "2"]
    assert len({one["id"] for one in accepts}) == 2


@pytest.mark.parametrize("delete", [exchanges.mastodon_delete, recorded.mastodon_delete])
def test_a_deleted_account_is_forgotten(
    fediverse: Fediverse, tell: Post, follows: Callable[..., None], delete: Callable[[Person], Any]
) -> None:
    vi = fediverse.add(mastodon("vi"))
    follows(vi)
    assert tell(vi, delete(vi)).status_code == 202
    assert followers() == 0
    assert db.session.get(Peer, vi.actor) is None


def test_so_is_one_whose_key_went_with_it(
    fediverse: Fediverse, tell: Post, follows: Callable[..., None], clock: Clock
) -> None:
    vi = fediverse.add(mastodon("vi"))
    follows(vi)
    clock.wait(minutes=1)
    assert tell(vi, exchanges.mastodon_delete(vi), key_name="two").status_code == 401
    assert followers() == 1
    fediverse.gone.add(vi.actor)
    assert tell(vi, exchanges.mastodon_delete(vi), key_name="two").status_code == 202
    assert followers() == 0


def test_what_nobody_reads_is_taken_without_asking_anybody(fediverse: Fediverse, tell: Post) -> None:
    vi = fediverse.add(mastodon("vi"))
    for activity in (
        exchanges.mastodon_note(vi),
        exchanges.mastodon_delete(vi),  # nobody here
        {**exchanges.mastodon_follow(vi, ACTOR), "type": "Like"},
        {**exchanges.mastodon_follow(vi, ACTOR), "type": ["Follow"]},
        {**exchanges.mastodon_undo(vi, ACTOR), "object": None},
    ):
        assert tell(vi, activity).status_code == 202
    assert fediverse.asked == []
    assert followers() == 0


def test_a_new_key_is_fetched_once(
    fediverse: Fediverse, tell: Post, follows: Callable[..., None], clock: Clock
) -> None:
    follows(fediverse.add(mastodon("vi")))
    renewed = fediverse.add(mastodon("vi", key_name="two"))
    assert tell(renewed, exchanges.mastodon_follow(renewed, ACTOR, 2)).status_code == 401  # fetched a moment ago
    clock.wait(minutes=6)
    assert tell(renewed, exchanges.mastodon_follow(renewed, ACTOR, 2)).status_code == 202
    asked = len(fediverse.asked)
    assert tell(renewed, exchanges.mastodon_follow(renewed, ACTOR, 3)).status_code == 202
    assert len(fediverse.asked) == asked


@pytest.mark.parametrize(
    ("changed", "status", "reason"),
    [
        ({"headers": {"Signature": None}}, 401, "no Signature header"),
        ({"headers": {"Digest": None}}, 401, "not sent: digest"),
        ({"sent_body": b'{"type":"Follow","actor":"x"}'}, 401, "does not match the body"),
        ({"key_name": "two"}, 401, "does not fit the key"),
        ({"names": "(request-target) host date"}, 401, "Sign these too: digest"),
        ({"algorithm": "hmac-sha256"}, 401, "rsa-sha256"),
        ({"key_id": "https://other.example/users/vi#main-key"}, 401, "of the actor's own host"),
        ({"key_id": "https://mastodon.example/users/vi#other-key"}, 401, "no such RSA key"),
        ({"key_id": "https://mastodon.example/nowhere"}, 401, "the answer was 404"),
        ({"headers": {"Host": "other.example"}}, 401, "another host"),
        ({"body": b"["}, 400, "one JSON object"),
        ({"body": b"[]"}, 400, "one JSON object"),
        ({"body": b'{"a":' * 50_000}, 413, ""),
        ({"body": b'{"a":' * 20_000}, 400, "one JSON object"),
        ({"body": b'{"a":' + b"9" * 5000 + b"}"}, 400, "one JSON object"),
        ({"body": b"\xff\xfe"}, 400, "one JSON object"),
        ({"body": b'{"type":"Follow"}'}, 401, "own host"),
        ({"body": b'{"type":"Follow","actor":"https://mastodon.example/\\u0000"}'}, 401, "own host"),
        ({"body": b'{"type":"Follow","actor":"https://mastodon.example/\\ud800"}'}, 401, "own host"),
        ({"body": b'{"type":"Follow","actor":"https://[mastodon.example/"}'}, 401, "own host"),
    ],
)
def test_what_is_refused_says_why(
    fediverse: Fediverse, tell: Post, changed: dict[str, Any], status: int, reason: str
) -> None:
    vi = fediverse.add(mastodon("vi"))
    response = tell(vi, exchanges.mastodon_follow(vi, ACTOR), **changed)
    assert (response.status_code, reason in response.text) == (status, True), response.text
    assert followers() == 0


def test_a_follow_of_something_else_is_refused(fediverse: Fediverse, tell: Post) -> None:
    vi = fediverse.add(mastodon("vi"))
    follow = exchanges.mastodon_follow(vi, ACTOR)
    for broken in (
        {"object": ACTOR + "x"},
        {"object": None},
        {"object": [ACTOR]},
        {"id": None},
        {"id": "x" * 501},
        {"id": "\0"},
    ):
        response = tell(vi, {**follow, **broken})
        assert response.status_code == 400
    assert tell(vi, follow, path="/federation/weeks/nowhere/inbox").status_code == 404
    assert followers() == 0


@pytest.mark.parametrize(
    "broken",
    [
        {"inbox": "https://victim.example/inbox"},
        {"inbox": "http://mastodon.example/inbox"},
        {"inbox": None},
        {"id": "https://mastodon.example/users/eve"},
        {"publicKey": None},
        {
            "publicKey": {
                "id": "https://mastodon.example/users/vi#main-key",
                "owner": "https://mastodon.example/users/vi",
            }
        },
        {"publicKey": "https://mastodon.example/users/vi#main-key"},
    ],
)
def test_an_actor_that_cannot_be_meant_is_refused(fediverse: Fediverse, tell: Post, broken: dict[str, Any]) -> None:
    vi = fediverse.add(mastodon("vi"))
    vi.document |= broken
    assert tell(vi, exchanges.mastodon_follow(vi, ACTOR)).status_code == 401
    assert followers() == 0


def test_a_shared_inbox_of_somebody_else_is_not_used(fediverse: Fediverse, follows: Callable[..., None]) -> None:
    vi = fediverse.add(mastodon("vi"))
    vi.document["endpoints"] = {"sharedInbox": "https://victim.example/inbox"}
    follows(vi)
    assert db.session.scalars(select(Follower.shared_inbox)).one() == ""


def test_a_server_that_does_not_answer_is_named(fediverse: Fediverse, tell: Post) -> None:
    vi = fediverse.add(mastodon("vi"))
    fediverse.server(vi).is_down = True
    response = tell(vi, exchanges.mastodon_follow(vi, ACTOR))
    assert (response.status_code, "mastodon.example does not answer" in response.text) == (401, True)


def test_one_key_is_fetched_at_a_time(fediverse: Fediverse, tell: Post) -> None:
    vi = fediverse.add(mastodon("vi"))
    with ASKING:
        response = tell(vi, exchanges.mastodon_follow(vi, ACTOR))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert tell(vi, exchanges.mastodon_follow(vi, ACTOR)).status_code == 202


def test_a_network_may_not_ask_too_often(
    fediverse: Fediverse, tell: Post, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.federation.inbox.MOST_PER_NETWORK", 2)
    vi = fediverse.add(mastodon("vi"))
    statuses = []
    for number in range(3):
        clock.wait(seconds=1)
        statuses.append(tell(vi, exchanges.mastodon_follow(vi, ACTOR, number)).status_code)
    assert statuses == [202, 202, 429]
    assert tell(vi, exchanges.mastodon_note(vi)).status_code == 202  # costs nothing
    clock.wait(hours=2)
    assert tell(vi, exchanges.mastodon_follow(vi, ACTOR, 9)).status_code == 202


def test_a_blocked_domain_and_those_under_it_are_refused(
    fediverse: Fediverse, tell: Post, follows: Callable[..., None]
) -> None:
    near, under = fediverse.add(mastodon("vi")), fediverse.add(mastodon("eve", "a.mastodon.example"))
    far = fediverse.add(mastodon("cal", "notmastodon.example"))
    for person in (near, under, far):
        follows(person)
    assert block("Mastodon.Example.") == 2
    db.session.commit()
    assert db.session.scalars(select(Follower.actor)).all() == [far.actor]
    for person in (near, under):
        assert tell(person, exchanges.mastodon_follow(person, ACTOR, 2)).status_code == 403
    follows(far, 2)


def test_what_is_kept_is_an_actor_two_inboxes_and_a_key(
    app: Flask, fediverse: Fediverse, follows: Callable[..., None]
) -> None:
    vi = fediverse.add(mastodon("vi"))
    follows(vi)
    kept = db.session.scalars(select(Follower)).one()
    assert {kept.actor, kept.inbox, kept.shared_inbox} == {vi.actor, vi.document["inbox"], vi.target}
    columns = set(Follower.__table__.columns.keys()) | set(Peer.__table__.columns.keys())
    assert not {"name", "summary", "icon", "document"} & columns
    assert len(db.session.scalars(select(SeenSignature)).all()) == 1
    shown = app.test_client().get(f"{ACTOR.removeprefix('https://weeks.example')}/followers").get_data(as_text=True)
    assert json.loads(shown)["totalItems"] == 0  # until their server has our Accept
    assert "vi" not in shown.replace("activity", "")
