"""The catalogue's rows: what is public, ready to be read. Written only by ``publish.py``."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Connection, ForeignKey, Index, LargeBinary, String, Text, event, select
from sqlalchemy.orm import Mapped, MappedSQLExpression, column_property, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime


class Publication(Base):
    """One public event, festival or activity.

    Facets that are filtered on are columns; ``card`` is what lists show and ``document`` what the event's page
    shows (see ``document.py``); ``vevents`` is read from CalendarEntries; ``feature`` is the finished bytes of its
    GeoJSON feature (RFC 7946). What could not be made is empty (see LeftOut). Instants are UTC; ``entries_end_at`` is
    when the last of its calendar entries ends, those of dates taken out among them.

    What data faces are joined from (see ``finished.py``) only they read, so it is deferred; None until a rebuild.
    """

    __tablename__ = "publication"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    origin: Mapped[str] = mapped_column(String(10))
    happening: Mapped[str] = mapped_column(String(14))
    format: Mapped[str] = mapped_column(String(12))
    cost: Mapped[str] = mapped_column(String(12))
    week: Mapped[str | None] = mapped_column(String(80))
    organisation: Mapped[str] = mapped_column(String(100))
    festival: Mapped[str | None] = mapped_column(String(120))
    nation: Mapped[str | None] = mapped_column(String(20))
    region: Mapped[str | None] = mapped_column(String(30))
    council: Mapped[str] = mapped_column(String(80))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    entries_end_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    search_text: Mapped[str] = mapped_column(Text)
    card: Mapped[dict[str, Any]] = mapped_column(JSON)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    vevents: ClassVar[MappedSQLExpression[bytes]]
    feature: Mapped[bytes | None] = mapped_column(LargeBinary)
    record: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    record_contacts: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sheet_rows: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sheet_contacts: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    news_entry: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    vevents_kept: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    sequence: Mapped[int]
    first_published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    __table_args__ = (
        # All that a calendar of everything asks, so that it need not look at the rows themselves.
        Index(
            "ix_publication_entries", "entries_end_at", "starts_at", "event_id", "happening", "changed_at", "ends_at"
        ),
        Index("ix_publication_dates", "ends_at", "starts_at", "event_id"),
        Index("ix_publication_week", "week", "starts_at"),
        Index("ix_publication_festival", "festival", "starts_at"),
        Index("ix_publication_organisation", "organisation", "starts_at"),
        Index("ix_publication_point", "latitude", "longitude"),
    )


class CalendarEntries(Base):
    """The finished, folded bytes of one event's VEVENTs (RFC 5545).

    A table of their own: beside documents of several kilobytes, ten thousand of them take twice as long to read.
    """

    __tablename__ = "calendar_entries"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("publication.event_id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    vevents: Mapped[bytes] = mapped_column(LargeBinary)


Publication.vevents = column_property(
    select(CalendarEntries.vevents).where(CalendarEntries.event_id == Publication.event_id).scalar_subquery(),
    deferred=True,
)


class PublicationFacet(Base):
    """One value of a facet an event can have many of: access, on_request, together, audience, language."""

    __tablename__ = "publication_facet"

    facet: Mapped[str] = mapped_column(String(12), primary_key=True)
    value: Mapped[str] = mapped_column(String(30), primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("publication.event_id", ondelete="CASCADE"), primary_key=True, index=True, autoincrement=False
    )


class LeftOut(Base):
    """A face of an event that could not be made, so that it is missing there and nowhere else. For moderators.

    ``face`` is a code of ``faces.py``; ``reason`` is what went wrong, in the words of the code.
    """

    __tablename__ = "left_out"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True, autoincrement=False)
    face: Mapped[str] = mapped_column(String(12), primary_key=True)
    reason: Mapped[str] = mapped_column(String(300))


class PublishedWeek(Base):
    """A campaign as the public sees it."""

    __tablename__ = "published_week"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    nation: Mapped[str | None] = mapped_column(String(20))
    first_day: Mapped[str | None] = mapped_column(String(10), index=True)
    last_day: Mapped[str | None] = mapped_column(String(10))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


class PublishedOrganisation(Base):
    """An organisation with at least one public event."""

    __tablename__ = "published_organisation"

    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


class CatalogueState(Base):
    """One row. ``version`` rises in the transaction of every change: it is the ETag of everything public.

    ``made_for`` says which site address and code made the rows, so that a start can tell when to rebuild.
    """

    __tablename__ = "catalogue_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_for: Mapped[str] = mapped_column(String(300), default="")


# Full text: a virtual table on SQLite, an index on PostgreSQL. search.py reads and writes both.
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE publication_search USING fts5(search_text, tokenize='unicode61 remove_diacritics 2')"
    ),
    "postgresql": (
        "CREATE INDEX ix_publication_search ON publication USING gin (to_tsvector('simple'::regconfig, search_text))"
    ),
}


@event.listens_for(Publication.__table__, "after_create")
def create_search(_table: Any, connection: Connection, **_: Any) -> None:
    """Make the full-text index with its table."""
    connection.exec_driver_sql(SEARCH[connection.dialect.name])


@event.listens_for(Publication.__table__, "before_drop")
def drop_search(_table: Any, connection: Connection, **_: Any) -> None:
    """Drop what the table alone would leave behind."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS publication_search")
