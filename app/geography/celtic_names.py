"""Which of GeoNames' other names for a place are Welsh, Gaelic or Irish. They come without their language."""

import unicodedata
from collections.abc import Iterable

BEGINNINGS = """
    Aber Caer Llan Pen Pont Tre Tref Rhos Rhyd Bryn Cwm Maes Porth Betws Ystrad
    Inbhir Dùn Dún Obar Cill Baile Béal Bun Ard Droim Inis Cluain Lios
    Ráth Doire Leitir Carraig Caisleán Mainistir Tobar Tulach Achadh Ceann Srath Eilean
"""
ARTICLES = ("Y ", "Yr ", "An ", "Am ", "Na ")
FOREIGN_ENDINGS = ("as", "is", "os", "us", "o")
FOREIGN_LETTERS = frozenset("jkqvxzJKQVXZ") | frozenset("āēīōūėčšžŭŏğı")
"""Letters that Welsh, Gaelic and Irish place names do not use, but other languages' spellings of them do."""
LIMIT = 2


def celtic_names(names: Iterable[str]) -> list[str]:
    """At most two names that begin like a Welsh, Gaelic or Irish place name and look like one throughout."""
    # With accents first: GeoNames often has the same name with and without, and one of them is enough.
    chosen = sorted(filter(is_celtic, names), key=lambda name: (name.isascii(), -len(name)))
    different = {unaccented(name): name for name in reversed(chosen)}
    return [name for name in chosen if different[unaccented(name)] == name][:LIMIT]


def is_celtic(name: str) -> bool:
    """Whether a name begins with a word that only these languages begin a place name with."""
    return (
        name.startswith((*BEGINNINGS.split(), *ARTICLES))
        and not name.endswith(FOREIGN_ENDINGS)
        and not FOREIGN_LETTERS & set(name)
        and " - " not in name
    )


def unaccented(name: str) -> str:
    """The name in plain letters."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
