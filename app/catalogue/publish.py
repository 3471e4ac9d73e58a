"""The only writer of the catalogue, always in the transaction of the decision that caused it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from flask_babel import force_locale
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value

from app.catalogue import history, search
from app.catalogue.models import (
    CatalogueState,
    Publication,
    PublicationFacet,
    PublishedOrganisation,
    PublishedWeek,
)
from app.catalogue.row import columns, facets
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.organisation import Organisation
from app.registry.vocabularies.kinds import EventKind, Happening
from app.shared.clock import now

AT_ONCE = 100  # events read and written together in a rebuild


def publish(*events: Event) -> None:
    """Make events' public rows from their revisions and decisions, or remove them where nothing is approved.

    Each needs its slug and organisation. A festival's children are made again, as they name it.
    """
    db.session.flush()
    bump()  # first, as it locks the counter's row: of two at once the second reads what the first decided
    read_again(events)
    write(events)
    for event in events:
        if the_children := children(event):
            write(the_children)


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


def write(events: Iterable[Event]) -> None:
    """Put events' rows, facets and words into the catalogue, in place of what stood there of them."""
    ids = [event.id for event in events]
    named_before = set(db.session.scalars(select(Publication.organisation).where(Publication.event_id.in_(ids))))
    take_out(ids)
    public = [(event, past) for event in events if (past := history.read(event)) is not None]
    with force_locale("en"):  # not the language of whoever's request it is: a rebuild must make the same
        rows = [{"event_id": event.id, **columns(event, past)} for event, past in public]
    if rows:
        db.session.execute(insert(Publication), rows)
        search.index({row["event_id"]: row["search_text"] for row in rows})
    if found := [facet for row in rows for facet in facet_rows(row)]:
        db.session.execute(insert(PublicationFacet), found)
    named = {event.organisation for event, _past in public if event.happening != Happening.WITHDRAWN}
    publish_organisations(organisation for organisation in named if organisation is not None)
    forget_empty(named_before)


def facet_rows(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The facets of an event's row."""
    for facet, value in facets(row["document"]):
        yield {"event_id": row["event_id"], "facet": facet, "value": value}


def take_out(ids: Collection[int]) -> None:
    """Take events' rows out."""
    search.forget(ids)
    for model in (PublicationFacet, Publication):
        db.session.execute(delete(model).where(model.event_id.in_(ids)))


def publish_organisations(rows: Iterable[Organisation]) -> None:
    """Put organisations' public facts into the catalogue."""
    found = [organisation_columns(row) for row in sorted(rows, key=lambda row: row.id)]
    slugs = [facts["slug"] for facts in found]
    db.session.execute(delete(PublishedOrganisation).where(PublishedOrganisation.slug.in_(slugs)))
    if found:
        db.session.execute(insert(PublishedOrganisation), found)


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
    for model in (PublicationFacet, Publication, PublishedOrganisation, PublishedWeek):
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
