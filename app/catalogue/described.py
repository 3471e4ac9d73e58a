"""Says what a member of published data means, beside its type, so that data and documentation are one thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Means:
    """Metadata of ``Annotated``: words for people, and what a value looks like beyond its type.

    ``format`` and ``pattern`` are JSON Schema's (2020-12, validation §7.3 and §6.3.3); ``codes`` are all the values
    that a text may have, and ``keys`` all the names that a mapping may have.
    """

    words: LazyString
    format: str = ""
    pattern: str = ""
    codes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def codes(vocabulary: Iterable[str]) -> tuple[str, ...]:
    """The codes of a vocabulary, in its order."""
    return tuple(str(code) for code in vocabulary)
