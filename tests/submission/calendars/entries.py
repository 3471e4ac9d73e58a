"""A calendar elsewhere as its owner keeps it: entries that can be changed, a few weeks ahead of today."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.registry.times import today
from app.shared.clock import now
from tests.submission.bulk.files import calendar


def ahead(days: int = 30) -> date:
    return today(now()) + timedelta(days=days)


@dataclass(frozen=True)
class Entry:
    """One VEVENT."""

    uid: str
    title: str = "Sharing circle"
    day: date | None = None
    start: str = "1000"
    end: str = "1130"
    place: str = "Central Library\\, Leeds\\, LS1 3AB"
    summary: str = "An open circle about planning care together."
    more: str = ""

    def but(self, **changed: object) -> "Entry":
        return replace(self, **changed)  # type: ignore[arg-type]

    def lines(self) -> str:
        day = f"{self.day or ahead():%Y%m%d}"
        return "\r\n".join(
            [
                f"UID:{self.uid}",
                f"SUMMARY:{self.title}",
                f"DTSTART;TZID=Europe/London:{day}T{self.start}00",
                f"DTEND;TZID=Europe/London:{day}T{self.end}00",
                f"LOCATION:{self.place}",
                f"DESCRIPTION:{self.summary}",
                *([self.more] if self.more else []),
            ]
        )


CIRCLE = Entry("circle@example.org")
WALK = Entry("walk@example.org", title="A walk by the canal", start="1400", end="1500")


def calendar_of(*entries: Entry) -> bytes:
    return calendar(*(entry.lines() for entry in entries)).replace(
        b"PRODID:x\r\n", b"PRODID:x\r\nX-WR-CALNAME:Circle diary\r\n"
    )
