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


def of_query(query: EventQuery, calendar: str = "") -> list[Alternate]:
    """Every face of a query that is not a page. ``calendar`` is the path of a calendar with an address of its own."""
    own = Alternate("text/calendar", calendar or face("/events.ics", query), str(_("Calendar")))
    faces = (
        ("/events.atom", "application/atom+xml", _("News feed")),
        ("/events.csv", "text/csv", _("Spreadsheet")),
        ("/events.json", "application/json", _("Data")),
        ("/events.geojson", "application/geo+json", _("Map data")),
    )
    return [own, *(Alternate(kind, face(path, query), str(words)) for path, kind, words in faces)]


def of_page(path: str) -> list[Alternate]:
    """The faces of one event or festival: its own calendar and its own record."""
    return [
        Alternate("text/calendar", f"{path}.ics", str(_("Calendar"))),
        Alternate("application/json", f"{path}.json", str(_("Data"))),
    ]


def archive_of(week_page: str) -> Alternate:
    """Everything of a Week as one file."""
    return Alternate("application/zip", f"{week_page}/archive.zip", str(_("Everything as one file (zip)")))


Linked = tuple[str, str, dict[str, str]]
"""A page with headers, as ``serving.public`` takes it."""


def linked(page: str, alternates: Iterable[Alternate]) -> Linked:
    """A page whose other faces are in its headers too, for programs that do not read HTML."""
    return page, "text/html", link_header(alternates)


def link_header(alternates: Iterable[Alternate], *others: str) -> dict[str, str]:
    """A Link header (RFC 8288) of these and of ``others``, finished links. Nothing where it would be very long."""
    site = current_app.config["SITE_URL"]
    links = [*(f'<{site}{one.path}>; rel="alternate"; type="{one.type}"' for one in alternates), *others]
    value = ", ".join(links)
    return {"Link": value} if value and len(value) <= LONGEST_HEADER else {}
