"""Which events have changed since they were last announced, and who is to hear of it.

The catalogue is compared with what was announced, instead of being told by whoever publishes: publishing knows
nothing of federation, and a worker that was killed, or off for a week, finds by itself what is left to say. What is
found, what is noted as announced and what is queued for each inbox is one transaction, so nothing is said twice and
nothing is lost. Changes that follow each other faster than the worker looks are announced as one.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, delete, select, update

from app.catalogue.models import CatalogueState, Publication, PublishedWeek
from app.extensions import db
from app.federation import activities
from app.federation.event_object import event_object
from app.federation.keys import ensure_key
from app.federation.models import Activity, Announcement, Delivery, FederationState, Follower, Kind
from app.federation.queueing import queue
from app.registry.vocabularies.kinds import Happening, Origin
from app.shared.clock import now

AT_ONCE = 50  # changes in one transaction
SECONDS_A_ROUND = 5.0  # mail is delivered by the same worker
# Catalogue times are whole seconds: a row is compared once nothing more can happen to it within the same second.
SETTLED = timedelta(seconds=2)
VERSION = ("changed_at", "sequence", "happening", "kind", "slug", "organisation", "festival")
COMPARED = (
    *(getattr(Publication, name) for name in VERSION),
    *(Publication.event_id, Publication.uid, Publication.week, Publication.origin, Publication.ends_at),
)


@dataclass(frozen=True)
class Change:
    """Something to announce of one event."""

    kind: Kind
    event_id: int
    week: str
    fingerprint: str
    announced: str | None = None


def announce(stopping: Callable[[], bool]) -> int:
    """Announce what is new, for about five seconds; how many changes. Commits as it goes."""
    ensure_key()
    total, end = 0, time.monotonic() + SECONDS_A_ROUND
    while not stopping() and time.monotonic() < end and is_behind():
        found, is_done = announce_some()
        total += found
        if is_done or not found:
            break
    return total


def catalogue_mark() -> str:
    """The state of the catalogue."""
    row = db.session.execute(select(CatalogueState.version, CatalogueState.changed_at)).first()
    return f"{row.version} {row.changed_at.isoformat()}" if row else ""


def is_behind() -> bool:
    """Two tiny reads, so that an idle worker takes no lock."""
    try:
        return catalogue_mark() != db.session.scalar(select(FederationState.compared))
    finally:
        db.session.rollback()


def announce_some() -> tuple[int, bool]:
    """Announce up to AT_ONCE changes in one transaction: how many, and whether those were all there are for now."""
    # First a write: of two workers the second waits here, and then reads what the first has announced.
    lock = update(FederationState).values(compared=FederationState.compared)
    db.session.execute(lock.execution_options(synchronize_session=False))
    mark = catalogue_mark()
    all_found, is_settled = changes()
    for change in all_found[:AT_ONCE]:
        make(change)
    is_done = len(all_found) <= AT_ONCE
    if is_done and is_settled:
        done = update(FederationState).values(compared=mark)
        db.session.execute(done.execution_options(synchronize_session=False))
    db.session.commit()
    return min(len(all_found), AT_ONCE), is_done


def changes() -> tuple[list[Change], bool]:
    """What differs, oldest change first; and whether every row had settled."""
    current = db.session.scalars(select(Announcement).where(Announcement.gone_at.is_(None)))
    live = {row.event_uid: row for row in current}
    weeks = set(db.session.scalars(select(PublishedWeek.slug)))
    found: list[Change] = []
    is_settled = True
    latest = now() - SETTLED
    for row in db.session.execute(select(*COMPARED).order_by(Publication.changed_at, Publication.event_id)):
        announced = live.pop(row.uid, None)
        if row.changed_at > latest and announced_differs(row, announced):
            is_settled = False
            continue
        found += of_one(row, announced, weeks)
    found += [Change(Kind.DELETE, 0, one.week, one.fingerprint, one.key) for one in live.values()]
    return found, is_settled


def fingerprint(row: Row[Any]) -> str:
    """The version of an event that the catalogue holds."""
    return "|".join(str(getattr(row, name) or "") for name in VERSION)


def announced_differs(row: Row[Any], announced: Announcement | None) -> bool:
    """Whether there would be anything to say of an event."""
    if announced is None:
        return row.week is not None
    return announced.fingerprint != fingerprint(row) or announced.week != row.week


def of_one(row: Row[Any], announced: Announcement | None, weeks: set[str]) -> Iterator[Change]:
    """What to say of one event. An event that is over, or cancelled before anybody heard of it, is not announced."""
    version = fingerprint(row)
    is_public = row.origin == Origin.SUBMITTED and row.happening != Happening.WITHDRAWN and row.week in weeks
    if announced is not None and (not is_public or announced.week != row.week):
        yield Change(Kind.DELETE, row.event_id, announced.week, announced.fingerprint, announced.key)
        announced = None
    if not is_public or row.ends_at <= now():
        return
    if announced is not None:
        if announced.fingerprint != version:
            yield Change(Kind.UPDATE, row.event_id, row.week, version, announced.key)
    elif row.happening != Happening.CANCELLED:
        yield Change(Kind.CREATE, row.event_id, row.week, version)


def make(change: Change) -> None:
    """Note a change as announced, and queue it for whoever follows."""
    announcement = noted(change)
    if change.kind is Kind.DELETE:
        forget_unsent(announcement)
        activity = activities.delete(change.week, announcement)
    else:
        publication = db.session.get_one(Publication, change.event_id)
        week = db.session.get_one(PublishedWeek, change.week)
        event = event_object(publication, week, announcement)
        if change.kind is Kind.CREATE:
            activity = activities.create(change.week, event)
        else:
            activity = activities.update(change.week, announcement, event)
        db.session.expunge(publication)
    if db.session.scalar(select(Follower.id).where(Follower.week == change.week).limit(1)) is None:
        return
    body = activities.text_of(activities.in_context(activity))
    row = Activity(week=change.week, kind=change.kind, announcement=announcement.key, body=body, made_at=now())
    db.session.add(row)
    db.session.flush()
    queue(row)


def noted(change: Change) -> Announcement:
    """The announcement, as it is after the change."""
    if change.announced is None:
        uid = db.session.scalars(select(Publication.uid).where(Publication.event_id == change.event_id)).one()
        row = Announcement(key=uuid4().hex, event_uid=uid, week=change.week, updates=0, made_at=now())
        db.session.add(row)
    else:
        row = db.session.get_one(Announcement, change.announced)
        row.updates += change.kind is Kind.UPDATE
    row.fingerprint, row.updated_at = change.fingerprint, now()
    if change.kind is Kind.DELETE:
        row.gone_at = now()
    db.session.flush()
    return row


def forget_unsent(announcement: Announcement) -> None:
    """What was said of a withdrawn event and has not reached somebody yet shall not reach them now."""
    said = select(Activity.id).where(Activity.announcement == announcement.key)
    gone = delete(Delivery).where(Delivery.activity_id.in_(said))
    db.session.execute(gone.execution_options(synchronize_session=False))
