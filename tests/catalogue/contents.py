"""Everything in the catalogue, as the database keeps it."""

from typing import Any

from sqlalchemy import JSON, Text, cast, select, text

from app.catalogue.models import (
    CalendarEntries,
    LeftOut,
    Publication,
    PublicationFacet,
    PublishedOrganisation,
    PublishedWeek,
)
from app.extensions import Base, db

MODELS: tuple[type[Base], ...] = (
    Publication,
    CalendarEntries,
    PublicationFacet,
    LeftOut,
    PublishedOrganisation,
    PublishedWeek,
)


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Every column of every row by table, in the order of the keys. JSON as its text, so that key order counts."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for model in MODELS:
        table = model.__table__
        columns = [cast(c, Text).label(c.name) if isinstance(c.type, JSON) else c for c in table.columns]
        rows = db.session.execute(select(*columns).order_by(*table.primary_key.columns))
        found[table.name] = [tuple(row) for row in rows]
    if db.engine.dialect.name == "sqlite":
        rows = db.session.execute(text("SELECT rowid, search_text FROM publication_search ORDER BY rowid"))
        found["publication_search"] = [tuple(row) for row in rows]
    return found


def every_byte() -> bytes:
    """All of it, to look for what must not be there."""
    values = [value for rows in contents().values() for row in rows for value in row]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def forget_everything() -> None:
    """Empty the search index too, which is no table of ours."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DELETE FROM publication_search"))
        db.session.commit()
