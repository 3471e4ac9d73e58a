"""Other servers, as they behave towards ours: they have people, check signatures, and keep what they are sent."""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urldefrag, urlsplit

from Crypto.Hash import SHA256
from Crypto.PublicKey import RSA
from Crypto.Signature import pkcs1_15
from flask import Flask
from werkzeug.http import http_date, parse_date
from werkzeug.test import TestResponse

from app.fetching.exchange import Answer
from app.fetching.target import Target
from app.fetching.troubles import Kind, NoAnswer

OURS = "weeks.example"
CONTENT_TYPE = "application/activity+json"


@cache
def key(name: str) -> RSA.RsaKey:
    """A key of somebody's, made once for all tests."""
    return RSA.generate(2048)


def public(name: str) -> str:
    """Its public half."""
    return key(name).public_key().export_key().decode()


def signed(text: str, name: str) -> str:
    """A signature of a text."""
    return base64.b64encode(pkcs1_15.new(key(name)).sign(SHA256.new(text.encode()))).decode()


class Killed(BaseException):
    """The worker was killed, in the middle of a request."""


@dataclass
class Person:
    """Somebody elsewhere, as their server describes them."""

    actor: str
    document: dict[str, Any]
    key_name: str
    key_id: str
    names: str
    algorithm: str = "rsa-sha256"
    others: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """Their server."""
        return str(urlsplit(self.actor).hostname)

    @property
    def target(self) -> str:
        """Where they are written to."""
        shared = self.document.get("endpoints", {}).get("sharedInbox")
        return str(shared or self.document["inbox"])


def mastodon(name: str, host: str = "mastodon.example", key_name: str = "one") -> Person:
    """A person on Mastodon."""
    actor = f"https://{host}/users/{name}"
    document = {
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1", {"toot": "x"}],
        "id": actor,
        "type": "Person",
        "following": f"{actor}/following",
        "followers": f"{actor}/followers",
        "inbox": f"{actor}/inbox",
        "outbox": f"{actor}/outbox",
        "preferredUsername": name,
        "name": name.capitalize(),
        "summary": "<p>Hello</p>",
        "url": f"https://{host}/@{name}",
        "manuallyApprovesFollowers": False,
        "publicKey": {"id": f"{actor}#main-key", "owner": actor, "publicKeyPem": public(key_name)},
        "tag": [],
        "attachment": [],
        "endpoints": {"sharedInbox": f"https://{host}/inbox"},
    }
    names = "(request-target) host date digest content-type"
    return Person(actor, document, key_name, f"{actor}#main-key", names)


def mobilizon(name: str = "relay", host: str = "mobilizon.example", key_name: str = "one") -> Person:
    """An instance of Mobilizon (its relay), or one of its people."""
    actor = f"https://{host}/relay" if name == "relay" else f"https://{host}/@{name}"
    document = {
        "@context": ["https://www.w3.org/ns/activitystreams", {"mz": "https://joinmobilizon.org/ns#"}],
        "id": actor,
        "type": "Application" if name == "relay" else "Person",
        "preferredUsername": name,
        "inbox": f"https://{host}/inbox",
        "outbox": f"{actor}/outbox",
        "discussions": None,
        "endpoints": {"sharedInbox": f"https://{host}/inbox"},
        "publicKey": {"id": f"{actor}#main-key", "owner": actor, "publicKeyPem": public(key_name)},
    }
    return Person(actor, document, key_name, f"{actor}#main-key", "(request-target) content-length date digest host")


def gancio(host: str = "gancio.example", key_name: str = "one") -> Person:
    """A Gancio: one application, no shared inbox."""
    actor = f"https://{host}/federation/u/events"
    document = {
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": actor,
        "type": "Application",
        "name": "events",
        "preferredUsername": "events",
        "inbox": f"{actor}/inbox",
        "outbox": f"{actor}/outbox",
        "discoverable": True,
        "publicKey": {"id": f"{actor}#main-key", "owner": actor, "publicKeyPem": public(key_name)},
    }
    return Person(actor, document, key_name, f"{actor}#main-key", "(request-target) host date digest")


def gotosocial(name: str, host: str = "gts.example", key_name: str = "one") -> Person:
    """A person on GoToSocial: the key has an address of its own, and a stub of the actor is there."""
    actor = f"https://{host}/users/{name}"
    key_id = f"{actor}/main-key"
    about_key = {"id": key_id, "owner": actor, "publicKeyPem": public(key_name)}
    document = {
        "@context": ["https://w3id.org/security/v1", "https://www.w3.org/ns/activitystreams"],
        "id": actor,
        "type": "Person",
        "preferredUsername": name,
        "inbox": f"{actor}/inbox",
        "publicKey": about_key,
    }
    stub = {"id": actor, "type": "Person", "preferredUsername": name, "publicKey": about_key}
    names = "(request-target) host date digest"
    return Person(actor, document, key_name, key_id, names, algorithm="hs2019", others={key_id: stub})


@dataclass
class Server:
    """What one host does with what we send."""

    answers: int = 202
    is_down: bool = False
    kills: bool = False
    inboxes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


