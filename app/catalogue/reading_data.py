"""What data faces read: finished pieces, joined with contacts as long as these are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Result, Select, func, select

from app.catalogue import paging
from app.catalogue.contacts import contacts_since
from app.catalogue.models import Publication
from app.catalogue.paging import Order
from app.catalogue.query import EventQuery
from app.catalogue.reading import CALENDAR_KEEPS_DAYS
from app.catalogue.selection import conditions, in_order
from app.catalogue.spreadsheet import CONTACTS_HERE, contact_cells
from app.extensions import db
from app.registry.vocabularies.kinds import Origin

RECORDS_PER_PAGE = 100
ENTRIES_SHOWN = 100
AT_ONCE = 500  # rows fetched together, so that a long list is never in memory twice
NO_CONTACTS = b"null}"
NO_CELLS = contact_cells(None)


@dataclass(frozen=True)
class RecordPage:
    """Some finished records, how many events there are in all, and the cursor of the next page (None at the end)."""

    records: list[bytes]
    total: int
    following: str | None


@dataclass(frozen=True)
class Entries:
    """Finished Atom entries, and when the newest of them changed (UTC). None without any."""

    chunks: list[bytes]
    updated: datetime | None


def records(query: EventQuery, today: date, cursor: str = "") -> RecordPage:
    """A page of records in the order of the list, in two SELECTs. Raises ``paging.BadCursor``."""
    order = Order.of(query, today)
    wanted = [*conditions(query, today), Publication.record.is_not(None)]
    after = [order.after(paging.position(cursor, query, order))] if cursor else []
    total = db.session.execute(select(func.count()).select_from(Publication).where(*wanted)).scalar_one()
    chosen = select(Publication.record, Publication.record_contacts, Publication.ends_at, *order.columns)
    rows = db.session.execute(
        chosen.where(*wanted, *after).order_by(*order.ordering()).limit(RECORDS_PER_PAGE + 1)
    ).all()
    shown = rows[:RECORDS_PER_PAGE]
    since = contacts_since(today)
    found = [whole(piece, contacts if ends > since else None) for piece, contacts, ends, *_place in shown]
    following = paging.cursor(query, order, shown[-1][3:]) if len(rows) > len(shown) else None
    return RecordPage(found, total, following)


def record(slug: str, today: date) -> bytes | None:
    """One event's record, by the last part of its address. One SELECT."""
    row = db.session.execute(
        select(Publication.record, Publication.record_contacts, Publication.ends_at).where(Publication.slug == slug)
    ).first()
    if row is None or row.record is None:
        return None
    return whole(row.record, row.record_contacts if row.ends_at > contacts_since(today) else None)


def whole(piece: bytes, contacts: bytes | None) -> bytes:
    """A record, with its contacts where they are shown."""
    return piece.removesuffix(NO_CONTACTS) + contacts + b"}" if contacts else piece


def sheet(query: EventQuery, today: date) -> Iterator[bytes]:
    """The rows of a query's events, one event at a time, in one SELECT."""
    since = contacts_since(today)
    chosen = select(Publication.sheet_rows, Publication.sheet_contacts, Publication.ends_at)
    for rows, cells, ends in pieces(chosen, query, today, Publication.sheet_rows.is_not(None)):
        yield rows.replace(CONTACTS_HERE, cells if cells and ends > since else NO_CELLS)


def entries(query: EventQuery, today: date) -> Entries:
    """The latest changes of a query's events, newest first: what is ahead, and what is past or withdrawn of late."""
    wanted = [*conditions(query, today, back=CALENDAR_KEEPS_DAYS), Publication.news_entry.is_not(None)]
    rows = db.session.execute(
        select(Publication.news_entry, Publication.changed_at)
        .where(*wanted)
        .order_by(Publication.changed_at.desc(), Publication.event_id.desc())
        .limit(ENTRIES_SHOWN)
    ).all()
    return Entries([row.news_entry for row in rows], rows[0].changed_at if rows else None)


@dataclass(frozen=True)
class Kept:
    """What an archive keeps of events: pieces without any contact, and when the newest of them changed (UTC)."""

    records: list[bytes]
    rows: list[bytes]
    vevents: list[bytes]
    updated: datetime | None


def kept(week: str, today: date) -> Kept:
    """Everything that took or takes place in a Week, by date; not examples, which are not real. One SELECT."""
    chosen = select(Publication.record, Publication.sheet_rows, Publication.vevents_kept, Publication.changed_at)
    is_real = Publication.origin != Origin.EXAMPLE
    found = list(pieces(chosen, EventQuery(week=week), today, is_real & Publication.record.is_not(None)))
    return Kept(
        records=[row.record for row in found],
        rows=[row.sheet_rows.replace(CONTACTS_HERE, NO_CELLS) for row in found],
        vevents=[row.vevents_kept for row in found],
        updated=max((row.changed_at for row in found), default=None),
    )


def pieces(chosen: Select[Any], query: EventQuery, today: date, also: ColumnElement[bool]) -> Result[Any]:
    """Rows of a query's events in the order of the list, fetched some at a time."""
    ordered = in_order(chosen.where(*conditions(query, today), also), query, today)
    return db.session.execute(ordered.execution_options(yield_per=AT_ONCE))
