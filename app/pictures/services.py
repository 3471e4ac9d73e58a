"""Keeping a picture: its files in the storage, its row in the transaction of whoever keeps it."""

from datetime import datetime
from typing import IO

from app.extensions import db
from app.pictures.drawn import MEDIA_TYPES, names
from app.pictures.reading import MOST_BYTES, read_picture
from app.pictures.storage import storage
from app.registry.picture import Picture, is_picture_key


def store_picture(file: IO[bytes], at: datetime) -> str:
    """Keep an uploaded picture and give its key. The same picture has the same key however often it comes.

    ``at`` is this instant in UTC. Raises NotAPicture (its words are for the organiser) or StorageDown. The files are
    written first: a row never names bytes that are not there.
    """
    drawn = read_picture(file.read(MOST_BYTES + 1))
    kept = storage()
    for name, data in drawn.files.items():
        kept.put(name, data, MEDIA_TYPES[name.rpartition(".")[2]])
    size = sum(len(data) for data in drawn.files.values())
    row = Picture(
        key=drawn.key,
        media_type="image/jpeg",
        width=drawn.width,
        height=drawn.height,
        size=size,
        created_at=at,
    )
    db.session.merge(row)
    return drawn.key


def known_picture(key: str) -> Picture | None:
    """The picture with a key, from wherever the key came."""
    return db.session.get(Picture, key) if is_picture_key(key) else None


def forget_picture(row: Picture) -> None:
    """Delete a picture's files and row. Raises StorageDown, and then the row stays."""
    kept = storage()
    for name in names(row.key):
        kept.delete(name)
    db.session.delete(row)
