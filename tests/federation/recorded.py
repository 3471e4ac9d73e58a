"""Exchanges between real servers, as they were recorded: all their members, under our names and keys.

Mobilizon keeps such recordings among its own tests: a follow and an unfollow from Mastodon (February 2018), the end
of a Mastodon account, a follow between two Mobilizons (December 2019), and how a Mastodon, a Mobilizon and a Gancio
describe themselves. Words, hosts, pictures and keys are ours. An unfollow from Mobilizon is not among them.
"""

from dataclasses import replace
from typing import Any

from Crypto.IO import PEM
from Crypto.Util.asn1 import DerSequence

from tests.federation.fediverse import Person, gancio, key, mastodon, mobilizon

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
STREAMS, SECURITY = "https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"
OF_2018: dict[str, Any] = {
    "toot": "http://joinmastodon.org/ns#",
    "sensitive": "as:sensitive",
    "ostatus": "http://ostatus.org#",
    "movedTo": "as:movedTo",
    "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
    "inReplyToAtomUri": "ostatus:inReplyToAtomUri",
    "conversation": "ostatus:conversation",
    "atomUri": "ostatus:atomUri",
    "Hashtag": "as:Hashtag",
    "Emoji": "toot:Emoji",
}
OF_2019: dict[str, Any] = {
    "Hashtag": "as:Hashtag",
    "category": "sc:category",
    "ical": "http://www.w3.org/2002/12/cal/ical#",
    "joinMode": {"@id": "mz:joinMode", "@type": "mz:joinModeType"},
    "joinModeType": {"@id": "mz:joinModeType", "@type": "rdfs:Class"},
    "maximumAttendeeCapacity": "sc:maximumAttendeeCapacity",
    "mz": "https://joinmobilizon.org/ns#",
    "sc": "http://schema.org#",
    "uuid": "sc:identifier",
}
LITEPUB = [STREAMS, "https://litepub.social/litepub/context.jsonld", OF_2019]


def by_linked_data(person: Person) -> dict[str, Any]:
    """The second signature, inside the message. Nobody here looks at it."""
    creator = {"type": "RsaSignature2017", "creator": person.key_id, "created": "2018-02-17T13:29:31Z"}
    return creator | {"signatureValue": "b3VycyBpcyBub3QgbG9va2VkIGF0"}


def mastodon_follow(person: Person, week: str) -> dict[str, Any]:
    """A Follow is named after its place among the follows, and says whom by a nickname too."""
    return {
        "type": "Follow",
        "signature": by_linked_data(person),
        "object": week,
        "nickname": week.rpartition("/")[2],
        "id": f"{person.actor}#follows/2",
        "actor": person.actor,
        "@context": [STREAMS, SECURITY, OF_2018],
    }


def mastodon_undo(person: Person, week: str) -> dict[str, Any]:
    """The whole Follow but for its context and its signature."""
    follow = mastodon_follow(person, week)
    inside = {name: follow[name] for name in ("type", "object", "nickname", "id", "actor")}
    return {**follow, "type": "Undo", "object": inside, "id": f"{person.actor}#follow/2/undo"}


def mastodon_delete(person: Person) -> dict[str, Any]:
    """What is deleted is the person, embedded."""
    return {
        "type": "Delete",
        "object": {"type": "Person", "id": person.actor, "atomUri": person.actor},
        "id": f"{person.actor}#delete",
        "actor": person.actor,
        "@context": [OF_2018],
    }


def mobilizon_follow(person: Person, week: str) -> dict[str, Any]:
    """A Follow is to the one who is followed, and everybody may know."""
    return {
        "@context": LITEPUB,
        "actor": person.actor,
        "cc": [PUBLIC],
        "id": f"https://{person.host}/follow/b7791977-2a75-4715-815b-6e7125065b71",
        "object": week,
        "to": [week],
        "type": "Follow",
    }


def mobilizon_undo(person: Person, week: str) -> dict[str, Any]:
    """The same, undone; this was not recorded."""
    follow = mobilizon_follow(person, week)
    return {**follow, "type": "Undo", "id": f"{follow['id']}/undo", "object": follow}


def a_mastodon() -> Person:
    """A person, with what Mastodon says of encryption, pictures and other places."""
    person = mastodon("vi")
    more = {
        "featured": f"{person.actor}/collections/featured",
        "devices": f"{person.actor}/collections/devices",
        "discoverable": None,
        "attachment": [{"type": "PropertyValue", "name": "Site", "value": "<a href='https://vi.example'>Vi</a>"}],
        "icon": {"type": "Image", "mediaType": "image/png", "url": f"https://{person.host}/icon.png"},
    }
    return replace(person, document=person.document | more)


def in_pkcs_1(name: str) -> str:
    """A public key without the wrapping that says which kind of key it is (RFC 8017 A.1.1)."""
    public = key(name).public_key()
    der = DerSequence([public.n, public.e]).encode()
    return f"{PEM.encode(der, 'RSA PUBLIC KEY')}\n\n"


def a_mobilizon() -> Person:
    """A relay: no outbox, and its key in the older of two shapes (PKCS #1), with an empty line more."""
    person = mobilizon()
    about_key = person.document["publicKey"] | {"publicKeyPem": in_pkcs_1(person.key_name)}
    more = {
        "@context": LITEPUB,
        "outbox": None,
        "followers": f"{person.actor}/followers",
        "following": f"{person.actor}/following",
        "manuallyApprovesFollowers": False,
        "name": "Mobilizon",
        "summary": "Change this to a proper description of your instance",
        "url": person.actor,
        "publicKey": about_key,
    }
    return replace(person, document=person.document | more)


def a_gancio() -> Person:
    """One application, with its website and its picture."""
    person = gancio()
    site = f"https://{person.host}"
    value = {"type": "PropertyValue", "name": "Website", "value": f"<a href='{site}'>{site}</a>"}
    icon = {"type": "Image", "mediaType": "image/png", "url": f"{site}/logo.png"}
    return replace(person, document=person.document | {"attachment": [value], "icon": icon})
