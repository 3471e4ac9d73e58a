"""The moderators' calendars: brought on behalf of organisations, looked after by whichever moderator is there."""

from flask.typing import ResponseReturnValue

from app.accounts.moderator_session import current_moderator, moderator_required
from app.submission.blueprint import submission
from app.submission.calendars import pages
from app.submission.calendars.desk import Desk
from app.submission.calendars.forms import BringForForm

OWN = "/moderation/calendars"


def desk() -> Desk:
    """The moderators'."""
    return Desk(None, current_moderator())


@submission.route(f"{OWN}/bring", methods=["GET", "POST"])
@moderator_required
def bring_for() -> ResponseReturnValue:
    """Bring events from an organisation's calendar."""
    return pages.bring(BringForForm(), desk())


@submission.get(OWN)
@moderator_required
def moderated_calendars() -> ResponseReturnValue:
    """The calendars that moderators brought."""
    return pages.calendars(desk())


@submission.get(f"{OWN}/<key>")
@moderator_required
def moderated_calendar(key: str) -> ResponseReturnValue:
    """One of them."""
    return pages.calendar(desk(), key)


@submission.post(f"{OWN}/<key>/look")
@moderator_required
def moderated_look(key: str) -> ResponseReturnValue:
    """Look now."""
    return pages.look_now(desk(), key)


@submission.post(f"{OWN}/<key>/follow")
@moderator_required
def moderated_follow(key: str) -> ResponseReturnValue:
    """Look every day."""
    return pages.follow(desk(), key)


@submission.post(f"{OWN}/<key>/stop")
@moderator_required
def moderated_stop(key: str) -> ResponseReturnValue:
    """Look no more."""
    return pages.stop(desk(), key)


@submission.route(f"{OWN}/<key>/news/<int:number>", methods=["GET", "POST"])
@moderator_required
def moderated_news(key: str, number: int) -> ResponseReturnValue:
    """What it proposes for one event."""
    return pages.news(desk(), key, number)
