"""Which event became of which entry of a calendar, and whose the events are. Routes commit."""

from collections.abc import Iterable
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select, update

from app.accounts.models import Moderator
from app.extensions import db
from app.registry.calendar_source import CalendarEntry, CalendarSource, Following
from app.registry.decision import ENTERED, Decision
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import Organiser


def source_for(
    address: str, name: str, organiser: Organiser | None, moderator: Moderator | None, at: datetime
) -> CalendarSource:
    """The calendar at an address: the one its organiser or the moderators have already, else a new one."""
    known = known_source(address, organiser, moderator) if address else None
    if known is not None:
        return known
    source = CalendarSource(
        key=token_urlsafe(24),
        address=address,
        name=name[:200],
        organiser_id=organiser.id if organiser and not moderator else None,
        moderator_id=moderator.id if moderator else None,
        following=Following.ONCE,
        sender={},
        created_at=at,
        failures=0,
        notes=[],
        entries=[],
    )
    db.session.add(source)
    db.session.flush()
    return source


def known_source(address: str, organiser: Organiser | None, moderator: Moderator | None) -> CalendarSource | None:
    """A calendar that was brought here before by the same people."""
    query = select(CalendarSource).where(CalendarSource.address == address).order_by(CalendarSource.id)
    if moderator is not None:
        query = query.where(CalendarSource.moderator_id.is_not(None))
    elif organiser is not None:
        query = query.where(CalendarSource.organiser_id == organiser.id)
    else:
        return None
    return db.session.scalars(query).first()


def hold(source: CalendarSource) -> None:
    """Keep a calendar to this request until it commits: two looks at once would make doubles."""
    db.session.execute(
        update(CalendarSource)
        .where(CalendarSource.id == source.id)
        .values(name=CalendarSource.name)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(source)


def entries_of(source: CalendarSource) -> dict[str, CalendarEntry]:
    """The entries we know, by UID, read afresh."""
    query = select(CalendarEntry).where(CalendarEntry.source_id == source.id)
    return {entry.uid: entry for entry in db.session.scalars(query.execution_options(populate_existing=True))}


def note_taken(source: CalendarSource, made: Iterable[tuple[str, dict[str, Any], str, Event | None]]) -> None:
    """Remember which event came of which entry: (uid, facts, title, event). None: no draft was wanted."""
    known = entries_of(source)
    for uid, facts, title, event in made:
        entry = known.get(uid) or CalendarEntry(source_id=source.id, uid=uid, missed=0, kept_anyway=False)
        if entry.event_id is not None:
            continue
        entry.taken, entry.found, entry.title = facts, facts, title[:160]
        entry.last_day = date.fromisoformat(facts["last_day"]) if facts.get("last_day") else None
        entry.event = event
        db.session.add(entry)


def give(event: Event, source: CalendarSource, moderator: Moderator | None, at: datetime) -> None:
    """Make a draft that came of a calendar its organiser's; or note that a moderator entered it on their behalf."""
    if source.organiser is not None and source.organiser not in event.organisers:
        event.organisers.append(source.organiser)
    if source.moderator_id is None or event.entered_by:
        return
    name = moderator.name if moderator else _("A moderator")
    event.entered_by = name
    entered = Decision(
        action=ENTERED,
        from_state=State.DRAFT,
        to_state=State.DRAFT,
        decided_by=name,
        moderator_id=source.moderator_id,
        reason=_("Brought from a calendar: %(address)s. We tell them the outcome by email.", address=source.address),
        decided_at=at,
    )
    event.decisions.append(entered)
