"""What public routes read: lists, one event, a calendar's bytes, and how new it all is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from app.catalogue.contacts import contacts_since
from app.catalogue.models import CalendarEntries, CatalogueState, Publication, PublishedOrganisation, PublishedWeek
from app.catalogue.query import SLUG, EventQuery
from app.catalogue.selection import conditions, in_order
from app.extensions import db

PER_PAGE = 20
CALENDAR_KEEPS_DAYS = 90


@dataclass(frozen=True)
class Listed:
    """One event as a list shows it. Instants are UTC."""

    slug: str
    kind: str
    origin: str
    happening: str
    format: str
    cost: str
    card: dict[str, Any]
    starts_at: datetime
    ends_at: datetime
    latitude: float | None
    longitude: float | None
    reference: str


@dataclass(frozen=True)
class Page:
    """One page of a list and how many events there are in all."""

    events: list[Listed]
    total: int
    number: int
    pages: int


LISTED = [getattr(Publication, name) for name in Listed.__dataclass_fields__]


def as_listed(row: Publication) -> Listed:
    """A whole row as a list shows it."""
    return Listed(*(getattr(row, name) for name in Listed.__dataclass_fields__))


def page(query: EventQuery, today: date, per_page: int = PER_PAGE) -> Page:
    """A page of the list, in two SELECTs whatever the number of events. A page past the end is the last one."""
    wanted = conditions(query, today)
    total = db.session.execute(select(func.count()).select_from(Publication).where(*wanted)).scalar_one()
    pages = max(1, -(-total // per_page))
    number = min(query.page, pages)
    chosen = in_order(select(*LISTED).where(*wanted), query, today)
    rows = db.session.execute(chosen.limit(per_page).offset((number - 1) * per_page))
    return Page([Listed(*row) for row in rows], total, number, pages)


def listed(query: EventQuery, today: date) -> list[Listed]:
    """Every event of a query, as a list shows it."""
    return [
        Listed(*row)
        for row in db.session.execute(in_order(select(*LISTED).where(*conditions(query, today)), query, today))
    ]


def vevent_chunks(query: EventQuery, today: date) -> Sequence[bytes]:
    """The finished VEVENT bytes of a query's events, back to 90 days ago unless it says which days."""
    chosen = select(Publication.event_id).where(*conditions(query, today, back=CALENDAR_KEEPS_DAYS))
    lately, entries = Publication.ends_at > contacts_since(today), CalendarEntries
    whole = select(entries.event_id, entries.vevents).where(entries.event_id.in_(chosen.where(lately)))
    found = dict(driver_rows(whole))
    found |= dict(driver_rows(chosen.add_columns(Publication.vevents_kept).where(~lately)))
    # In order by their short numbers: a database that sorts long bytes carries them all about.
    ordered = driver_rows(in_order(chosen, query, today))
    return [vevents for (event_id,) in ordered if (vevents := found.get(event_id))]


def vevents_shown(today: date) -> ColumnElement[bytes]:
    """An event's finished VEVENT bytes as a column, with its contacts as long as these are shown."""
    return case((Publication.ends_at > contacts_since(today), Publication.vevents), else_=Publication.vevents_kept)


def vevents_of(publication: Publication, today: date) -> bytes:
    """The finished VEVENT bytes of one event."""
    shown = select(vevents_shown(today)).where(Publication.event_id == publication.event_id)
    return db.session.scalars(shown).one() or b""


def driver_rows(query: Select[Any]) -> Sequence[Any]:
    """Rows as the database's driver gives them: of ten thousand, better ones take longer than the database itself."""
    result = db.session.connection().execute(query)
    rows: Sequence[Any] = result.cursor.fetchall() if result.cursor else ()
    result.close()
    return rows


def features(query: EventQuery, today: date) -> Sequence[bytes]:
    """The finished GeoJSON features of a query's events."""
    chosen = select(Publication.feature).where(*conditions(query, today))
    return db.session.scalars(in_order(chosen, query, today)).all()


def publication(slug: str) -> Publication | None:
    """One public event by the last part of its address."""
    if not SLUG.fullmatch(slug):
        return None
    return db.session.scalars(select(Publication).where(Publication.slug == slug)).first()


def state() -> tuple[int, datetime] | None:
    """The catalogue's counter and when it last rose (UTC). None before anything was published."""
    row = db.session.execute(select(CatalogueState.version, CatalogueState.changed_at)).first()
    return (row.version, row.changed_at) if row else None


def organisation(slug: str) -> PublishedOrganisation | None:
    """One public organisation."""
    return db.session.get(PublishedOrganisation, slug) if SLUG.fullmatch(slug) else None


def withdrawn_organisation(slug: str) -> str | None:
    """The name of an organisation whose events were all withdrawn."""
    query = select(Publication.document).where(Publication.organisation == slug).order_by(Publication.event_id.desc())
    found = db.session.scalars(query.limit(1)).first() if SLUG.fullmatch(slug) else None
    return str(found["organisation"]["name"]) if found else None


def organisations() -> Sequence[PublishedOrganisation]:
    """Every public organisation, by name."""
    return db.session.scalars(select(PublishedOrganisation).order_by(PublishedOrganisation.name)).all()


def week(slug: str) -> PublishedWeek | None:
    """One public Week."""
    return db.session.get(PublishedWeek, slug) if SLUG.fullmatch(slug) else None


def weeks() -> Sequence[PublishedWeek]:
    """Every public Week, newest first; those without dates come first, as they are still ahead."""
    undated = PublishedWeek.first_day.is_(None).desc()
    return db.session.scalars(
        select(PublishedWeek).order_by(undated, PublishedWeek.first_day.desc(), PublishedWeek.slug)
    ).all()
