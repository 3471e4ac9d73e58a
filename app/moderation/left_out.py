"""Public events that are missing somewhere because what is shown there could not be made (``catalogue/faces.py``)."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue.faces import CALENDAR, DATA, EVERYWHERE, MAP
from app.catalogue.models import LeftOut
from app.extensions import db
from app.registry.event import Event

MOST_SHOWN = 50
MISSING_FROM: dict[str, LazyString] = {
    EVERYWHERE: _l("the whole site"),
    CALENDAR: _l("calendars"),
    MAP: _l("map data"),
    DATA: _l("data files"),
}


@dataclass(frozen=True)
class Missing:
    """One event and where it is missing, in words; ``reason`` is for whoever looks after the site."""

    title: str
    url: str
    reference: str
    missing_from: str
    reason: str


def left_out() -> list[Missing]:
    """What is missing somewhere now, by event. Two SELECTs at most."""
    query = (
        select(LeftOut, Event)
        .join(Event, Event.id == LeftOut.event_id)
        .options(selectinload(Event.revisions))
        .order_by(LeftOut.event_id, LeftOut.face)
        .limit(MOST_SHOWN)
    )
    return [missing(row[0], row[1]) for row in db.session.execute(query)]


def missing(row: LeftOut, event: Event) -> Missing:
    """One row in words."""
    revision = event.approved or event.latest
    return Missing(
        title=revision.title or event.reference,
        url=url_for("moderation.read", reference=event.reference),
        reference=event.reference,
        missing_from=str(MISSING_FROM.get(row.face) or _("one of the data files (%(name)s)", name=row.face)),
        reason=row.reason,
    )
