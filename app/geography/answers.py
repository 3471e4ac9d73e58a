"""What a remote geocoder answered before, "not found" included.

Answers are kept in a transaction of their own: a search is a GET, which commits nothing, and the answer must be there
for the next person.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.geography.models import GeocoderAnswer
from app.geography.place import Place, Precision, Source
from app.registry.vocabularies.places import Nation
from app.shared.clock import now

KEPT = timedelta(days=180)
NOT_FOUND_KEPT = timedelta(days=7)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer we have; its place is None when the service said that there is no such place."""

    place: Place | None


def remembered(source: Source, asked: str) -> Answer | None:
    """The answer kept for a text, unless it is too old; None when it was never asked."""
    wanted = select(GeocoderAnswer).where(GeocoderAnswer.service == source.value, GeocoderAnswer.asked == asked)
    with db.engine.connect() as connection:
        row = connection.execute(wanted).mappings().first()
    if row is None or now() - row["answered_at"] > (NOT_FOUND_KEPT if row["latitude"] is None else KEPT):
        return None
    if row["latitude"] is None:
        return Answer(None)
    return Answer(
        Place(
            latitude=row["latitude"],
            longitude=row["longitude"],
            name=row["name"],
            precision=Precision(row["precision"]),
            source=source,
            nation=Nation(row["nation"]) if row["nation"] else None,
            postcode=row["postcode"],
            outward=row["postcode"].split(" ")[0] if row["postcode"] else None,
            release=row["answered_at"].date().isoformat(),
        )
    )


def remember(source: Source, asked: str, place: Place | None) -> None:
    """Keep an answer. When the database is busy it is not kept, and will be asked again."""
    found = (
        {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "name": place.name[:200],
            "precision": place.precision.value,
            "nation": place.nation.value if place.nation else None,
            "postcode": place.postcode,
        }
        if place
        else {}
    )
    row = {"service": source.value, "asked": asked, "answered_at": now(), **found}
    same = delete(GeocoderAnswer).where(GeocoderAnswer.service == source.value, GeocoderAnswer.asked == asked)
    try:
        with impatient_connection() as connection, connection.begin():
            connection.execute(same)
            connection.execute(insert(GeocoderAnswer).values(row))
    except SQLAlchemyError:
        log.warning("an answer of %s was not kept", source, exc_info=True)


@contextmanager
def impatient_connection() -> Iterator[Connection]:
    """A connection that does not wait for SQLite's other writer, which may be this very request."""
    with db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            yield connection
            return
        usual = connection.execute(text("PRAGMA busy_timeout")).scalar_one()
        connection.execute(text("PRAGMA busy_timeout=100"))
        connection.commit()
        try:
            yield connection
        finally:
            connection.execute(text(f"PRAGMA busy_timeout={int(usual)}"))
