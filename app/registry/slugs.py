"""Addresses made from names. Once given, never changed."""

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db


def slugify(text: str, longest: int = 80) -> str:
    """Lower-case words of a name joined by hyphens, accents removed: "Gŵyl y Dref" gives ``gwyl-y-dref``."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    plain = plain.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = "-".join(words)
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def free_slug(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], text: str, fallback: str
) -> str:
    """A slug nobody has. When the name's own is taken, the fallback (such as a reference) is put behind it."""
    slug = slugify(text) or slugify(fallback)
    taken = db.session.scalars(select(column).where(column == slug)).first()
    return slug if taken is None else f"{slug}-{slugify(fallback)}"
