"""What the pages about followed calendars show."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.registry.calendar_source import CalendarEntry, CalendarSource, Following, Proposal
from app.registry.event import Event
from app.registry.times import local
from app.shared.time_of_day import format_time
from app.submission.afterwards.presenters import state_of, title_of
from app.submission.afterwards.services import is_public
from app.submission.bulk.services import rows_of
from app.submission.calendars.desk import Desk
from app.submission.calendars.looking import waiting_table


@dataclass(frozen=True)
class Ask:
    """Something a calendar proposes: for which event, what, and where it is answered."""

    title: str
    what: str
    address: str


@dataclass(frozen=True)
class Listed:
    """One calendar: how it stands, what it has for its owner, and what can be done."""

    source: CalendarSource
    name: str
    address: str
    standing: str
    looked: str
    trouble: str
    new: int
    table: str
    asks: list[Ask]

    @property
    def news(self) -> str:
        """What waits for an answer, in a line."""
        parts = []
        if self.new:
            parts.append(ngettext("%(num)s new event", "%(num)s new events", self.new))
        if self.asks:
            parts.append(ngettext("%(num)s proposed change", "%(num)s proposed changes", len(self.asks)))
        return ", ".join(parts)


def listed(source: CalendarSource, desk: Desk) -> Listed:
    """One calendar."""
    table = waiting_table(source)
    new = len(rows_of(table)) if table else 0
    return Listed(
        source,
        source.name or source.address,
        desk.address("calendar", key=source.key),
        standing(source),
        looked(source),
        trouble(source),
        new,
        url_for("submission.looked_at", key=table.key) if table and new else "",
        [ask(entry, entry.event, desk) for entry in desk.asks(source) if entry.event is not None],
    )


def standing(source: CalendarSource) -> str:
    """Whether we look by ourselves."""
    if source.following == Following.PAUSED:
        return _("Paused: we could not read it")
    if source.following == Following.FOLLOWED:
        return _("We look every day")
    return _("Brought once")


def looked(source: CalendarSource) -> str:
    """When we last looked and what was there."""
    if source.read_at is None:
        return _("Not read yet")
    count = ngettext("%(num)s event to come", "%(num)s events to come", source.found)
    return _("Last read %(when)s: %(count)s", when=when(source.read_at), count=count)


def trouble(source: CalendarSource) -> str:
    """Why the last look failed, if it did."""
    if not source.last_error or source.looked_at is None:
        return ""
    return _("We tried %(when)s and could not: %(reason)s", when=when(source.looked_at), reason=source.last_error)


def when(at: datetime) -> str:
    """A moment on London's clock."""
    here = local(at)
    return _("%(day)s at %(time)s", day=format_date(here.date(), "d MMMM"), time=format_time(here.time()))


def ask(entry: CalendarEntry, event: Event, desk: Desk) -> Ask:
    """One proposal in the list."""
    address = desk.address("news", key=entry.source.key, number=entry.id)
    return Ask(f"{title_of(event)} ({event.reference})", what(entry), address)


def what(entry: CalendarEntry) -> str:
    """What is proposed."""
    if entry.proposal == Proposal.CHANGE:
        return _("The calendar says something else now")
    return _("It is not in the calendar any more, or is cancelled there")


@dataclass(frozen=True)
class Way:
    """What can be done about an event that its calendar says is off."""

    words: str
    address: str


def ways(event: Event, desk: Desk) -> list[Way]:
    """Where to say that it is cancelled, or to take it away: pages that ask why. We never press them ourselves."""
    if desk.is_moderators:
        page = "moderation.happening" if is_public(event) else "submission.overview"
        words = _("Say that it is cancelled") if is_public(event) else _("Look at what we have")
        return [Way(words, url_for(page, reference=event.reference))]
    reference = event.reference
    found = [Way(_("Withdraw it"), url_for("submission.withdraw_event", reference=reference))]
    if is_public(event):
        said = Way(_("Say that it is cancelled or postponed"), url_for("submission.happening", reference=reference))
        found.insert(0, said)
    return found


def heading(event: Event) -> dict[str, str]:
    """What the event is called and where it stands here."""
    return {"title": title_of(event), "state": state_of(event)}
