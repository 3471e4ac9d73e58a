"""Who somebody elsewhere is: their key, and where to write to them, from their own server."""

import json
from typing import Any
from urllib.parse import urldefrag

from sqlalchemy import select

from app.extensions import db
from app.federation import addresses
from app.federation.models import Peer
from app.federation.sending import send
from app.federation.signatures import usable
from app.fetching.target import exact
from app.fetching.troubles import NoAnswer
from app.shared.clock import now

# JSON of another type may have been put there by anybody who may upload files (CVE-2024-25623).
TYPES = {"application/activity+json", "application/ld+json"}
LONGEST = 500
GONE = 410


class UnknownPeer(Exception):
    """We cannot find out who this is. The message says why."""


class PeerIsGone(UnknownPeer):
    """Their server says that they are no more."""


def known_by_key(key_id: str) -> Peer | None:
    """Somebody whose key we have kept."""
    return db.session.scalars(select(Peer).where(Peer.key_id == key_id)).first()


def fetch_by_key(key_id: str, week: str) -> Peer:
    """The owner of a key, as their server describes them now; kept. Commits. Raises UnknownPeer.

    A key's address is the owner's own with a fragment (Mastodon, Mobilizon, Gancio) or one of its own (GoToSocial).
    Owner and key have to name each other, on one host.
    """
    document = fetch(urldefrag(key_id).url, week)
    owner = document.get("owner") or owner_named(document, key_id) or document.get("id")
    if not isinstance(owner, str) or addresses.host_of(owner) != addresses.host_of(key_id):
        raise UnknownPeer("The key does not say whose it is.")
    if owner != document.get("id") or "inbox" not in document:
        document = fetch(owner, week)
    return keep(owner, key_id, document)


def fetch(url: str, week: str) -> dict[str, Any]:
    """A document of another server. Raises UnknownPeer."""
    if len(url) > LONGEST:
        raise UnknownPeer("The address of the key is too long.")
    try:
        answer = send("GET", url, week)
    except NoAnswer as trouble:
        raise UnknownPeer(f"We could not fetch the key: {trouble}.") from trouble
    if answer.status == GONE:
        raise PeerIsGone(f"We could not fetch the key: the answer was {answer.status}.")
    if answer.status != 200 or answer.media_type not in TYPES:
        raise UnknownPeer(f"We could not fetch the key: the answer was {answer.status} {answer.media_type}.")
    document = read_json(answer.body)
    if document is None:
        raise UnknownPeer("We could not read the key: it is not a JSON object.")
    return document


def is_gone(actor: str, week: str) -> bool:
    """Whether somebody's own server says that they are gone for good."""
    try:
        fetch(actor, week)
    except PeerIsGone:
        return True
    except UnknownPeer:
        return False
    return False


def read_json(body: bytes) -> dict[str, Any] | None:
    """A JSON object; None for anything else, however deep or large."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def keys_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The keys in an actor's document: one or several."""
    said = document.get("publicKey")
    return [key for key in (said if isinstance(said, list) else [said]) if isinstance(key, dict)]


def owner_named(document: dict[str, Any], key_id: str) -> object:
    """The owner a document names for a key."""
    return next((key.get("owner") for key in keys_of(document) if key.get("id") == key_id), None)


def keep(owner: str, key_id: str, document: dict[str, Any]) -> Peer:
    """Keep what an actor's own document says of them. Commits. Raises UnknownPeer."""
    if document.get("id") != owner or len(owner) > LONGEST:
        raise UnknownPeer("The document at the owner's address is of somebody else.")
    key = next((one for one in keys_of(document) if one.get("id") == key_id), None)
    if key is None or key.get("owner") != owner or not usable(key.get("publicKeyPem")):
        raise UnknownPeer("The owner has no such RSA key of 2048 bits or more.")
    endpoints = document.get("endpoints")
    shared = endpoints.get("sharedInbox") if isinstance(endpoints, dict) else None
    inbox = own(document.get("inbox"), owner)
    if not inbox:
        raise UnknownPeer("The owner has no inbox on their own host.")
    row = db.session.get(Peer, owner) or Peer(actor=owner)
    row.key_id, row.public_key = key_id, key["publicKeyPem"]
    row.inbox, row.shared_inbox, row.fetched_at = inbox, own(shared, owner), now()
    db.session.add(row)
    db.session.commit()
    return row


def own(url: object, owner: str) -> str:
    """An address on the owner's own host, else nothing: nobody makes us write to somebody who did not ask."""
    if (
        not isinstance(url, str)
        or len(url) > LONGEST
        or not url.isprintable()
        or addresses.host_of(url) != addresses.host_of(owner)
    ):
        return ""
    try:
        exact(url)
    except NoAnswer:
        return ""
    return url
