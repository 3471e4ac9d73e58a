"""How long a moderator takes, as it was lately."""

from datetime import timedelta
from statistics import median

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from app.extensions import db
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.lifecycle import Action
from app.registry.revision import Revision
from app.registry.vocabularies.kinds import Origin
from app.shared.clock import now

LATELY = timedelta(days=90)
MOST, FEWEST = 50, 3
BY_MODERATORS = (Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def typical_wait() -> timedelta | None:
    """The median time from the queue to a moderator's answer, lately. None where there were too few to say."""
    query = (
        select(Revision.submitted_at, Decision.decided_at)
        .join(Decision, Decision.revision_id == Revision.id)
        .join(Event, Event.id == Revision.event_id)
        .where(Decision.action.in_(BY_MODERATORS), Decision.moderator_id.is_not(None))
        .where(Decision.decided_at > now() - LATELY, Revision.submitted_at.is_not(None))
        .where(Event.origin == Origin.SUBMITTED)
        .order_by(Decision.id.desc())
        .limit(MOST)
    )
    waits = [(decided - submitted).total_seconds() for submitted, decided in db.session.execute(query)]
    return timedelta(seconds=median(waits)) if len(waits) >= FEWEST else None


def wait_words() -> str:
    """A sentence for letters and pages; it promises nothing where nothing is known."""
    wait = typical_wait()
    if wait is None:
        return str(_("We will look at it as soon as we can."))
    if wait <= HOUR:
        return str(_("Lately, most people have had an answer within an hour."))
    if wait <= DAY:
        hours = -(-int(wait.total_seconds()) // 3600)
        return str(
            ngettext(
                "Lately, most people have had an answer within %(num)s hour.",
                "Lately, most people have had an answer within %(num)s hours.",
                hours,
            )
        )
    days = -(-int(wait.total_seconds()) // 86400)
    return str(
        ngettext(
            "Lately, most people have had an answer within %(num)s day.",
            "Lately, most people have had an answer within %(num)s days.",
            days,
        )
    )
