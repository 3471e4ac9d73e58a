"""An organiser's calendars: bring one, and look after those that were brought."""

from flask.typing import ResponseReturnValue

from app.submission.afterwards.managing import nothing_here
from app.submission.blueprint import submission
from app.submission.calendars import pages
from app.submission.calendars.desk import Desk
from app.submission.calendars.forms import BringForm
from app.submission.ownership import signed_in

OWN = "/my-events/calendars"


def own_desk() -> Desk:
    """The desk of the organiser signed in here. Somebody who only looks is asked for their address; else 404."""
    organiser = signed_in()
    if organiser is None:
        nothing_here(None)
    return Desk(organiser, None)


@submission.route("/submit/calendar", methods=["GET", "POST"])
def bring() -> ResponseReturnValue:
    """Bring events from a calendar on the web."""
    organiser = signed_in()
    form = BringForm(your_email=organiser.email) if organiser else BringForm()
    return pages.bring(form, Desk(organiser, None))


@submission.get(OWN)
def calendars() -> ResponseReturnValue:
    """The calendars that were brought."""
    return pages.calendars(own_desk())


@submission.get(f"{OWN}/<key>")
def calendar(key: str) -> ResponseReturnValue:
    """One of them."""
    return pages.calendar(own_desk(), key)


@submission.post(f"{OWN}/<key>/look")
def look(key: str) -> ResponseReturnValue:
    """Look now."""
    return pages.look_now(own_desk(), key)


@submission.post(f"{OWN}/<key>/follow")
def follow(key: str) -> ResponseReturnValue:
    """Look every day."""
    return pages.follow(own_desk(), key)


@submission.post(f"{OWN}/<key>/stop")
def stop(key: str) -> ResponseReturnValue:
    """Look no more."""
    return pages.stop(own_desk(), key)


@submission.route(f"{OWN}/<key>/news/<int:number>", methods=["GET", "POST"])
def news(key: str, number: int) -> ResponseReturnValue:
    """What it proposes for one event."""
    return pages.news(own_desk(), key, number)
