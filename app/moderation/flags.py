"""What a moderator should notice before deciding, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organisation import Organisation, folded
from app.registry.revision import Revision
from app.registry.session import EventSession
from app.registry.vocabularies.kinds import Format

TO_GO_TO = (Format.IN_PERSON, Format.HYBRID)
# More words in one IN would pass the limit of variables of some SQLite builds.
MOST_IN_ONE_QUERY = 500


@dataclass(frozen=True)
class Flag:
    """One thing to notice. ``reference`` is another event it points to; a warning is likely to be a mistake."""

    words: str
    reference: str = ""
    is_warning: bool = True


def flags_of(revisions: Sequence[Revision], at: datetime) -> dict[int, list[Flag]]:
    """The flags of each revision by its id, in two SELECTs for all of them. ``at`` is UTC."""
    known = known_organisations(revisions)
    others = same_days(revisions)
    return {revision.id: list(look(revision, at, known, others)) for revision in revisions}


def look(
    revision: Revision, at: datetime, known: set[str], others: Mapping[tuple[str, date], set[str]]
) -> Iterable[Flag]:
    """The flags of one revision."""
    if revision.format in TO_GO_TO and not (revision.place and revision.place.found):
        yield Flag(_("Place not found on the map"))
    if folded(revision.organisation_name) not in known:
        yield Flag(_("New organisation"), is_warning=False)
    if is_over(revision, at):
        yield Flag(_("Date has passed"))
    for reference in doubles(revision, others):
        yield Flag(_("Likely double of %(reference)s", reference=reference), reference)
    if revision.festival_id is not None:
        yield Flag(_("Asks to join a festival"), is_warning=False)


def is_over(revision: Revision, at: datetime) -> bool:
    """Whether its last session has ended."""
    return all((row.ends_at or row.starts_at) < at for row in revision.sessions)


def doubles(revision: Revision, others: Mapping[tuple[str, date], set[str]]) -> list[str]:
    """References of other events with the same title on one of the same days."""
    title = folded(revision.title)
    found = {reference for row in revision.sessions for reference in others.get((title, row.starts_on), ())}
    return sorted(found - {revision.event.reference})


def known_organisations(revisions: Sequence[Revision]) -> set[str]:
    """Which of their organisations have had an event approved before, by folded name."""
    names = {folded(revision.organisation_name) for revision in revisions}
    query = select(Organisation.folded_name).where(Organisation.folded_name.in_(names))
    return set(db.session.scalars(query))


def same_days(revisions: Sequence[Revision]) -> dict[tuple[str, date], set[str]]:
    """References by folded title and day, of everything waiting or public on the same days."""
    days = sorted({row.starts_on for revision in revisions for row in revision.sessions})[:MOST_IN_ONE_QUERY]
    query = (
        select(Event.reference, Revision.title, EventSession.starts_on)
        .join(Revision, Revision.event_id == Event.id)
        .join(EventSession, EventSession.revision_id == Revision.id)
        .where(EventSession.starts_on.in_(days), Revision.state.in_((State.SUBMITTED, State.APPROVED)))
    )
    found: dict[tuple[str, date], set[str]] = defaultdict(set)
    for reference, title, day in db.session.execute(query):
        found[folded(title), day].add(reference)
    return found
