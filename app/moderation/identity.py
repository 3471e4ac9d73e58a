"""What an event is given at its approval: its organisation and, once for all, its address."""

from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.registry.event import Event
from app.registry.organisation import Organisation, folded
from app.registry.revision import Revision
from app.registry.slugs import free_slug, slugify

# Words that mean another page behind /events/ (house.md: faces of the same query).
NOT_AN_EVENT = {"print"}


def settle_organisation(event: Event, revision: Revision, at: datetime) -> Organisation:
    """The organisation of that name, made now if it is new. What a known one says of itself is not overwritten.

    A logo is taken from whoever first gives one.
    """
    name = revision.organisation_name
    row = db.session.scalars(select(Organisation).where(Organisation.folded_name == folded(name))).first()
    if row is None:
        row = Organisation(
            slug=free_slug(Organisation.slug, name, event.reference),
            name=name,
            folded_name=folded(name),
            kind=revision.organisation_kind,
            website=revision.organisation_website,
            summary=revision.organisation_summary,
            created_at=at,
        )
        db.session.add(row)
    if revision.organisation_logo and revision.organisation_logo_alt and not row.logo:
        row.logo, row.logo_alt = revision.organisation_logo, revision.organisation_logo_alt
    event.organisation = row
    return row


def give_slug(event: Event, revision: Revision) -> None:
    """The last part of the event's address. Given once: later titles do not move the page."""
    if event.slug is None:
        title = revision.title
        if slugify(title) in NOT_AN_EVENT:
            title = f"{title} {event.reference}"
        event.slug = free_slug(Event.slug, title, event.reference)
