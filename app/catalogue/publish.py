"""The only writer of the catalogue, always in the transaction of the decision that caused it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from flask_babel import force_locale
from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.catalogue import search
from app.catalogue.faces import EVERYWHERE, Faces
from app.catalogue.models import (
    CalendarEntries,
    CatalogueState,
    LeftOut,
    Publication,
    PublicationFacet,
    PublishedOrganisation,
    PublishedWeek,
)
from app.catalogue.row import entry
from app.extensions import Base, db
from app.registry.campaign import Campaign
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.organisation import Organisation
from app.registry.vocabularies.kinds import EventKind, Happening
from app.shared.clock import now

AT_ONCE = 100  # events read and written together in a rebuild


def publish(*events: Event) -> None:
    """Make events' public rows from their revisions and decisions, or remove them where nothing is approved.

    Each needs its slug and organisation. A festival's children are made again, as they name it; so is the festival
    that an event is or was part of, as it names its parts.
    """
    db.session.flush()
    bump()  # first, as it locks the counter's row: of two at once the second reads what the first decided
    read_again(events)
    around = festivals(events)
    write(events)
    for event in events:
        if the_children := children(event):
            write(the_children)
    if around:
        write(around)


def read_again(events: Sequence[Event]) -> None:
    """Read what was decided once more: it may have changed while another's change was waited for."""
    ids = [event.id for event in events]
    decided = defaultdict(list)
    for decision in db.session.scalars(select(Decision).where(Decision.event_id.in_(ids)).order_by(Decision.id)):
        decided[decision.event_id].append(decision)
    said = select(Event.id, Event.happening, Event.happening_reason).where(Event.id.in_(ids))
    happening = {row.id: row for row in db.session.execute(said)}
    for event in events:
        set_committed_value(event, "decisions", decided[event.id])
        set_committed_value(event, "happening", happening[event.id].happening)
        set_committed_value(event, "happening_reason", happening[event.id].happening_reason)


def children(event: Event) -> Sequence[Event]:
    """The events that are part of it, where it is or ever was a festival."""
    if all(revision.kind != EventKind.FESTIVAL for revision in event.revisions):
        return ()
    return db.session.scalars(select(Event).where(Event.agreed_festival_id == event.id).order_by(Event.id)).all()


def festivals(events: Sequence[Event]) -> Sequence[Event]:
    """The public festivals that events are part of, or were until now; not those among the events themselves."""
    ids = [event.id for event in events]
    before = select(Publication.festival).where(Publication.event_id.in_(ids), Publication.festival.is_not(None))
    wanted = or_(
        Event.id.in_({event.agreed_festival_id for event in events if event.agreed_festival_id}),
        Event.slug.in_(set(db.session.scalars(before))),
    )
    return db.session.scalars(
        select(Event).where(wanted, Event.slug.is_not(None), Event.id.not_in(ids)).order_by(Event.id)
    ).all()


def write(events: Sequence[Event]) -> None:
    """Put events' rows, facets and words into the catalogue, in place of what stood there of them."""
    ids = [event.id for event in events]
    named_before = set(db.session.scalars(select(Publication.organisation).where(Publication.event_id.in_(ids))))
    take_out(ids)
    faces = {event: Faces(event.id) for event in events}
    with force_locale("en"):  # not the language of whoever's request it is: a rebuild must make the same
        made = {event: faces[event].make(EVERYWHERE, partial(entry, event, faces[event])) for event in events}
    public = {event: one for event, one in made.items() if one is not None}
    rows = [one.row for one in public.values()]
    put_in(Publication, rows)
    if rows:
        search.index({row["event_id"]: row["search_text"] for row in rows})
    put_in(CalendarEntries, [one.vevents for one in public.values()])
    put_in(PublicationFacet, [facet for one in public.values() for facet in one.facets])
    put_in(LeftOut, [row for event in events for row in faces[event].rows()])
    named = {event.organisation for event in public if event.happening != Happening.WITHDRAWN}
    publish_organisations(organisation for organisation in named if organisation is not None)
    forget_empty(named_before)


def put_in(model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert rows, where there are any."""
    if rows:
        db.session.execute(insert(model), rows)


def take_out(ids: Collection[int]) -> None:
    """Take events' rows out."""
    search.forget(ids)
    for model in (LeftOut, CalendarEntries, PublicationFacet, Publication):
        db.session.execute(delete(model).where(model.event_id.in_(ids)))


def publish_organisations(rows: Iterable[Organisation]) -> None:
    """Put organisations' public facts into the catalogue."""
    found = [organisation_columns(row) for row in sorted(rows, key=lambda row: row.id)]
    slugs = [facts["slug"] for facts in found]
    db.session.execute(delete(PublishedOrganisation).where(PublishedOrganisation.slug.in_(slugs)))
    put_in(PublishedOrganisation, found)


def organisation_columns(row: Organisation) -> dict[str, Any]:
    """An organisation as the public sees it."""
    facts = {"name": row.name, "kind": row.kind, "website": row.website, "summary": row.summary}
    facts |= {"logo": row.logo, "logo_alt": row.logo_alt}
    return {"slug": row.slug, "name": row.name, "document": facts}


def forget_empty(slugs: Collection[str]) -> None:
    """Take organisations out that no public event names any more."""
    named = exists().where(
        Publication.organisation == PublishedOrganisation.slug, Publication.happening != Happening.WITHDRAWN
    )
    if slugs:
        db.session.execute(
            delete(PublishedOrganisation)
            .where(PublishedOrganisation.slug.in_(slugs), ~named)
            .execution_options(synchronize_session=False)
        )


def publish_week(row: Campaign) -> None:
    """Put a campaign's public facts into the catalogue."""
    facts = {
        "name": row.name,
        "name_cy": row.name_cy,
        "host": row.host,
        "year": row.year,
        "theme": row.theme,
        "hashtag": row.hashtag,
        "website": row.website,
        "note": row.note,
    }
    first = row.first_day.isoformat() if row.first_day else None
    last = row.last_day.isoformat() if row.last_day else None
    db.session.merge(PublishedWeek(slug=row.slug, nation=row.nation, first_day=first, last_day=last, document=facts))
    bump()


def bump(made_for: str | None = None) -> None:
    """Raise the catalogue's counter, so that every kept answer and ETag is out of date."""
    values: dict[str, Any] = {"version": CatalogueState.version + 1, "changed_at": now()}
    if made_for is not None:
        values["made_for"] = made_for
    found = db.session.execute(
        update(CatalogueState)
        .values(values)
        .returning(CatalogueState.id)
        .execution_options(synchronize_session=False)
    ).first()
    if found is None:
        db.session.add(CatalogueState(id=1, version=1, changed_at=now(), made_for=made_for or ""))
        db.session.flush()


def rebuild(made_for: str | None = None) -> Iterator[int]:
    """Make the whole catalogue again from revisions and decisions, yielding how many events were done at a time."""
    for model in (LeftOut, CalendarEntries, PublicationFacet, Publication, PublishedOrganisation, PublishedWeek):
        db.session.execute(delete(model))
    for campaign in db.session.scalars(select(Campaign).order_by(Campaign.id)):
        publish_week(campaign)
    ids = db.session.scalars(select(Event.id).where(Event.slug.is_not(None)).order_by(Event.id)).all()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        write(db.session.scalars(select(Event).where(Event.id.in_(some)).order_by(Event.id)).all())
        yield len(some)
        db.session.expunge_all()
    bump(made_for)
