"""A FeatureCollection (RFC 7946) around finished features."""

from collections.abc import Iterable
from typing import Any

from flask import current_app

from app.catalogue.heading import heading
from app.catalogue.listing import face
from app.catalogue.query import EventQuery
from app.catalogue.record import compact
from app.syndication.envelope import problems


def members(query: EventQuery) -> dict[str, Any]:
    """What is said of the whole: foreign members (RFC 7946 §6.1)."""
    settings = current_app.config
    return {
        "title": heading(query),
        "page": settings["SITE_URL"] + face("/events", query),
        "licence": settings["LICENCE_URL"],
        "licence_name": settings["LICENCE_NAME"],
        "problems": problems(query),
    }


def collection(about: dict[str, Any], features: Iterable[bytes | None]) -> bytes:
    """The bytes of a FeatureCollection. Events without a public point are in it, with no geometry (§3.2)."""
    head = compact({"type": "FeatureCollection", **about, "features": []})
    joined = b",\n".join(feature for feature in features if feature)
    return head.removesuffix(b"]}") + b"\n" + joined + b"\n]}\n"
