"""Whether a postcode exists, and whether what was typed was meant to be one. No network."""

import importlib
import re
import sys
from functools import lru_cache

from uk_postcodes_parsing import is_in_ons_postcode_directory

from app.geography.gazetteer import is_loaded
from app.geography.postcode_table import is_in_table
from app.geography.postcodes import Postcode, compact, normalise_outward, normalise_postcode

LOOKS_LIKE_ONE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]{0,2}[0-9][A-Z]{2}|[A-Z]{1,2}[0-9OI]{1,3}[A-Z]{2}")


def postcode_exists(postcode: Postcode) -> bool:
    """Whether it is, or was, in use: in the gazetteer, the embedded table, or else the list of uk-postcodes-parsing.

    The list has Northern Ireland's postcodes (their existence, not where they are). It is some months old.
    """
    return is_loaded(postcode) or is_in_table(postcode) or is_listed(str(postcode))


def is_unknown_postcode(text: str) -> bool:
    """Whether this looks like a full postcode but is none that exists: "Enter a full UK postcode, like LS1 4AP".

    False for an outward code, a town, and anything else that was not meant as a full postcode.
    """
    postcode = normalise_postcode(text)
    if postcode:
        return not postcode_exists(postcode)
    return looks_like_postcode(text) and not normalise_outward(text)


def looks_like_postcode(text: str) -> bool:
    """Whether somebody who typed this meant a full postcode, right or wrong ("ZZ1 1ZZ" does, "Leeds" does not)."""
    return LOOKS_LIKE_ONE.fullmatch(compact(text)) is not None


@lru_cache(maxsize=4096)
def is_listed(postcode: str) -> bool:
    """Whether uk-postcodes-parsing lists it.

    It keeps one Python module per outward code. A server that had been asked for all of them would hold 1.8 million
    strings, so the module is let go again.
    """
    listed = is_in_ons_postcode_directory(postcode)
    parent = "uk_postcodes_parsing.outcodes"
    outward = postcode.partition(" ")[0].lower()
    if sys.modules.pop(f"{parent}.{outward}", None) is not None:
        vars(importlib.import_module(parent)).pop(outward, None)
    return bool(listed)
