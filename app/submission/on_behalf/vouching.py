"""Whether a moderator is filling in the form for somebody, and so vouches for them."""

from app.accounts.models import Moderator
from app.accounts.moderator_session import current_moderator
from app.registry.event import Event


def vouching(event: Event) -> Moderator | None:
    """The moderator at this browser, for an event that a moderator entered; organisers' own are theirs alone."""
    if not event.entered_by:
        return None
    try:
        return current_moderator()
    except LookupError:
        return None


def entered_for_somebody(event: Event) -> bool:
    """Whether this browser is a moderator's and the event was entered by one."""
    return vouching(event) is not None
