"""The catalogue as a map, beside the same events as a list."""

from flask import Blueprint, render_template, request

from app.catalogue.alternates import Linked, linked, of_query
from app.catalogue.applied import applied
from app.catalogue.filters import Filters
from app.catalogue.heading import heading
from app.catalogue.listing import Listing, face, numbered
from app.catalogue.query import EventQuery
from app.registry.times import today
from app.registry.vocabularies.kinds import Format
from app.serving.public import public
from app.shared.clock import now

blueprint = Blueprint("map", __name__)

MOST_LISTED = 500


@blueprint.get("/map")
@public
def show() -> Linked:
    """The events of a query on a map. The list is complete without the map."""
    query = EventQuery.from_args(request.args)
    listing = Listing(query, today(now()), MOST_LISTED)
    alternates = of_query(query)
    page = render_template(
        "map/map.html",
        query=query,
        heading=heading(query),
        listing=listing,
        placed=[card for card in listing.cards if card.is_placed],
        unplaced=[card for card in listing.cards if not card.is_placed],
        is_online=query.format == Format.ONLINE,
        filters=Filters(query, request.args),
        applied=applied(query),
        face=face,
        numbered=lambda number: numbered("/map", query, number),
        alternates=alternates,
    )
    return linked(page, alternates)
