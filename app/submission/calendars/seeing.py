"""One look at a calendar on the web: fetched and read, nothing kept."""

import re
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from app.fetching.fetch import fetch
from app.registry.times import today
from app.shared.characters import clean, one_line
from app.shared.clock import now
from app.submission.bulk.bounds import Unreadable
from app.submission.bulk.calendar_file import read_calendar
from app.submission.bulk.calendar_lines import lines_of
from app.submission.bulk.grid import Read
from app.submission.bulk.opening import CALENDAR, PAGE

START = 4_000
NAME = re.compile(r"(?:X-WR-CALNAME|NAME)(?:;[^:]{0,200})?:(.{1,400})", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """What was there. ``read`` is None when it is what it was at the last look (304)."""

    read: Read | None
    name: str = ""
    etag: str = ""
    last_modified: str = ""


def see(address: str, etag: str = "", last_modified: str = "") -> Seen:
    """Fetch and read a calendar from today on. Raises Refused and Unreadable, each with words. Takes up to 30 s."""
    answer = fetch(address, etag=etag, last_modified=last_modified)
    if answer.is_same:
        return Seen(None, "", answer.etag or etag, answer.last_modified or last_modified)
    start = lines_of(answer.body[:START])[0]
    head = "\n".join(start).lstrip("\ufeff")
    if not CALENDAR.match(head):
        raise no_calendar(head)
    name = next((found[1] for line in start[:60] if (found := NAME.fullmatch(line.strip()))), "")
    read = read_calendar(answer.body, since=today(now()))
    return Seen(read, one_line(clean(name)[0])[:200], answer.etag, answer.last_modified)


def no_calendar(head: str) -> Unreadable:
    """What is there instead."""
    if PAGE.match(head):
        return Unreadable(_("This is a web page, not a calendar. Look there for a link that ends in .ics"))
    return Unreadable(_("There is no calendar at this address. Look for one that ends in .ics"))
