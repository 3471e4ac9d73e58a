"""How often a page was looked at and a calendar fetched: a number a day, and nothing about anybody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base, db


class DailyCount(Base):
    """Answers we sent on one day in London. ``what`` is "page" or "calendar"; ``slug`` is the event's."""

    __tablename__ = "daily_count"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(10), primary_key=True)
    times: Mapped[int] = mapped_column(default=0)


def add(counts: Mapping[tuple[str, date, str], int]) -> None:
    """Add to the numbers: {(slug, day, what): times}. One statement; the caller commits.

    In the order of the key, so that two processes adding at once never wait for each other in a circle.
    """
    if not counts:
        return
    names = ("slug", "day", "what")
    rows = [{**dict(zip(names, key, strict=True)), "times": counts[key]} for key in sorted(counts)]
    make = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]
    adding: Any = make(DailyCount).values(rows)
    more = {"times": DailyCount.times + adding.excluded.times}
    db.session.execute(
        adding.on_conflict_do_update(index_elements=names, set_=more),
        execution_options={"synchronize_session": False},
    )
