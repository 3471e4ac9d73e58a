"""What an event's decisions add up to. A pure reading, so that a rebuild gives the same bytes."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from app.registry.event import Event
from app.registry.lifecycle import Action
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.vocabularies.kinds import Happening

CHANGES_OF_HAPPENING = {"happening"}


@dataclass(frozen=True)
class History:
    """The public life of an event so far. Instants are UTC.

    ``sequence`` is RFC 5545 §3.8.7.4's: 0 at first, one more for each change of time, place or state.
    ``replanned_at`` is when that number last rose, or the event was first public.
    ``gone`` are sessions that were public once and are not in the current revision.
    """

    revision: Revision
    sequence: int
    first_published_at: datetime
    changed_at: datetime
    replanned_at: datetime
    gone: list[EventSession]


def read(event: Event) -> History | None:
    """Fold an event's decisions, oldest first. None when nothing was ever approved."""
    revisions = {revision.id: revision for revision in event.revisions}
    current: Revision | None = None
    happening: str = Happening.GOING_AHEAD
    seen: Hashable = None
    sequence = -1
    first = changed = replanned = None
    once_public: dict[str, EventSession] = {}
    for decision in event.decisions:
        if decision.action == Action.APPROVE and decision.revision_id is not None:
            current = revisions[decision.revision_id]
            first = first or decision.decided_at
            once_public |= {session.uid: session for session in current.sessions}
        elif decision.action in CHANGES_OF_HAPPENING:
            happening = decision.to_state
        else:
            continue
        if current is None:
            continue
        changed = decision.decided_at
        now = (happening, schedule(current))
        if now != seen:
            sequence, seen, replanned = sequence + 1, now, decision.decided_at
    if current is None or first is None or changed is None or replanned is None:
        return None
    kept = {session.uid for session in current.sessions}
    gone = [session for uid, session in once_public.items() if uid not in kept]
    return History(current, sequence, first, changed, replanned, gone)


def schedule(revision: Revision) -> Hashable:
    """What people plan by: the dates and times, and the place."""
    times = tuple(
        (s.uid, s.timing, s.starts_on, s.start_time, s.ends_on, s.end_time, s.timezone) for s in revision.sessions
    )
    places = tuple(
        (p.venue, p.address, p.town, p.postcode, p.area_only, p.latitude, p.longitude) for p in revision.places
    )
    return times, places, revision.format
