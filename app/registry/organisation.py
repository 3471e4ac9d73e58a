"""Who holds events."""

import re
import unicodedata
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.columns import one_of
from app.registry.times import UTCDateTime
from app.registry.vocabularies.kinds import OrganisationKind


class Organisation(Base):
    """An organisation whose event has been approved at least once. Its slug never changes."""

    __tablename__ = "organisation"
    __table_args__ = (one_of("kind", OrganisationKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    folded_name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    website: Mapped[str] = mapped_column(String(300), default="")
    summary: Mapped[str] = mapped_column(String(500), default="")
    logo: Mapped[str] = mapped_column(String(80), default="")
    logo_alt: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


def folded(name: str) -> str:
    """A name as it is compared: no accents, case, punctuation, "the" in front or "Ltd" behind."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("&", " and ")
    words = re.sub(r"[^\w]+", " ", plain).split()
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in {"ltd", "limited", "cic"}:
        words = words[:-1]
    return " ".join(words)[:200] or name.strip().casefold()[:200]
