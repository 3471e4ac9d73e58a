"""What a look at a calendar comes to: new entries are offered, changes are proposed. Nothing is done to any event."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.extensions import db
from app.registry.calendar_source import CalendarEntry, CalendarSource, Proposal
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.times import today
from app.registry.upload import Upload
from app.registry.vocabularies.kinds import Happening
from app.submission.bulk import services as bulk
from app.submission.bulk.checking import Checked, check_all
from app.submission.bulk.doubles import mark_doubles
from app.submission.bulk.grid import Read, Row
from app.submission.bulk.row_answers import Sender
from app.submission.calendars.entries import entries_of, hold
from app.submission.calendars.facts import Facts, changed, facts_of
from app.submission.calendars.questions import questions
from app.submission.calendars.seeing import Seen

LOOKS_UNTIL_GONE = 2  # a calendar that is half there once is nothing to cancel an event for
OVER = (Happening.CANCELLED, Happening.WITHDRAWN)


@dataclass
class News:
    """How much a look found that no look before had."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def take_in(source: CalendarSource, seen: Seen, sender: Sender, at: datetime) -> News:
    """Compare what was seen with what is known. ``at`` is UTC; the caller commits.

    Raises Unreadable when checking the new entries takes too long.
    """
    hold(source)
    source.looked_at, source.failures, source.last_error = at, 0, ""
    source.etag, source.last_modified = seen.etag, seen.last_modified
    known, news, day = entries_of(source), News(), today(at)
    if seen.read is None:
        for entry in known.values():
            if 0 < entry.missed < LOOKS_UNTIL_GONE and is_to_come(entry, day):
                news.gone += miss(entry, at, certain=False)
        return news
    source.read_at, source.notes, source.found = at, seen.read.notes, len(seen.read.rows)
    source.name = seen.name or source.name
    fresh = []
    for row in seen.read.rows:
        ours, facts = known.get(row.uid), facts_of(row)
        if ours is None or (ours.event is None and changed(ours.taken, facts, day)):
            fresh.append(row)
        elif ours.event is not None:
            news.changed += propose_change(ours, ours.event, facts, at)
    news.gone += look_for_gone(known, seen.read, at)
    news.new += offer(source, fresh, seen.read, sender, at)
    return news


def propose_change(entry: CalendarEntry, event: Event, facts: Facts, at: datetime) -> bool:
    """Note what an entry says now. Whether that is news."""
    entry.missed, entry.kept_anyway = 0, False
    entry.last_day = date.fromisoformat(facts["last_day"])
    was, before = entry.proposal, entry.found
    entry.proposal, entry.found = Proposal.NONE, facts
    if not changed(entry.taken, facts, today(at)) or not is_open(event):
        return False
    if not questions(entry, event, at):  # somebody has said the same on both sides
        entry.taken = facts
        return False
    entry.proposal = Proposal.CHANGE
    if was == Proposal.CHANGE and not changed(before, facts, today(at)):
        return False
    entry.proposed_at = at
    return True


def look_for_gone(known: dict[str, CalendarEntry], read: Read, at: datetime) -> int:
    """How many entries are newly cancelled there or gone. Only a calendar that was read whole says what is gone."""
    there = {row.uid for row in read.rows}
    found = 0
    for uid, entry in known.items():
        if uid in there or not is_to_come(entry, today(at)):
            continue
        certain = uid in read.cancelled
        if certain or read.is_whole:
            found += miss(entry, at, certain=certain)
    return found


def is_to_come(entry: CalendarEntry, day: date) -> bool:
    """Whether it has an event that is not over: calendars leave out what is."""
    return entry.event_id is not None and (entry.last_day is None or entry.last_day >= day)


def miss(entry: CalendarEntry, at: datetime, *, certain: bool) -> bool:
    """An entry was not there, or is cancelled there (``certain``). Whether that is news: at the second look, once."""
    entry.missed += 1
    event = entry.event
    if entry.kept_anyway or event is None or not is_open(event) or event.happening in OVER:
        return False
    if entry.proposal == Proposal.CANCEL or not (certain or entry.missed >= LOOKS_UNTIL_GONE):
        return False
    entry.proposal, entry.proposed_at = Proposal.CANCEL, at
    return True


def is_open(event: Event) -> bool:
    """Whether there is anything to propose: it is public or may be, and was not withdrawn or declined for good."""
    if event.happening == Happening.WITHDRAWN:
        return False
    return event.approved is not None or event.latest.state not in (State.WITHDRAWN, State.REJECTED)


def offer(source: CalendarSource, fresh: list[Row], read: Read, sender: Sender, at: datetime) -> int:
    """Put new entries into the calendar's table, of which drafts can be made. How many were not there before.

    A table that somebody may be looking at keeps its address and the numbers of its rows.
    """
    pending = waiting_table(source)
    before = {row.uid: row for row in bulk.rows_of(pending)} if pending else {}
    if not fresh:
        if pending is not None:  # not deleted: somebody may have it open, and press the button
            pending.rows, pending.used_at = pending.rows[:1], at
        return 0
    highest = max((row.number for row in before.values()), default=0)
    for row in fresh:
        if row.uid in before:
            row.number = before[row.uid].number
        else:
            highest += 1
            row.number = highest
    checking = Read(sorted(fresh, key=lambda row: row.number), list(read.notes))
    rows = check_all(checking, sender)
    mark_doubles(rows, source.organiser)
    put_into_table(source, pending, rows, checking.notes, at)
    return len([row for row in rows if row.uid not in before])


def put_into_table(
    source: CalendarSource, pending: Upload | None, rows: list[Checked], notes: list[str], at: datetime
) -> None:
    """Write the rows into the table that waits, or a new one."""
    made = bulk.keep(rows, notes, source.name or source.address, source.organiser, at, source=source)
    if pending is None:
        return
    pending.rows, pending.created_at = made.rows, at
    db.session.expunge(made)


def waiting_table(source: CalendarSource) -> Upload | None:
    """The table of new entries that no drafts were made of yet."""
    query = select(Upload).where(Upload.source_id == source.id, Upload.used_at.is_(None)).order_by(Upload.id.desc())
    return db.session.scalars(query).first()
