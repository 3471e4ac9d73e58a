"""The other faces of a page: the same events as calendar, news, data and spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from app.catalogue.listing import face
from app.catalogue.query import EventQuery

# Proxies refuse answers with long headers (nginx: 4 or 8 kB in all). Links of a page are in its head anyway.
LONGEST_HEADER = 1500


@dataclass(frozen=True)
class Alternate:
    """The same under another address: its media type, its path with query, and what it is, for people."""

    type: str
    path: str
    words: str


def of_query(query: EventQuery) -> list[Alternate]:
    """Every face of a query that is not a page."""
    faces = (
        ("/events.ics", "text/calendar", _("Calendar")),
        ("/events.atom", "application/atom+xml", _("News feed")),
        ("/events.csv", "text/csv", _("Spreadsheet")),
        ("/events.json", "application/json", _("Data")),
        ("/events.geojson", "application/geo+json", _("Map data")),
    )
    return [Alternate(kind, face(path, query), words) for path, kind, words in faces]


def of_page(path: str) -> list[Alternate]:
    """The faces of one event or festival: its own calendar and its own record."""
    return [
        Alternate("text/calendar", f"{path}.ics", str(_("Calendar"))),
        Alternate("application/json", f"{path}.json", str(_("Data"))),
    ]


def link_header(alternates: Iterable[Alternate], *others: str) -> dict[str, str]:
    """A Link header (RFC 8288) of these and of ``others``, finished links. Nothing where it would be very long."""
    site = current_app.config["SITE_URL"]
    links = [*(f'<{site}{one.path}>; rel="alternate"; type="{one.type}"' for one in alternates), *others]
    value = ", ".join(links)
    return {"Link": value} if value and len(value) <= LONGEST_HEADER else {}
