"""The links of the chain that need no network, each a geopy geocoder whose Location carries our Place as ``raw``."""

from collections.abc import Callable
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from app.geography import gazetteer, postcode_table, wording
from app.geography.place import Place
from app.geography.postcodes import Postcode, find_postcodes, normalise_area, normalise_outward, normalise_postcode


class Offline(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """A geopy adapter that cannot reach the network, so that these geocoders never do by mistake."""

    def __init__(self, *, proxies: Any = None, ssl_context: Any = None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, **_others: Any) -> NoReturn:
        """Refuse."""
        raise RuntimeError(f"this geocoder is offline and does not ask {url}")

    get_text = get_json


class PlaceGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """A geocoder that looks a place up with one function of ours."""

    def __init__(self, find: Callable[[str], Place | None]) -> None:
        super().__init__(user_agent="offline", adapter_factory=Offline)
        self.find = find

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:  # noqa: ARG002
        """geopy's way to ask: one Location (or a list of one when not ``exactly_one``), None when not found."""
        place = self.find(query)
        if place is None:
            return None
        return located(place) if exactly_one else [located(place)]


def located(place: Place) -> Location:
    """A geopy Location that carries our place."""
    return Location(place.name, tuple(place.point), {"place": place})


def in_postcodes(text: str) -> Place | None:
    """The place of a postcode or an outward code, alone or (a postcode) inside an address."""
    if postcode := normalise_postcode(text):
        return place_of_postcode(postcode) or place_of_outward(postcode.outward)
    if outward := normalise_outward(text):
        return place_of_outward(outward)
    return next(filter(None, map(place_of_postcode, find_postcodes(text))), None)


def place_of_postcode(postcode: Postcode) -> Place | None:
    """A full postcode's place, by what the operator loaded first."""
    return gazetteer.place_of_postcode(postcode) or postcode_table.place_of_postcode(postcode)


def place_of_outward(outward: str) -> Place | None:
    """The middle of an outward code, by what the operator loaded first."""
    return gazetteer.place_of_outward(outward) or postcode_table.place_of_outward(outward)


def in_towns(text: str) -> Place | None:
    """A town, county or district whose name is the text, possibly narrowed after a comma."""
    return wording.named_place(text) or wording.narrowed_place(text)


def in_address(text: str) -> Place | None:
    """The town of an address, or half-way between two places."""
    return wording.town_of_address(text) or wording.both_places(text)


def in_postcode_areas(text: str) -> Place | None:
    """The area of a postcode, of an outward code or alone; the coarsest answer."""
    if postcode := normalise_postcode(text):
        return wording.area_place(postcode.outward)
    if code := normalise_outward(text) or normalise_area(text):
        return wording.area_place(code)
    return next((wording.area_place(postcode.outward) for postcode in find_postcodes(text)), None)


EXACT = (PlaceGeocoder(in_postcodes), PlaceGeocoder(in_towns))
"""Asked before the network: what they find is what was meant."""
COARSE = (PlaceGeocoder(in_address), PlaceGeocoder(in_postcode_areas))
"""Asked after it: they know a part of what was meant."""
