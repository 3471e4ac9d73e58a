"""What the page about the data shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from app.catalogue.described import Means
from app.catalogue.query import EventQuery
from app.catalogue.record import EventRecord
from app.catalogue.spreadsheet import COLUMNS, CONTACT_COLUMNS
from app.syndication.envelope import EventsRecord
from app.syndication.faces import FACES
from app.syndication.parameters import PARAMETERS, Parameter


@dataclass(frozen=True)
class Member:
    """A member of a record, or a column: its name and what it means."""

    name: str
    means: str


@dataclass(frozen=True)
class Example:
    """A question in words, and its answer on each face."""

    words: str
    query: EventQuery

    @property
    def links(self) -> list[tuple[str, str]]:
        """(words, address) on every face."""
        canonical = self.query.canonical()
        return [(str(one.words), f"{one.path}?{canonical}") for one in FACES]


class ApiPage:
    """Faces, parameters, members and columns, as the code has them."""

    faces = FACES

    @property
    def parameters(self) -> list[tuple[Parameter, list[tuple[str, str]]]]:
        """Every parameter with its values as (code, words)."""
        return [(one, [(code, str(words)) for code, words in one.values.items()]) for one in PARAMETERS]

    @property
    def page_members(self) -> list[Member]:
        """What stands around the events."""
        return list(members(EventsRecord))

    @property
    def event_members(self) -> list[Member]:
        """What is said of one event."""
        return list(members(EventRecord))

    @property
    def columns(self) -> list[Member]:
        """The columns of the spreadsheet."""
        ours = [Member(one.name, str(one.means)) for one in COLUMNS]
        return ours + [Member(one.name, str(one.means)) for one in CONTACT_COLUMNS]


def members(kind: type) -> Iterator[Member]:
    """The members of a TypedDict with what they mean."""
    for name, hint in get_type_hints(kind, include_extras=True).items():
        means: Any = next(one for one in get_args(hint) if isinstance(one, Means))
        yield Member(name, str(means.words))
