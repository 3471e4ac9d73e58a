"""A Week in one file: a zip with its events as spreadsheet, data and calendar, and a page that explains them.

Nobody's contact is in it, because it is kept for ever. The same catalogue gives the same bytes: files carry the time
of the last change in it, never that of the making.
"""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import current_app
from flask_babel import gettext as _

from app.catalogue import spreadsheet
from app.catalogue.models import PublishedWeek
from app.catalogue.query import EventQuery
from app.catalogue.reading_data import Kept
from app.catalogue.record import utc
from app.feeds.calendar import calendar
from app.registry.times import local
from app.syndication.envelope import VERSION, EventsRecord, around, licence
from app.syndication.presenters import ApiPage, Member

EARLIEST = (1980, 1, 1, 0, 0, 0)  # as far back as a zip can say
READABLE = 0o644 << 16
UNIX = 3


def archive(week: PublishedWeek, kept: Kept) -> bytes:
    """The bytes of the zip."""
    name = str(week.document["name"])
    page = f"{current_app.config['SITE_URL']}/weeks/{week.slug}"
    files = {
        "README.txt": readme(name, page, kept).encode(),
        "events.csv": spreadsheet.heading() + b"".join(kept.rows),
        "events.json": around(head(name, week.slug, kept), kept.records),
        "events.ics": calendar(name, _("From %(address)s", address=page), kept.vevents),
    }
    whole = BytesIO()
    with ZipFile(whole, "w") as zipped:
        for path, data in files.items():
            zipped.writestr(entry(f"{week.slug}/{path}", kept.updated), data)
    return whole.getvalue()


def entry(path: str, updated: datetime | None) -> ZipInfo:
    """A file of the zip, the same wherever it is made."""
    info = ZipInfo(path, local(updated).timetuple()[:6] if updated else EARLIEST)
    info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, UNIX, READABLE
    return info


def head(name: str, slug: str, kept: Kept) -> EventsRecord:
    """What stands around the events in ``events.json``: one page that has them all."""
    return EventsRecord(
        version=VERSION,
        title=name,
        page=f"{current_app.config['SITE_URL']}/events?{EventQuery(week=slug).canonical()}",
        licence=licence(),
        problems=[],
        total=len(kept.records),
        next=None,
        events=[],
    )


def readme(name: str, page: str, kept: Kept) -> str:
    """What is in the zip and what may be done with it, as plain text with line ends for every system."""
    settings = current_app.config
    changed = utc(kept.updated) if kept.updated else _("Nothing yet")
    api = ApiPage()
    lines = [
        name,
        "=" * len(name),
        "",
        page,
        _("Events: %(count)s", count=len(kept.records)),
        _("Last change in it: %(when)s", when=changed),
        "",
        _("LICENCE"),
        f"{settings['LICENCE_NAME']}: {settings['LICENCE_URL']}",
        _("Say where it comes from: “%(site)s”, with a link.", site=settings["SITE_NAME"]),
        "",
        _("WHAT IS IN IT"),
        _("events.csv   a spreadsheet: a row for each date and time, in UTF-8"),
        _("events.json  every public fact about each event"),
        _("events.ics   a calendar (RFC 5545)"),
        "",
        _("Contact details are left out, because this file is kept for ever. Withdrawn events and examples are too."),
        _("About access there are four answers: yes, no, on_request and unknown. Unknown is not no."),
        "",
        _("COLUMNS OF events.csv"),
        *described(api.columns),
        "",
        _("MEMBERS OF AN EVENT IN events.json"),
        *described(api.event_members),
        "",
        _("More: %(address)s", address=f"{settings['SITE_URL']}/api"),
        "",
    ]
    return "\r\n".join(str(line) for line in lines)


def described(members: list[Member]) -> list[str]:
    """Names and meanings, one to a line."""
    return [f"{one.name}: {one.means}" for one in members]
