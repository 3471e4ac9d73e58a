"""One query, many faces: a small immutable value, read from a query string and printed back as the canonical one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.geography.chain import locate
from app.registry.vocabularies.access import FILTERS
from app.registry.vocabularies.joining import Audience
from app.registry.vocabularies.kinds import EventKind, Format, Language
from app.registry.vocabularies.places import Nation, Region
from app.registry.vocabularies.together import FACETS

DISTANCES = (2, 5, 10, 25, 50, 100)
DEFAULT_DISTANCE = 25
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")
LONGEST_WORDS = 200
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Problem:
    """A value that could not be used, and what to do about it, in words."""

    parameter: str
    message: str


@dataclass(frozen=True)
class EventQuery:
    """Which events, in which order. ``within`` is miles; ``day_from`` and ``day_to`` are dates in London.

    ``point`` is where ``near`` was found (latitude, longitude), and ``near_name`` what it is called.
    """

    q: str = ""
    near: str = ""
    within: int = DEFAULT_DISTANCE
    day_from: date | None = None
    day_to: date | None = None
    week: str = ""
    nation: str = ""
    region: str = ""
    council: str = ""
    format: str = ""
    kind: str = ""
    access: tuple[str, ...] = ()
    on_request: bool = False
    together: tuple[str, ...] = ()
    audience: str = ""
    language: str = ""
    cost: str = ""
    organisation: str = ""
    festival: str = ""
    sort: str = ""
    page: int = 1
    point: tuple[float, float] | None = None
    near_name: str = ""
    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "EventQuery":
        """Read a query string. Unknown parameters are ignored; a bad value is left out and becomes a problem."""
        return Reader(args).read()

    def canonical(self) -> str:
        """The query string that means the same: sorted, defaults left out, no page beyond the first unsaid."""
        return urlencode(sorted(self.pairs()))

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as they stand in an address, defaults left out."""
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in {"point", "near_name", "problems"} or value == field.default:
                continue
            name = {"day_from": "from", "day_to": "to", "on_request": "ask"}.get(field.name, field.name)
            for one in value if isinstance(value, tuple) else (value,):
                pairs.append(
                    (name, one.isoformat() if isinstance(one, date) else str(int(one) if one is True else one))
                )
        return pairs

    def on_page(self, page: int) -> "EventQuery":
        """The same query, another page."""
        return replace(self, page=page)

    def without(self, *names: str) -> "EventQuery":
        """The same query with these fields as they are by default, from the first page."""
        defaults = {field.name: field.default for field in fields(self) if field.name in names}
        return replace(self, page=1, **defaults)  # type: ignore[arg-type]

    def earliest(self, today: date, back: int = 0) -> date | None:
        """The first day shown: as asked; else everything of a Week or festival, or up to a past day; else today.

        ``back`` lets a calendar reach that many days into the past, so that clients can take things out.
        """
        if self.day_from or self.week or self.festival:
            return self.day_from
        if self.day_to and self.day_to < today:
            return None
        return today - timedelta(days=back)

    def newest_first(self, today: date) -> bool:
        """Past events are read backwards."""
        return self.day_from is None and self.day_to is not None and self.day_to < today


class Reader:
    """Reads one query string, collecting what it could not use."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self.args = args
        self.problems: list[Problem] = []

    def read(self) -> EventQuery:
        """The query and its problems."""
        near, point, near_name = self.place()
        day_from, day_to = self.days()
        query = EventQuery(
            q=self.text("q"),
            near=near,
            within=self.distance() if near else DEFAULT_DISTANCE,
            day_from=day_from,
            day_to=day_to,
            week=self.slug("week"),
            nation=self.one_of("nation", Nation),
            region=self.one_of("region", Region),
            council=self.text("council")[:80],
            format=self.one_of("format", Format),
            kind=self.one_of("kind", EventKind),
            access=self.many_of("access", FILTERS),
            on_request=self.args.get("ask") == "1",
            together=self.many_of("together", FACETS),
            audience=self.one_of("audience", Audience),
            language=self.one_of("language", Language),
            cost=self.one_of("cost", ("free",)),
            organisation=self.slug("organisation"),
            festival=self.slug("festival"),
            sort="date" if point and self.one_of("sort", ("date", "distance")) == "date" else "",
            page=self.page(),
            point=point,
            near_name=near_name,
        )
        return replace(query, problems=tuple(self.problems))

    def text(self, name: str) -> str:
        """Words, without what cannot be seen."""
        raw = self.args.get(name, "")
        if len(raw) > LONGEST_WORDS:
            self.problem(name, _("That was very long, so we looked for the beginning of it."))
        return seen(raw)[:LONGEST_WORDS].strip()

    def one_of(self, name: str, known: Iterable[str]) -> str:
        """A code of a vocabulary."""
        value = self.text(name)
        if value and value not in tuple(known):
            self.problem(name, _("We do not know “%(value)s”, so we left it out.", value=value[:40]))
            return ""
        return value

    def many_of(self, name: str, known: Mapping[str, object]) -> tuple[str, ...]:
        """Codes of a vocabulary, in the vocabulary's order."""
        given = {value for value in self.args.getlist(name) if value}
        for value in sorted(given - set(known)):
            self.problem(name, _("We do not know “%(value)s”, so we left it out.", value=seen(value)[:40]))
        return tuple(code for code in known if code in given)

    def slug(self, name: str) -> str:
        """The last part of an address of ours."""
        value = self.text(name)
        if value and not SLUG.fullmatch(value):
            self.problem(name, _("We do not know “%(value)s”, so we left it out.", value=value[:40]))
            return ""
        return value

    def days(self) -> tuple[date | None, date | None]:
        """The first and last day, the right way round."""
        first, last = self.day("from"), self.day("to")
        if first and last and first > last:
            self.problem("to", _("The last day was before the first, so we turned them round."))
            return last, first
        return first, last

    def day(self, name: str) -> date | None:
        """A date: ``2027-07-05``."""
        value = self.text(name)
        if not value:
            return None
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or not 1990 <= found.year <= 2200:
            self.problem(
                name, _("“%(value)s” is not a date we can read. Write it like 2027-07-05.", value=value[:40])
            )
            return None
        return found

    def place(self) -> tuple[str, tuple[float, float] | None, str]:
        """Where people look: what they typed, the point and its name."""
        near = self.text("near")
        if not near:
            return "", None, ""
        found = locate(near)
        if found is None:
            self.problem(
                "near",
                _("We could not find “%(near)s”. Try a postcode, like LS1 4AP, or a nearby town.", near=near[:60]),
            )
            return "", None, ""
        return near, (found.latitude, found.longitude), found.name

    def distance(self) -> int:
        """How many miles around."""
        value = self.text("within")
        if not value:
            return DEFAULT_DISTANCE
        if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:6]) <= 500:
            self.problem("within", _("We looked within %(miles)s miles.", miles=DEFAULT_DISTANCE))
            return DEFAULT_DISTANCE
        return int(value[:6])

    def page(self) -> int:
        """Which page."""
        value = self.text("page")
        if not value:
            return 1
        if not value.isascii() or not value.isdecimal() or not 1 <= int(value[:9]) <= LAST_PAGE:
            self.problem("page", _("There is no such page, so here is the first."))
            return 1
        return int(value[:9])

    def problem(self, name: str, message: str) -> None:
        """Keep what was wrong."""
        self.problems.append(Problem(name, message))


def seen(raw: str) -> str:
    """What of a text can be seen and sent: no control characters, no lone surrogates, single spaces."""
    return " ".join("".join(c if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF else " " for c in raw).split())
