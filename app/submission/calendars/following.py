"""Looking at a calendar again by ourselves: daily, later after a failure, and not for ever. Routes commit."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.extensions import db
from app.registry.calendar_source import CalendarSource, Following
from app.submission.bulk.row_answers import Sender

DAY = timedelta(days=1)
FIRST_AGAIN = timedelta(hours=1)
MOST_FAILURES = 6
AT_ONCE = 50
CLAIMED_FOR = timedelta(minutes=15)
MOST_FOLLOWED = 20


def sender_of(source: CalendarSource) -> Sender:
    """What empty cells mean: what was given with the calendar, else what its newest event says."""
    if source.sender:
        known = {"letters_in": source.organiser.language} if source.organiser else {}  # it may have changed since
        return Sender(**{**source.sender, **known})
    event = next((entry.event for entry in reversed(source.entries) if entry.event is not None), None)
    contact = event.private_contact if event else None
    email = source.organiser.email if source.organiser else ""
    if event is None or contact is None:
        return Sender(name="", email=email)
    organisation = event.latest.organisation_name
    return Sender(contact.name, email or contact.email, contact.phone, organisation, letters_in=contact.language)


def about(wait: timedelta) -> timedelta:
    """A tenth more or less, so that the calendars of one site are not all asked at one time."""
    return wait * (0.9 + secrets.randbelow(2001) / 10_000)


def follow(source: CalendarSource, sender: dict[str, str], at: datetime) -> None:
    """Look daily from tomorrow on; ``sender`` is what empty cells mean and whom we write to."""
    source.following, source.sender = Following.FOLLOWED, sender
    source.failures, source.next_look_at = 0, at + about(DAY)


def stop(source: CalendarSource) -> None:
    """Look no more, and forget whom we wrote to. What came of which entry is kept, so that it comes once."""
    source.following, source.sender, source.next_look_at = Following.ONCE, {}, None
    source.failures, source.last_error = 0, ""


def looked(source: CalendarSource, at: datetime) -> None:
    """It was read: again tomorrow, also where it had been paused."""
    if source.following != Following.ONCE:
        source.following, source.next_look_at = Following.FOLLOWED, at + about(DAY)


def failed(source: CalendarSource, reason: str, at: datetime) -> bool:
    """It was not read: again in an hour, then later and later. True when that was enough and it is paused now."""
    source.looked_at, source.last_error, source.failures = at, reason[:500], source.failures + 1
    if source.following != Following.FOLLOWED:
        return False
    if source.failures >= MOST_FAILURES:
        source.following, source.next_look_at = Following.PAUSED, None
        return True
    source.next_look_at = at + about(min(DAY, FIRST_AGAIN * 3 ** (source.failures - 1)))
    return False


def due(at: datetime) -> list[int]:
    """The ids of calendars to look at now, those that wait longest first."""
    query = select(CalendarSource.id).where(
        CalendarSource.following == Following.FOLLOWED, CalendarSource.next_look_at <= at
    )
    return list(db.session.scalars(query.order_by(CalendarSource.next_look_at).limit(AT_ONCE)))


def claim(source_id: int, at: datetime) -> bool:
    """Take a calendar that is due, so that no other worker looks at it meanwhile. The caller commits."""
    taken = db.session.execute(
        update(CalendarSource)
        .where(
            CalendarSource.id == source_id,
            CalendarSource.following == Following.FOLLOWED,
            CalendarSource.next_look_at <= at,
        )
        .values(next_look_at=at + CLAIMED_FOR)
        .returning(CalendarSource.id)
        .execution_options(synchronize_session=False)
    ).first()
    return taken is not None
