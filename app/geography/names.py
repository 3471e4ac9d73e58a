"""When two spellings are the same place name, and the words around a name that are not part of it."""

import re
import unicodedata

BEFORE = re.compile(
    r"^(?:(?:near|in|at|around|central|the city of|city of|(?:the )?(?:london |royal |metropolitan )*borough of|"
    r"county of|greater area of) )+"
)
AFTER = re.compile(
    r"(?: (?:city centre|town centre|city council|county council|borough council|council|area|city|town))+$"
)
COUNTRY_WORDS = frozenset(("uk", "gb", "united kingdom", "great britain", "britain"))
LONGEST = 300


def name_key(name: str) -> str:
    """One form for every spelling: no capitals, accents, hyphens or full stops; "saint" is "st", "&" is "and"."""
    plain = unicodedata.normalize("NFKD", name[:LONGEST]).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    letters = re.sub(r"['’ʼ`]", "", letters).replace("&", " and ")
    words = re.sub(r"[\W_]+", " ", letters).split()
    return " ".join("st" if word == "saint" else word for word in words)


def bare_key(name: str) -> str:
    """The key without words that only say where about a place: "near Leeds city centre" is "leeds"."""
    key = name_key(name)
    return AFTER.sub("", BEFORE.sub("", key)) or key
