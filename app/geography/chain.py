"""``locate``: the one function that turns what somebody typed into a place."""

from geopy.geocoders.base import Geocoder

from app.geography.geocoders import COARSE, EXACT
from app.geography.place import Place
from app.geography.remote import configured

LONGEST = 300


def locate(text: str) -> Place | None:
    """The place that a postcode, outward code, area, town, county or address means, or None when nobody knows.

    The chain: postcodes (the gazetteer, when loaded, then the embedded table); towns and areas by name; Nominatim or
    Photon, only when configured; then the town of an address, and last the middle of a postcode area. The first that
    knows answers, and ``precision`` says how exactly. Never raises for what was typed. Needs an application context.
    """
    asked = readable(text)
    if not asked:
        return None
    for geocoder in chain():
        if location := geocoder.geocode(asked):
            place: Place = location.raw["place"]
            return place
    return None


def chain() -> tuple[Geocoder, ...]:
    """The geocoders in the order they are asked."""
    remote = configured()
    return (*EXACT, *([remote] if remote else []), *COARSE)


def readable(text: str) -> str:
    """The text in one piece, without control characters and lone surrogates; empty when too long for a place."""
    plain = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    plain = " ".join(plain.replace("\n", ", ").split())
    return plain if len(plain) <= LONGEST else ""
