"""Making it public at once whether an event happens."""

from datetime import datetime

from app.catalogue.publish import publish
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.happening import change_happening
from app.registry.vocabularies.kinds import Happening


def announce(
    event: Event, to: Happening, reason: str, by: str, at: datetime, *, moderator_id: int | None = None
) -> Decision | None:
    """Say whether it happens and publish that, in the caller's transaction. None when nothing changed.

    Raises what ``change_happening`` raises.
    """
    decision = change_happening(event, to, reason, by, at, moderator_id=moderator_id)
    if decision is not None:
        publish(event)
    return decision
