"""The page that says how to subscribe: to the events of a query, to a shortlist, to one event."""

from flask import current_app, render_template, request

from app.catalogue.applied import applied
from app.catalogue.filters import Filters
from app.catalogue.listing import face
from app.catalogue.query import EventQuery
from app.catalogue.shortlist import PARAMETER, Shortlist
from app.feeds.calendar import REFRESH
from app.feeds.offers import of_query, of_shortlist
from app.feeds.qr import qr_code
from app.feeds.routes import blueprint
from app.feeds.subscribing import addresses
from app.registry.times import today
from app.serving.public import public
from app.shared import clock


@blueprint.get("/calendar")
@public
def subscribe() -> str:
    """Choose what is in a calendar, see it, and subscribe. ``event=`` asks for those events instead of a query's."""
    site, day = current_app.config["SITE_URL"], today(clock.now())
    gathered = any(request.args.getlist(PARAMETER))
    query = EventQuery() if gathered else EventQuery.from_args(request.args)
    offer = of_shortlist(Shortlist.from_args(request.args), day) if gathered else of_query(query, day)
    return render_template(
        "feeds/calendar.html",
        offer=offer,
        addresses=addresses(site + offer.ics, f"{current_app.config['SITE_NAME']}: {offer.heading}"),
        qr=qr_code(site + offer.again),
        filters=None if gathered else Filters(query, request.args),
        applied=applied(query),
        is_everything=not gathered and not query.pairs(),
        face=face,
        hours=int(REFRESH.total_seconds()) // 3600,
        canonical=site + offer.again,
    )
