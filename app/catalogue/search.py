"""Full text behind one function: FTS5 on SQLite, tsvector on PostgreSQL, blind to accents and case on both."""

import re
import unicodedata
from collections.abc import Collection

from sqlalchemy import ColumnElement, TextClause, func, literal_column, text

from app.catalogue.models import Publication
from app.extensions import db

WORD = re.compile(r"\w+")
MOST_WORDS = 12


def plain(words: str) -> str:
    """Text as it is indexed and looked for: lower case, without accents."""
    bare = unicodedata.normalize("NFKD", words)
    return "".join(c for c in bare if not unicodedata.combining(c)).casefold()


def matching(words: str) -> ColumnElement[bool] | TextClause | None:
    """The condition that an event has every word (or one that begins so). None when there is no word to look for."""
    found = WORD.findall(plain(words))[:MOST_WORDS]
    if not found:
        return None
    if db.engine.dialect.name == "postgresql":
        wanted = " & ".join(f"{word}:*" for word in found)
        vector = func.to_tsvector(literal_column("'simple'::regconfig"), Publication.search_text)
        return vector.op("@@")(func.to_tsquery(literal_column("'simple'::regconfig"), wanted))
    wanted = " ".join(f'"{word}"*' for word in found)
    hits = text("publication.event_id IN (SELECT rowid FROM publication_search WHERE search_text MATCH :wanted)")
    return hits.bindparams(wanted=wanted)


def index(words: dict[int, str]) -> None:
    """Put events' words into the index of SQLite (PostgreSQL's index keeps itself). ``words`` by event id."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(
            text("INSERT INTO publication_search (rowid, search_text) VALUES (:id, :words)"),
            [{"id": event_id, "words": found} for event_id, found in words.items()],
        )


def forget(event_ids: Collection[int]) -> None:
    """Take events out of the index."""
    if db.engine.dialect.name == "sqlite" and event_ids:
        db.session.execute(
            text("DELETE FROM publication_search WHERE rowid = :id"), [{"id": event_id} for event_id in event_ids]
        )
