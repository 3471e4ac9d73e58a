"""A shortlist as a page and as a calendar. It is kept nowhere but in its address (docs/adr/0010)."""

from flask import Response, current_app, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.catalogue.filters import Filters
from app.catalogue.query import EventQuery
from app.catalogue.shortlist import Shortlist, publications, vevent_chunks
from app.feeds.gathered import Finding, Gathered
from app.feeds.qr import qr_code
from app.feeds.routes import answer, blueprint
from app.feeds.subscribing import addresses
from app.registry.times import today
from app.serving.public import public
from app.shared import clock

QUESTIONS = ("q", "near", "within")


@blueprint.get("/shortlist")
@public
def shortlist() -> str:
    """The events somebody gathered, by date; how to keep them, and how to find more."""
    site, day = current_app.config["SITE_URL"], today(clock.now())
    asked = Shortlist.from_args(request.args)
    gathered = Gathered(asked, publications(asked, day), day)
    args = MultiDict((name, request.args[name]) for name in QUESTIONS if request.args.get(name))
    query = EventQuery.from_args(args)
    return render_template(
        "feeds/shortlist.html",
        gathered=gathered,
        addresses=addresses(site + gathered.known.face("/shortlist.ics"), calendar_name()),
        qr=qr_code(site + gathered.url),
        query=query,
        filters=Filters(query, args),
        finding=Finding(query, gathered.known, day),
    )


@blueprint.get("/shortlist.ics")
@public
def shortlist_calendar() -> Response:
    """The same as a calendar. What is no public event's reference is left out; the page says so."""
    day = today(clock.now())
    asked = Shortlist.from_args(request.args)
    return answer(calendar_name(), asked.face("/shortlist"), vevent_chunks(asked, day))


def calendar_name() -> str:
    """What a shortlist is called among all the calendars a person has."""
    return _("%(site)s: my shortlist", site=current_app.config["SITE_NAME"])
