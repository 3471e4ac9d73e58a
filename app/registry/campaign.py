"""A campaign: one Week, of one host, in one year. People see the word "Week"."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Campaign(Base):
    """Dates, theme and hashtag are data: no rule gives them. Dates may be not announced yet (both None)."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("last_day IS NULL OR last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint("(first_day IS NULL) = (last_day IS NULL)", name="both_days_or_neither"),
        CheckConstraint(
            "submissions_close IS NULL OR submissions_close >= submissions_open", name="closes_after_open"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    name_cy: Mapped[str] = mapped_column(String(160), default="")
    host: Mapped[str] = mapped_column(String(160))
    nation: Mapped[str | None] = mapped_column(String(20))
    year: Mapped[int]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    theme: Mapped[str] = mapped_column(String(200), default="")
    hashtag: Mapped[str] = mapped_column(String(60), default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    submissions_open: Mapped[date | None]
    submissions_close: Mapped[date | None]

    def takes_submissions(self, day: date) -> bool:
        """Whether organisers may choose this Week on a day. An unset bound is no bound."""
        opened = self.submissions_open is None or self.submissions_open <= day
        closed = self.submissions_close is not None and self.submissions_close < day
        return opened and not closed
