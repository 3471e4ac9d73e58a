"""What stands around the events of ``/events.json``."""

from collections.abc import Sequence
from typing import Annotated, TypedDict

from flask import current_app
from flask_babel import lazy_gettext as _

from app.catalogue.described import Means
from app.catalogue.heading import heading
from app.catalogue.listing import face
from app.catalogue.query import EventQuery
from app.catalogue.reading_data import RecordPage
from app.catalogue.record import EventRecord, compact

VERSION = "1"


class ProblemRecord(TypedDict):
    """Something in the address that could not be used."""

    parameter: Annotated[str, Means(_("The parameter"))]
    message: Annotated[str, Means(_("What we did instead, in words"))]


class LicenceRecord(TypedDict):
    """What others may do with the data."""

    name: Annotated[str, Means(_("What it is called"))]
    url: Annotated[str, Means(_("Where to read it"), format="uri")]


class EventsRecord(TypedDict):
    """A page of events."""

    version: Annotated[str, Means(_("Version of this format"), codes=(VERSION,))]
    title: Annotated[str, Means(_("What the list has, in words"))]
    page: Annotated[str, Means(_("The same list as a page for people"), format="uri")]
    licence: Annotated[LicenceRecord, Means(_("What you may do with it"))]
    problems: Annotated[
        list[ProblemRecord], Means(_("What of the address could not be used; empty when all is well"))
    ]
    total: Annotated[int, Means(_("How many events the list has now, on all pages"))]
    next: Annotated[str | None, Means(_("Address of the next page; null on the last"), format="uri")]
    events: Annotated[list[EventRecord], Means(_("Up to 100 events, in the order of the list"))]


def licence() -> LicenceRecord:
    """The licence that the site's settings name."""
    return LicenceRecord(name=current_app.config["LICENCE_NAME"], url=current_app.config["LICENCE_URL"])


def problems(query: EventQuery) -> list[ProblemRecord]:
    """What of a query string could not be used."""
    return [ProblemRecord(parameter=one.parameter, message=one.message) for one in query.problems]


def events_page(query: EventQuery, found: RecordPage) -> bytes:
    """The whole answer, joined around finished records."""
    page = EventsRecord(
        version=VERSION,
        title=heading(query),
        page=current_app.config["SITE_URL"] + face("/events", query),
        licence=licence(),
        problems=problems(query),
        total=found.total,
        next=following(query, found.following),
        events=[],
    )
    return around(page, found.records)


def around(head: EventsRecord, records: Sequence[bytes]) -> bytes:
    """The bytes of a page: its head with finished records inside, each on a line of its own."""
    return compact(head).removesuffix(b"]}") + b"\n" + b",\n".join(records) + b"\n]}\n"


def following(query: EventQuery, cursor: str | None) -> str | None:
    """The address of the next page."""
    if cursor is None:
        return None
    here = face("/events.json", query)
    return f"{current_app.config['SITE_URL']}{here}{'&' if '?' in here else '?'}cursor={cursor}"
