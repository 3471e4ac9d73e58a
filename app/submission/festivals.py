"""The festivals an event may say it is part of: those that are public."""

from datetime import datetime

from sqlalchemy import and_, or_, select

from app.catalogue.models import Publication
from app.extensions import db
from app.registry.event import Event
from app.registry.organisation import folded
from app.registry.vocabularies.kinds import EventKind, Happening
from app.shared.clock import now

MOST_SUGGESTED = 100
PUBLIC_FESTIVAL = and_(Publication.kind == EventKind.FESTIVAL, Publication.happening != Happening.WITHDRAWN)


def festivals_named(text: str) -> list[Event]:
    """The public festivals somebody means by a reference, a web address or a name. Several may share a name."""
    last = text.strip().rstrip("/").rpartition("/")[2]
    public = select(Event).join(Publication, Publication.event_id == Event.id)
    public = public.where(PUBLIC_FESTIVAL)
    # A name can look like the last part of an address; only what has a slash is read as one.
    exact = public.where(Event.reference == last.upper())
    if "/" in text:
        exact = public.where(or_(Event.reference == last.upper(), Event.slug == last.lower()))
    if found := db.session.scalars(exact).first():
        return [found]
    wanted = folded(text)
    named = {event_id for event_id, _reference, title in names() if folded(title) == wanted}
    return list(db.session.scalars(public.where(Event.id.in_(named)).order_by(Event.id))) if named else []


def names() -> list[tuple[int, str, str]]:
    """Id, reference and title of every public festival. There are a few hundred at most."""
    query = select(Publication.event_id, Publication.reference, Publication.card["title"].as_string())
    rows = db.session.execute(query.where(PUBLIC_FESTIVAL))
    return [(row[0], row[1], row[2]) for row in rows]


def suggestions(at: datetime | None = None) -> list[tuple[str, str]]:
    """Reference and name of festivals that are not over, the next first. ``at`` is UTC, this instant if not given."""
    query = (
        select(Publication.reference, Publication.card["title"].as_string())
        .where(PUBLIC_FESTIVAL, Publication.ends_at >= (at or now()))
        .order_by(Publication.starts_at, Publication.reference)
        .limit(MOST_SUGGESTED)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def spoken(festival: Event) -> str:
    """A festival as somebody would say it: its name, or its reference where others have that name too."""
    title = festival.approved.title if festival.approved else ""
    return title if title and festivals_named(title) == [festival] else festival.reference
