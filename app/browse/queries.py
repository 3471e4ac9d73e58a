"""What only pages read of the catalogue: what was changed lately, and every address for crawlers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue.addresses import page_address
from app.catalogue.cards import EventCard
from app.catalogue.models import Publication, PublishedOrganisation, PublishedWeek
from app.catalogue.reading import LISTED, Listed
from app.catalogue.wording import long_day
from app.extensions import db
from app.registry.times import local, start_of
from app.registry.vocabularies.kinds import Happening, Origin

CHANGES_KEPT_DAYS = 90
MOST_CHANGES = 100


@dataclass(frozen=True)
class Change:
    """An event that was cancelled, postponed or moved online: its card, why, and the day it was said in London."""

    card: EventCard
    reason: str
    said_on: date

    @property
    def said(self) -> str:
        """When we were told."""
        return str(_("Told to us on %(day)s.", day=long_day(self.said_on)))


def changes(today: date) -> list[Change]:
    """The latest changes first, of events that are not long over. One SELECT."""
    rows = db.session.execute(
        select(Publication.document["happening_reason"].as_string(), Publication.changed_at, *LISTED)
        .where(
            Publication.happening.not_in((Happening.GOING_AHEAD, Happening.WITHDRAWN)),
            Publication.ends_at > start_of(today - timedelta(days=CHANGES_KEPT_DAYS)),
        )
        .order_by(Publication.changed_at.desc(), Publication.event_id.desc())
        .limit(MOST_CHANGES)
    )
    return [
        Change(EventCard(Listed(*listed), today), reason or "", local(changed_at).date())
        for reason, changed_at, *listed in rows
    ]


def addresses() -> list[tuple[str, datetime | None]]:
    """The path of every public page made from the catalogue, and when it last changed (UTC). Three SELECTs.

    Examples are left out: their pages ask not to be found.
    """
    events = db.session.execute(
        select(Publication.kind, Publication.slug, Publication.changed_at)
        .where(Publication.happening != Happening.WITHDRAWN, Publication.origin != Origin.EXAMPLE)
        .order_by(Publication.event_id)
    )
    organisations = db.session.scalars(select(PublishedOrganisation.slug).order_by(PublishedOrganisation.slug))
    weeks = db.session.scalars(select(PublishedWeek.slug).order_by(PublishedWeek.slug))
    return [
        *((page_address(kind, slug), changed_at) for kind, slug, changed_at in events),
        *((f"/organisations/{slug}", None) for slug in organisations),
        *((f"/weeks/{slug}", None) for slug in weeks),
    ]
