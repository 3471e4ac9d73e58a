"""An event as an ActivityStreams Event, with what Mobilizon and Gancio read besides, from its public document alone.

Mastodon shows name, summary and url; Mobilizon and Gancio show name, times, place, content and picture. Gancio needs
a media type on every attachment, Mobilizon one single location. Nobody can join through us, hence "external".
"""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.catalogue.addresses import page_address
from app.catalogue.calendar_text import access, booking, happening
from app.catalogue.document import Document, PlaceDocument
from app.catalogue.ical_values import web_address
from app.catalogue.models import Publication, PublishedWeek
from app.catalogue.wording import place_name, when, where
from app.federation import addresses
from app.federation.models import Announcement
from app.registry.session import Timing
from app.registry.times import local
from app.registry.vocabularies.kinds import Format, Happening
from app.registry.vocabularies.places import NATIONS

COUNTRY = "United Kingdom"


def event_object(publication: Publication, week: PublishedWeek, announcement: Announcement) -> dict[str, Any]:
    """The Event, in English with Welsh beside it where there is Welsh. No context around it."""
    document: Any = publication.document
    url = addresses.site() + page_address(document["kind"], document["slug"])
    with force_locale("en"):
        found = {
            "id": addresses.event(announcement.key),
            "type": "Event",
            "attributedTo": addresses.actor(week.slug),
            "to": [addresses.PUBLIC],
            "cc": [addresses.followers(week.slug)],
            "url": url,
            "uuid": publication.uid,
            "published": stamp(announcement.made_at),
            **words(document, url),
            **times(publication, document),
            **state(document),
            **joining(document, url),
            "tag": hashtags(week),
            "attachment": attachments(document, url),
        }
        if place := location(document):
            found["location"] = place
    if announcement.updates:
        found["updated"] = stamp(announcement.updated_at)
    return found


def stamp(moment: datetime) -> str:
    """A UTC instant (xsd:dateTime)."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def words(document: Document, url: str) -> dict[str, Any]:
    """Name, summary and content. The first is text, the others HTML (ActivityStreams 2.0 Vocabulary §4)."""
    name, summary = title(document, document["title"]), brief(document)
    said: dict[str, Any] = {"name": name, "summary": summary, "content": content(document, url)}
    said |= {"mediaType": "text/html", "inLanguage": "en", "nameMap": {"en": name}}
    said |= {"summaryMap": {"en": summary}, "contentMap": {"en": said["content"]}}
    if document["title_cy"]:
        said["nameMap"]["cy"] = title(document, document["title_cy"])
    if document["summary_cy"]:
        said["summaryMap"]["cy"] = str(escape(document["summary_cy"]))
    if document["description_cy_html"]:
        said["contentMap"]["cy"] = document["description_cy_html"]
    return said


def title(document: Document, named: str) -> str:
    """The title; many readers show no status, so what has changed is said."""
    if document["happening"] == Happening.CANCELLED:
        return str(_("Cancelled: %(title)s", title=named))
    if document["happening"] == Happening.POSTPONED:
        return str(_("Postponed: %(title)s", title=named))
    return named


def brief(document: Document) -> str:
    """What has changed, when, where, and what it is: all that Mastodon shows."""
    lines = [happening(document), f"{when(document['sessions'])}. {where(document)}.", document["summary"]]
    return "<br>".join(str(escape(line)) for line in lines if line)


def content(document: Document, url: str) -> str:
    """What the page says that people plan by. The description was made safe when it was published."""
    changed, summary = happening(document), document["summary"]
    blocks = [
        Markup("<p><strong>{}</strong></p>").format(changed) if changed else "",
        Markup("<p>{}<br>{}</p>").format(when(document["sessions"]), where(document)),
        Markup("<p>{}</p>").format(summary) if summary else "",
        document["description_html"],
        *(lines(text) for text in (access(document), booking(document)) if text),
        Markup('<p><a href="{}">{}</a></p>').format(url, _("More, and any changes")),
    ]
    return "\n".join(str(block).strip() for block in blocks if block)


def lines(text: str) -> Markup:
    """Plain lines as one paragraph."""
    return Markup("<p>{}</p>").format(Markup("<br>").join(text.splitlines()))


def times(publication: Publication, document: Document) -> dict[str, str]:
    """First start and last end, on the clock of the place, with their offsets. No end where none is known."""
    zone = document["sessions"][0]["timezone"]
    found = {"startTime": local(publication.starts_at, ZoneInfo(zone)).isoformat(), "timezone": zone}
    if publication.ends_at > publication.starts_at:
        found["endTime"] = local(publication.ends_at, ZoneInfo(zone)).isoformat()
    return found


def state(document: Document) -> dict[str, str]:
    """Mobilizon reads "status", and before version 4 "ical:status"."""
    unsure = any(one["timing"] in (Timing.TIME_TBC, Timing.DATE_TBC) for one in document["sessions"])
    said = "TENTATIVE" if unsure or document["happening"] == Happening.POSTPONED else "CONFIRMED"
    if document["happening"] in (Happening.CANCELLED, Happening.WITHDRAWN):
        said = "CANCELLED"
    return {"ical:status": said, "status": said}


def joining(document: Document, url: str) -> dict[str, Any]:
    """Nobody can join or answer through a federated server: people are sent to the booking page, or ours."""
    online = document["happening"] == Happening.MOVED_ONLINE or document["format"] == Format.ONLINE
    return {
        "isOnline": online,
        "joinMode": "external",
        "externalParticipationUrl": web_address(document["booking_url"]) or url,
        "anonymousParticipationEnabled": False,
        "commentsEnabled": False,
        "repliesModerationOption": "closed",
        "draft": False,
    }


def hashtags(week: PublishedWeek) -> list[dict[str, str]]:
    """The Week's own hashtag."""
    name = re.sub(r"\W", "", str(week.document.get("hashtag", "")))
    if not name:
        return []
    return [{"type": "Hashtag", "name": f"#{name}", "href": f"{addresses.site()}/events?week={week.slug}"}]


