"""A Week as others see it: actor, collections, WebFinger and NodeInfo."""

from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import escape
from sqlalchemy import Row

from app.catalogue.models import Publication, PublishedWeek
from app.catalogue.wording import days_between
from app.federation import activities, addresses
from app.federation.event_object import event_object, stamp
from app.federation.models import Announcement
from app.federation.queries import PER_PAGE
from app.federation.vocabulary import ACTIVITY_STREAMS, ACTOR_CONTEXT, EVENT_CONTEXT

NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.1"
PROFILE_PAGE = "http://webfinger.net/rel/profile-page"


def actor(week: PublishedWeek, public_key: str) -> dict[str, Any]:
    """The Week as a Group, which Mobilizon, Gancio and Mastodon all let people follow (ActivityPub §4.1)."""
    address = addresses.actor(week.slug)
    return {
        "@context": ACTOR_CONTEXT,
        "id": address,
        "type": "Group",
        "preferredUsername": week.slug,
        "webfinger": addresses.handle(week.slug),
        "name": week.document["name"],
        "summary": summary(week),
        "url": page_of(week.slug),
        "inbox": f"{address}/inbox",
        "outbox": f"{address}/outbox",
        "followers": addresses.followers(week.slug),
        "manuallyApprovesFollowers": False,
        "discoverable": True,
        "indexable": True,
        "icon": {
            "type": "Image",
            "mediaType": "image/png",
            "url": f"{addresses.site()}/static/icon-512.png",
            "name": current_app.config["SITE_NAME"],
        },
        "publicKey": {"id": addresses.key_of(week.slug), "owner": address, "publicKeyPem": public_key},
    }


def page_of(week: str) -> str:
    """The Week's own page."""
    return f"{addresses.site()}/weeks/{week}"


def summary(week: PublishedWeek) -> str:
    """What the Week is, as HTML."""
    facts = week.document
    with force_locale("en"):
        lines = [facts["theme"], dates(week), _("Hosted by %(host)s.", host=facts["host"]) if facts["host"] else ""]
        lines.append(_("New and changed events, as moderators publish them. Nobody reads replies here."))
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def dates(week: PublishedWeek) -> str:
    """Its days in words; empty while they are not announced."""
    if not week.first_day or not week.last_day:
        return ""
    return f"{days_between(date.fromisoformat(week.first_day), date.fromisoformat(week.last_day), _('to'))}."


def collection(address: str, total: int) -> dict[str, Any]:
    """An ordered collection of which only the size is told."""
    return {"@context": ACTIVITY_STREAMS, "id": address, "type": "OrderedCollection", "totalItems": total}


def outbox(week: str, total: int) -> dict[str, Any]:
    """The outbox: where its pages are."""
    address = f"{addresses.actor(week)}/outbox"
    return collection(address, total) | {"first": f"{address}?page=1", "last": f"{address}?page={last_page(total)}"}


def last_page(total: int) -> int:
    """The number of the last page; there is always one."""
    return max(1, -(-total // PER_PAGE))


def outbox_page(
    week: PublishedWeek, number: int, total: int, rows: Sequence[Row[tuple[Announcement, Publication]]]
) -> dict[str, Any]:
    """One page: each announced event as it is now, in the Create that announced it."""
    address = f"{addresses.actor(week.slug)}/outbox"
    items = [
        activities.create(week.slug, event_object(publication, week, announced)) for announced, publication in rows
    ]
    page: dict[str, Any] = {
        "@context": EVENT_CONTEXT,
        "id": f"{address}?page={number}",
        "type": "OrderedCollectionPage",
        "partOf": address,
        "totalItems": total,
        "orderedItems": items,
    }
    if number < last_page(total):
        page["next"] = f"{address}?page={number + 1}"
    if number > 1:
        page["prev"] = f"{address}?page={number - 1}"
    return page


def tombstone(announced: Announcement) -> dict[str, Any]:
    """What is left of a withdrawn event (ActivityStreams 2.0 Vocabulary, Tombstone)."""
    assert announced.gone_at is not None
    return {
        "@context": ACTIVITY_STREAMS,
        "id": addresses.event(announced.key),
        "type": "Tombstone",
        "formerType": "Event",
        "deleted": stamp(announced.gone_at),
    }


def webfinger(week: str, wanted: Sequence[str]) -> dict[str, Any]:
    """A JRD (RFC 7033 §4.4). ``wanted`` are the relations asked for; none means all."""
    links = [
        {"rel": "self", "type": addresses.JSON, "href": addresses.actor(week)},
        {"rel": PROFILE_PAGE, "type": "text/html", "href": page_of(week)},
    ]
    return {
        "subject": f"acct:{addresses.handle(week)}",
        "aliases": [addresses.actor(week), page_of(week)],
        "links": [link for link in links if not wanted or link["rel"] in wanted],
    }


def nodeinfo_links() -> dict[str, Any]:
    """Where the facts about this server are."""
    return {"links": [{"rel": NODEINFO, "href": f"{addresses.site()}/nodeinfo/2.1"}]}


def nodeinfo(weeks: int, events: int) -> dict[str, Any]:
    """NodeInfo 2.1: what runs here. Nobody can have an account."""
    return {
        "version": "2.1",
        "software": {"name": "coproduction-week-registry", "version": own_version()},
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": False,
        "usage": {"users": {"total": weeks}, "localPosts": events},
        "metadata": {"nodeName": current_app.config["SITE_NAME"]},
    }


def own_version() -> str:
    """The version of this code where it is installed as a package."""
    try:
        return version("coproduction-week-registry")
    except PackageNotFoundError:
        return "0.1.0"
