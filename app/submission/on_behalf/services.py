"""Beginning an event for somebody else, and what is noted of it."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Moderator
from app.extensions import db
from app.notifications.languages import ENGLISH
from app.registry.decision import ENTERED, Decision
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import PrivateContact
from app.submission import services
from app.submission.on_behalf.forms import EMAIL, PHONE, CallerForm

MOST_LISTED = 50


def begin_for(form: CallerForm, moderator: Moderator, key: str, at: datetime) -> Event:
    """A draft entered by a moderator; the same press twice begins one. ``at`` is UTC."""
    event = services.begin(key, at)
    if event.entered_by:
        return event
    event.entered_by = moderator.name
    event.private_contact = PrivateContact(
        name=form.name.data,
        email=form.email.data,
        phone=form.phone.data,
        language=form.letters_in.data or ENGLISH,
    )
    entered = Decision(
        action=ENTERED,
        from_state=State.DRAFT,
        to_state=State.DRAFT,
        decided_by=moderator.name,
        moderator_id=moderator.id,
        reason=how_to_tell(str(form.tell.data)),
        decided_at=at,
    )
    event.decisions.append(entered)
    return event


def how_to_tell(way: str) -> str:
    """The wish, as the log says it."""
    if way == PHONE:
        return str(_("Tell them the outcome by phone."))
    return str(_("We tell them the outcome by email.") if way == EMAIL else _("Tell them the outcome by post."))


def entered_lately() -> Sequence[Event]:
    """Events that moderators entered, newest first."""
    query = select(Event).where(Event.entered_by != "").order_by(Event.id.desc()).limit(MOST_LISTED)
    return db.session.scalars(query).all()