def attachments(document: Document, url: str) -> list[dict[str, Any]]:
    """The picture with its description first, then the event's own page elsewhere and the link to join."""
    found: list[dict[str, Any]] = []
    if image := document["image"]:
        found.append(
            {
                "type": "Document",
                "mediaType": "image/jpeg",
                "url": f"{addresses.site()}/pictures/{image['key']}",
                "name": image["alt"],
                "width": image["width"],
                "height": image["height"],
            }
        )
    links = {"Website": web_address(document["website"]) or url, "Join online": web_address(document["online_url"])}
    found += [
        {"type": "Link", "mediaType": "text/html", "href": href, "name": name} for name, href in links.items() if href
    ]
    return found


def location(document: Document) -> dict[str, Any] | None:
    """The one place people go to; None where there is none, or none is known."""
    place = document["place"]
    gone_online = document["happening"] == Happening.MOVED_ONLINE or document["format"] == Format.ONLINE
    if place is None or gone_online:
        return None
    found: dict[str, Any] = {"type": "Place", "name": named(place), "address": postal(place)}
    if not place["area_only"] and place["latitude"] is not None and place["longitude"] is not None:
        found |= {"latitude": float(place["latitude"]), "longitude": float(place["longitude"])}
    return found


def named(place: PlaceDocument) -> str:
    """What the place is called; of an area only the area."""
    return (place["venue"] if not place["area_only"] else "") or place_name(place) or COUNTRY


def postal(place: PlaceDocument) -> dict[str, str]:
    """The address as schema.org has it, which Mobilizon and Gancio read; Gancio wants at least a country."""
    nation = str(NATIONS[place["nation"]]) if place["nation"] else ""
    said = {
        "streetAddress": place["address"],
        "addressLocality": place["town"] or place["council"],
        "addressRegion": nation,
        "postalCode": place["postcode"],
        "addressCountry": COUNTRY,
    }
    return {"type": "PostalAddress", **{name: value for name, value in said.items() if value}}
