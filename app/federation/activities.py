"""What is said to others: Create, Update, Delete and Accept (ActivityPub §7)."""

import json
from typing import Any

from app.federation import addresses
from app.federation.models import Announcement, Follower
from app.federation.vocabulary import ACTIVITY_STREAMS, EVENT_CONTEXT


def create(week: str, event: dict[str, Any]) -> dict[str, Any]:
    """The event is new. No context around it."""
    return about(week, "Create", f"{event['id']}#create", event) | {"published": event["published"]}


def update(week: str, announcement: Announcement, event: dict[str, Any]) -> dict[str, Any]:
    """The event has changed, or is cancelled."""
    return about(week, "Update", f"{event['id']}#updates/{announcement.updates}", event)


def delete(week: str, announcement: Announcement) -> dict[str, Any]:
    """The event was withdrawn. Its type is said because Gancio looks at it; at its address there is a Tombstone."""
    address = addresses.event(announcement.key)
    return about(week, "Delete", f"{address}#delete", {"id": address, "type": "Event"})


def accept(follower: Follower, number: int) -> dict[str, Any]:
    """A Follow is accepted. Each has a number of its own, as each is an answer to another request."""
    actor = addresses.actor(follower.week)
    return {
        "@context": ACTIVITY_STREAMS,
        "id": f"{actor}#accepts/{number}",
        "type": "Accept",
        "actor": actor,
        "to": [follower.actor],
        "object": {"id": follower.follow, "type": "Follow", "actor": follower.actor, "object": actor},
    }


def about(week: str, kind: str, name: str, thing: dict[str, Any]) -> dict[str, Any]:
    """An activity for everybody."""
    return {
        "id": name,
        "type": kind,
        "actor": addresses.actor(week),
        "to": [addresses.PUBLIC],
        "cc": [addresses.followers(week)],
        "object": thing,
    }


def in_context(thing: dict[str, Any]) -> dict[str, Any]:
    """With what its words mean."""
    return {"@context": EVENT_CONTEXT, **thing}


def text_of(activity: dict[str, Any]) -> str:
    """The bytes that are sent and signed, as text."""
    return json.dumps(activity, ensure_ascii=False, separators=(",", ":"))
