"""The data faces of a query: what each is for and gives. The page, the description and the tests read this."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Face:
    """One face: its address, media type, name in a few words, and what it is for."""

    path: str
    media_type: str
    name: str
    words: LazyString
    means: LazyString
    is_paged: bool = False
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})


FEATURES: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "page", "licence", "licence_name", "problems", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string", "format": "uuid"},
                    "geometry": {
                        "type": ["object", "null"],
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "items": {"type": "number"},
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                    },
                    "properties": {"type": "object", "required": ["title", "url", "when", "where", "happening"]},
                },
            },
        },
    },
}
FACES = (
    Face(
        "/events.ics",
        "text/calendar",
        "calendar",
        _("Calendar"),
        _("For calendar programs, which look for changes by themselves (RFC 5545)."),
    ),
    Face(
        "/events.atom",
        "application/atom+xml",
        "news",
        _("News feed"),
        _("For news readers: the latest 100 changes, newest first (Atom, RFC 4287)."),
    ),
    Face(
        "/events.csv",
        "text/csv",
        "spreadsheet",
        _("Spreadsheet"),
        _("For Excel and its relatives: a row for each date and time (CSV in UTF-8)."),
    ),
    Face(
        "/events.json",
        "application/json",
        "records",
        _("Data"),
        _("For programs: every public fact, 100 events to a page (JSON)."),
        is_paged=True,
    ),
    Face(
        "/events.geojson",
        "application/geo+json",
        "map_data",
        _("Map data"),
        _("For maps: a point for each event that has a public place (GeoJSON, RFC 7946)."),
        schema=FEATURES,
    ),
)
