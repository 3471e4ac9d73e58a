"""How often a page was looked at and a calendar fetched: a number a day, and nothing about anybody."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class DailyCount(Base):
    """Answers we sent on one day in London. ``what`` is "page" or "calendar"; ``slug`` is the event's."""

    __tablename__ = "daily_count"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(10), primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
