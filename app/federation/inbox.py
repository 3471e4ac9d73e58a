"""What others tell a Week: Follow, Undo of it, and Delete of themselves. Everything else is taken and ignored.

Checked in the order of what it costs: the form, what the signature covers, blocks, whether it is anything for us, how
often this network asks, and only then the key, for which another server may have to be asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.accounts.limits import network_of, within_limit
from app.extensions import db
from app.federation import addresses, followers, peers, signatures
from app.federation.models import Peer, SeenSignature
from app.shared.clock import now

MOST_PER_NETWORK = 300
WITHIN = timedelta(hours=1)
REFRESH_AFTER = timedelta(minutes=5)
LONGEST_ID = 500
T = TypeVar("T")
# A server that answers slowly holds up one thread of a process, never all of them.
ASKING = BoundedSemaphore(1)


class Refusal(Exception):
    """An answer other than 202. ``reason`` says what to mend; ``retry_after`` is in seconds."""

    def __init__(self, status: int, reason: str, retry_after: int = 0) -> None:
        super().__init__(reason)
        self.status, self.reason, self.retry_after = status, reason, retry_after


@dataclass(frozen=True)
class Message:
    """A POST as it came. ``path`` carries the query; names of headers are in lower case."""

    week: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    remote_address: str | None


def receive(message: Message) -> str:
    """Act on a message; what was done, in a word. Commits. Raises Refusal."""
    activity = peers.read_json(message.body)
    if activity is None:
        raise Refusal(400, "Send one JSON object.")
    try:
        signed = signatures.read(message.path, message.headers, message.body, now(), our_names())
    except signatures.BadSignature as bad:
        raise Refusal(401, str(bad)) from bad
    actor = identifier(activity.get("actor"))
    host = addresses.host_of(actor)
    if not host or host != addresses.host_of(signed.key_id):
        raise Refusal(401, "The key has to be of the actor's own host.")
    if followers.is_blocked(host):
        raise Refusal(403, "This site does not federate with yours.")
    wanted = asked_for(activity, actor, message.week)
    if wanted == "ignored" or db.session.get(SeenSignature, signed.digest) is not None:
        return "ignored"
    check_rate(message.remote_address)
    if wanted == "delete":
        return delete(signed, actor, message.week)
    peer = verified(signed, actor, message.week)
    if wanted == "follow":
        return finish(signed, lambda: followers.follow(message.week, peer, identifier(activity["id"])), wanted)
    return finish(signed, lambda: followers.unfollow(message.week, actor), wanted)


def our_names() -> set[str]:
    """The hosts a request to us may be signed for. Gancio leaves the port out."""
    return {addresses.authority(), addresses.host_of(addresses.site())}


def identifier(thing: object) -> str:
    """The id of an object, given as itself or embedded; empty for what is none."""
    found = thing.get("id") if isinstance(thing, dict) else thing
    is_one = isinstance(found, str) and 0 < len(found) <= LONGEST_ID and found.isprintable()
    return str(found) if is_one else ""


def asked_for(activity: dict[str, Any], actor: str, week: str) -> str:
    """ "follow", "undo", "delete" or "ignored". Raises Refusal for a Follow that cannot be meant."""
    kind, thing = activity.get("type"), activity.get("object")
    if kind == "Follow":
        if identifier(thing) != addresses.actor(week):
            raise Refusal(400, "This Follow is not of the Week it was sent to.")
        if not identifier(activity.get("id")):
            raise Refusal(400, "A Follow needs an id.")
        return "follow"
    if kind == "Undo" and undoes_follow(thing, actor, week):
        return "undo"
    if kind == "Delete" and identifier(thing) == actor and followers.is_follower(actor):
        return "delete"
    return "ignored"


def undoes_follow(thing: object, actor: str, week: str) -> bool:
    """Whether what is undone is this actor's Follow of this Week: embedded, or by the name it had."""
    if isinstance(thing, dict) and "type" in thing:
        of_us = identifier(thing.get("object")) == addresses.actor(week)
        return thing["type"] == "Follow" and of_us and identifier(thing.get("actor", actor)) == actor
    follower = followers.found(week, actor)
    return follower is not None and identifier(thing) == follower.follow


def check_rate(remote_address: str | None) -> None:
    """Only so much of what costs something, per network. Commits, so that nothing is held while others are asked."""
    is_within = within_limit("inbox-network", network_of(remote_address), MOST_PER_NETWORK, WITHIN)
    db.session.commit()
    if not is_within:
        raise Refusal(429, "That was too much from your network within an hour.", int(WITHIN.total_seconds()))


def verified(signed: signatures.Signed, actor: str, week: str) -> Peer:
    """Who signed it. A key that is kept is fetched again once, when it does not fit. Raises Refusal."""
    peer = peers.known_by_key(signed.key_id)
    if peer is not None and peer.actor == actor and signatures.is_right(signed, peer.public_key):
        return peer
    if peer is not None and peer.fetched_at > now() - REFRESH_AFTER:
        raise Refusal(401, "The signature does not fit the key, which we fetched a moment ago.")
    peer = asking(lambda: peers.fetch_by_key(signed.key_id, week))
    if peer.actor != actor:
        raise Refusal(401, "The key is not the actor's.")
    if not signatures.is_right(signed, peer.public_key):
        raise Refusal(401, "The signature does not fit the key.")
    return peer


def asking(ask: Callable[[], T]) -> T:
    """Ask another server, one at a time in this process. Raises Refusal."""
    if not ASKING.acquire(blocking=False):
        raise Refusal(503, "We are asking another server for its key. Try again in a minute.", 60)
    try:
        return ask()
    except peers.UnknownPeer as unknown:
        raise Refusal(401, str(unknown)) from unknown
    finally:
        ASKING.release()


def delete(signed: signatures.Signed, actor: str, week: str) -> str:
    """Somebody is no more: they say so themselves, or their server, which no longer has their key, does."""
    peer = peers.known_by_key(signed.key_id)
    is_own = peer is not None and peer.actor == actor and signatures.is_right(signed, peer.public_key)
    if not is_own and not asking(lambda: peers.is_gone(actor, week)):
        raise Refusal(401, "The signature does not fit the key, and the actor is still there.")
    return finish(signed, lambda: followers.forget_actor(actor), "delete")


def finish(signed: signatures.Signed, act: Callable[[], object], done: str) -> str:
    """Act, and note the signature in the same transaction, so that the same request acts once. Commits."""
    db.session.commit()  # ends the reading: SQLite would not let what was read before others wrote be written to
    db.session.add(SeenSignature(digest=signed.digest, seen_at=now()))
    try:
        db.session.flush()
        act()
        db.session.commit()
    except IntegrityError:  # the same request, or the same follower, at the same moment
        db.session.rollback()
        current_app.logger.info("a message came twice at once")
        return "ignored"
    return done
