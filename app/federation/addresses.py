"""Where federated things are. Others keep these addresses: once given, they stay."""

from urllib.parse import urlsplit

from flask import current_app

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
JSON = "application/activity+json"
LD_JSON = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'


def site() -> str:
    """The site's address, without a slash at its end."""
    return str(current_app.config["SITE_URL"])


def authority() -> str:
    """The part of our names after the "@"."""
    return urlsplit(site()).netloc.lower()


def actor(week: str) -> str:
    """A Week's identifier."""
    return f"{site()}/federation/weeks/{week}"


def followers(week: str) -> str:
    """Those who follow a Week."""
    return f"{actor(week)}/followers"


def key_of(week: str) -> str:
    """A Week's key."""
    return f"{actor(week)}#main-key"


def event(key: str) -> str:
    """An announced event's identifier."""
    return f"{site()}/federation/events/{key}"


def handle(week: str) -> str:
    """What people type to find a Week: ``@week@host`` without the first "@"."""
    return f"{week}@{authority()}"


def host_of(url: str) -> str:
    """The host in an address of somebody else's, in lower case."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # half an IPv6 address
        return ""
