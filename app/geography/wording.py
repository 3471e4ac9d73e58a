"""Finding a place in words: a name, a name narrowed by another ("Newport, Wales"), the towns of an address."""

from collections.abc import Callable
from dataclasses import replace
from statistics import fmean

from app.geography.distance import distance_miles
from app.geography.names import COUNTRY_WORDS, bare_key, name_key
from app.geography.place import Place, Precision
from app.geography.postcodes import normalise_area, normalise_outward, normalise_postcode
from app.geography.towns import Named, nearest, postcode_areas, towns
from app.registry.vocabularies.places import Nation

NATION_WORDS: dict[str, Callable[[Named], bool]] = {
    **{word: lambda named: named.place.nation is Nation.ENGLAND for word in ("england", "lloegr")},
    **{word: lambda named: named.place.nation is Nation.SCOTLAND for word in ("scotland", "alba", "yr alban")},
    **{word: lambda named: named.place.nation is Nation.WALES for word in ("wales", "cymru")},
    **{word: lambda named: named.place.nation is Nation.NORTHERN_IRELAND for word in ("northern ireland", "ni")},
    **{word: lambda named: named.country == "IE" for word in ("ireland", "republic of ireland", "eire")},
}
NEAR_A_TOWN = 20.0
NEAR_AN_AREA = 70.0
"""Miles within which one name narrows another. Counties reach further than towns; Highland is the largest."""
TOGETHER = 60.0
MOST_PIECES = 8


def named_place(text: str) -> Place | None:
    """The place whose name is the whole text; of several, the one with the most people."""
    for key in (name_key(text), bare_key(text)):
        if found := towns().called(key):
            return found[0].place
    return None


def narrowed_place(text: str) -> Place | None:
    """A place named first and then narrowed: by nation, county, larger town or postcode ("Newport, Wales").

    None unless the first piece is a place: an address is not (see ``town_of_address``).
    """
    pieces = pieces_of(text)
    if not pieces:
        return None
    key = bare_key(pieces[0])
    candidates = towns().called(key)
    if len(pieces) == 1:
        return candidates[0].place if candidates else None
    return chosen(candidates, pieces[1:])


def town_of_address(text: str) -> Place | None:
    """The most exact place among the pieces of an address: a postcode's area, or the town before a county."""
    pieces = pieces_of(text)
    for start in range(1, len(pieces)):
        rest = pieces[start:]
        place = chosen(towns().called(bare_key(rest[0])), rest[1:])
        if place:
            return place
    return None


def both_places(text: str) -> Place | None:
    """Half-way between two near places joined by "and" ("Leeds and York"), said as an area."""
    first, joined, second = text.replace("&", " and ").partition(" and ")
    a, b = named_place(first), named_place(second) if joined else None
    if not (a and b) or distance_miles(a.point, b.point) > TOGETHER:
        return None
    return replace(
        a,
        latitude=round(fmean((a.latitude, b.latitude)), 2),
        longitude=round(fmean((a.longitude, b.longitude)), 2),
        name=f"{a.name} and {b.name}",
        precision=Precision.AREA,
        nation=a.nation if a.nation is b.nation else None,
        region=a.region if a.region is b.region else None,
        council=None,
        council_code=None,
    )


def pieces_of(text: str) -> list[str]:
    """What is between commas and line ends, without "UK"; the last few of a long address."""
    pieces = [piece.strip() for piece in text.replace("\n", ",").replace("(", ",").replace(")", ",").split(",")]
    return [piece for piece in pieces if piece and name_key(piece) not in COUNTRY_WORDS][-MOST_PIECES:]


def chosen(candidates: tuple[Named, ...], narrower: list[str]) -> Place | None:
    """The candidate that the other pieces agree with; the largest when they say nothing we know."""
    for piece in narrower:
        if says := NATION_WORDS.get(name_key(piece)):
            candidates = tuple(filter(says, candidates))
            continue
        around = around_of(piece)
        if around and (found := nearest(candidates, around.point, reach(around))):
            return found.place
        if around:
            return None
    return candidates[0].place if candidates else None


def around_of(piece: str) -> Place | None:
    """What a narrowing piece says: a postcode's area or a place."""
    postcode = normalise_postcode(piece)
    if postcode or (outward := normalise_outward(piece)):
        return area_place(postcode.outward if postcode else outward or "")
    return named_place(piece)


def area_place(code: str) -> Place | None:
    """The postcode area of an outward code or of an area alone. Its middle: precision ``area``, never finer."""
    letters = normalise_area(code[:2]) or normalise_area(code[:1])
    area = postcode_areas().get(letters or "")
    return area and replace(area, outward=code if len(code) > len(letters or "") else None)


def reach(around: Place) -> float:
    """How far from it a place it narrows may be, in miles."""
    return NEAR_AN_AREA if around.precision is Precision.AREA else NEAR_A_TOWN