class Fediverse:
    """All the other servers, in place of the network. Every request of ours must be signed by one of our Weeks."""

    def __init__(self, app: Flask, clock: Callable[[], datetime]) -> None:
        self.app = app
        self.clock = clock
        self.servers: dict[str, Server] = {}
        self.people: dict[str, Person] = {}
        self.gone: set[str] = set()
        self.asked: list[str] = []

    def add(self, person: Person) -> Person:
        """Somebody signs up."""
        self.people[person.actor] = person
        self.servers.setdefault(person.host, Server())
        return person

    def server(self, person: Person) -> Server:
        """Somebody's server."""
        return self.servers[person.host]

    def sent_to(self, person: Person) -> list[dict[str, Any]]:
        """What somebody was sent, each thing once, as servers take it: by id."""
        found: dict[str, dict[str, Any]] = {}
        for inbox in dict.fromkeys((person.document["inbox"], person.target)):
            for activity in self.server(person).inboxes.get(inbox, []):
                found.setdefault(activity["id"], activity)
        return list(found.values())

    def exchange(self, method: str, target: Target, headers: dict[str, str], body: bytes | None = None) -> Answer:
        """What the real one would do."""
        url, server = target.address, self.servers.get(target.host)
        if server is None or server.is_down:
            raise NoAnswer(Kind.SILENT, f"{target.host} does not answer")
        self.check(method, url, headers, body)
        return self.document(url) if method == "GET" else self.take(server, url, body or b"")

    def document(self, url: str) -> Answer:
        """What is at an address."""
        self.asked.append(url)
        if url in self.gone:
            return Answer(410, {}, b"")
        for person in self.people.values():
            found = person.others.get(url) or (person.document if url == person.actor else None)
            if found is not None:
                return Answer(200, {"content-type": f"{CONTENT_TYPE}; charset=utf-8"}, json.dumps(found).encode())
        return Answer(404, {}, b"")

    def take(self, server: Server, url: str, body: bytes) -> Answer:
        """A delivery."""
        if server.answers < 300:
            server.inboxes.setdefault(url, []).append(json.loads(body))
        if server.kills:
            server.kills = False
            raise Killed
        return Answer(server.answers, {}, b"")

    def check(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> None:
        """Is it signed as draft-cavage-12 says, with the key that our own actor shows?"""
        said = dict(part.split("=", 1) for part in headers["Signature"].split(","))
        said = {name: value.strip('"') for name, value in said.items()}
        target = urlsplit(url)
        path = target.path + (f"?{target.query}" if target.query else "")
        values = {"(request-target)": f"{method.lower()} {path}", "host": target.netloc, "date": headers["Date"]}
        if body is not None:
            values["digest"] = f"SHA-256={base64.b64encode(hashlib.sha256(body).digest()).decode()}"
            assert headers["Digest"] == values["digest"]
            assert headers["Content-Type"] == CONTENT_TYPE
        date = parse_date(headers["Date"])
        assert date is not None
        assert abs(date - self.clock()) < timedelta(minutes=1)
        text = "\n".join(f"{name}: {values[name]}" for name in said["headers"].split())
        assert set(said["headers"].split()) == set(values)
        pem = shown_key(self.app, said["keyId"])
        signature = base64.b64decode(said["signature"])
        pkcs1_15.new(RSA.import_key(pem)).verify(SHA256.new(text.encode()), signature)
        if body is not None:
            assert json.loads(body)["actor"] == urldefrag(said["keyId"]).url


SHOWN: dict[str, str] = {}


def shown_key(app: Flask, key_id: str) -> str:
    """The key our actor shows, as other servers keep it."""
    if key_id not in SHOWN:
        path = urlsplit(key_id).path
        with app.test_client() as client:
            shown = client.get(path, headers={"Accept": CONTENT_TYPE}).get_json()["publicKey"]
        assert shown["id"] == key_id
        SHOWN[key_id] = shown["publicKeyPem"]
    return SHOWN[key_id]


def post(
    app: Flask, person: Person, activity: dict[str, Any], at: datetime, path: str, **changed: Any
) -> TestResponse:
    """Somebody's server sends us something, signed as it signs. ``changed`` replaces headers or the body."""
    body = changed.pop("body", json.dumps(activity).encode())
    headers = {
        "Host": OURS,
        "Date": http_date(at),
        "Digest": f"SHA-256={base64.b64encode(hashlib.sha256(body).digest()).decode()}",
        "Content-Type": CONTENT_TYPE,
        "Content-Length": str(len(body)),
    }
    names = changed.pop("names", person.names)
    values = {name.lower(): value for name, value in headers.items()} | {"(request-target)": f"post {path}"}
    text = "\n".join(f"{name}: {values[name]}" for name in names.split())
    signature = signed(text, changed.pop("key_name", person.key_name))
    headers["Signature"] = (
        f'keyId="{changed.pop("key_id", person.key_id)}",algorithm="{changed.pop("algorithm", person.algorithm)}",'
        f'headers="{names}",signature="{signature}"'
    )
    headers |= changed.pop("headers", {})
    sent = {name: value for name, value in headers.items() if value is not None and name != "Content-Length"}
    return app.test_client().post(path, data=changed.pop("sent_body", body), headers=sent)
