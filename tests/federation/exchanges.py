"""What other servers send, in the shape each of them gives it."""

from typing import Any

from tests.federation.fediverse import Person

MASTODON_CONTEXT: list[Any] = [
    "https://www.w3.org/ns/activitystreams",
    "https://w3id.org/security/v1",
    {
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "toot": "http://joinmastodon.org/ns#",
        "atomUri": "ostatus:atomUri",
        "Hashtag": "as:Hashtag",
    },
]


def mastodon_follow(person: Person, week: str, number: int = 1) -> dict[str, Any]:
    """Mastodon names each Follow anew."""
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"https://{person.host}/c0ffee-{number}",
        "type": "Follow",
        "actor": person.actor,
        "object": week,
    }


def mastodon_undo(person: Person, week: str, number: int = 1) -> dict[str, Any]:
    """The Follow is embedded without a context of its own."""
    follow = mastodon_follow(person, week, number)
    del follow["@context"]
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"{person.actor}#follows/{number}/undo",
        "type": "Undo",
        "actor": person.actor,
        "object": follow,
    }


def mastodon_delete(person: Person) -> dict[str, Any]:
    """An account was deleted: sent to every server ever heard of, with a signature of linked data besides."""
    return {
        "@context": MASTODON_CONTEXT,
        "id": f"{person.actor}#delete",
        "type": "Delete",
        "actor": person.actor,
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "object": person.actor,
        "signature": {
            "type": "RsaSignature2017",
            "creator": person.key_id,
            "created": "2027-05-01T09:00:00Z",
            "signatureValue": "b3VycyBpcyBub3QgbG9va2VkIGF0",
        },
    }


def mastodon_note(person: Person) -> dict[str, Any]:
    """A reply, which nobody reads here."""
    return {
        "@context": MASTODON_CONTEXT,
        "id": f"{person.actor}/statuses/1/activity",
        "type": "Create",
        "actor": person.actor,
        "object": {"id": f"{person.actor}/statuses/1", "type": "Note", "content": "<p>See you there</p>"},
    }


def mobilizon_follow(person: Person, week: str, number: int = 1) -> dict[str, Any]:
    """Mobilizon says to whom and how, and names it under /follow/."""
    return {
        "@context": ["https://www.w3.org/ns/activitystreams", {"mz": "https://joinmobilizon.org/ns#"}],
        "actor": person.actor,
        "attributedTo": None,
        "cc": [],
        "id": f"https://{person.host}/follow/5f0a9d6e-0000-4000-8000-00000000000{number}",
        "object": week,
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "type": "Follow",
    }


def mobilizon_undo(person: Person, week: str, number: int = 1) -> dict[str, Any]:
    """The whole Follow again, context and all."""
    return {
        "@context": ["https://www.w3.org/ns/activitystreams", {"mz": "https://joinmobilizon.org/ns#"}],
        "actor": person.actor,
        "id": f"https://{person.host}/unfollow/5f0a9d6e/activity",
        "object": mobilizon_follow(person, week, number),
        "type": "Undo",
    }


def gancio_follow(person: Person, week: str) -> dict[str, Any]:
    """Gancio's Follow always has the same name, made of our address."""
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"https://{person.host}/federation/m/{week}#follow",
        "type": "Follow",
        "actor": person.actor,
        "object": week,
    }


def gancio_undo(person: Person, week: str) -> dict[str, Any]:
    """What it embeds has no actor."""
    return {
        "@context": "https://www.w3.org/ns/activitystreams",
        "id": f"https://{person.host}/federation/m/{week}#unfollow",
        "type": "Undo",
        "actor": person.actor,
        "object": {"id": f"https://{person.host}/federation/m/{week}#follow", "type": "Follow", "object": week},
    }
