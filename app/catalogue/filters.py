"""The questions above a list, as parameters of the form components, with what was asked already chosen."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.catalogue import reading
from app.catalogue.query import DISTANCES, EventQuery, seen
from app.registry.vocabularies.access import DERIVED, FILTERS, SHORT_SET
from app.registry.vocabularies.joining import AUDIENCES
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, LANGUAGES, Format
from app.registry.vocabularies.places import NATIONS, REGIONS
from app.registry.vocabularies.together import FACETS

Params = dict[str, Any]
LONGEST_SHOWN = 200
ALWAYS_SEEN = {"q", "near", "within", "page", "sort"}


class Filters:
    """Parameters of the components "input", "select" and "checkboxes". What could not be used stays as typed."""

    def __init__(self, query: EventQuery, args: MultiDict[str, str]) -> None:
        self.query = query
        self.args = args
        self.messages: dict[str, str] = {}
        for problem in query.problems:
            self.messages.setdefault(problem.parameter, problem.message)

    @property
    def is_used(self) -> bool:
        """Whether a question of the panel has an answer or a problem: then it stands open."""
        asked = {name for name, _value in self.query.pairs()}
        return bool(asked - ALWAYS_SEEN) or self.is_wrong

    @property
    def is_wrong(self) -> bool:
        """Whether a question of the panel has a problem."""
        return bool(set(self.messages) - ALWAYS_SEEN)

    @property
    def words(self) -> Params:
        """Words to look for."""
        return self.text("q", _("What are you looking for?"), _("A word, name or reference"))

    @property
    def near(self) -> Params:
        """Where from."""
        return self.text("near", _("Near"), _("A postcode or a town")) | {"autocomplete": "postal-code"}

    @property
    def within(self) -> Params:
        """How far."""
        miles = sorted({*DISTANCES, self.query.within})
        options = {str(number): _("%(miles)s miles", miles=number) for number in miles}
        return self.select("within", _("Within"), options, str(self.query.within), anything=None)

    @property
    def questions(self) -> list[tuple[str, Params]]:
        """The questions that stand beside each other: (component, parameters)."""
        query = self.query
        weeks = {week.slug: str(week.document["name"]) for week in reading.weeks()}
        if query.week:
            weeks.setdefault(query.week, query.week)
        formats = {code: words for code, words in FORMATS.items() if code != Format.NOT_STATED}
        return [
            ("input", self.day("from", _("From"), query.day_from.isoformat() if query.day_from else "")),
            ("input", self.day("to", _("Up to"), query.day_to.isoformat() if query.day_to else "")),
            ("select", self.select("week", _("Part of"), weeks, query.week, _("Any Week, or none"))),
            ("select", self.select("format", _("How you take part"), formats, query.format, _("Any way"))),
            ("select", self.select("nation", _("Nation"), NATIONS, query.nation, _("All nations"))),
            ("select", self.select("region", _("Region of England"), REGIONS, query.region, _("All regions"))),
            ("select", self.select("kind", _("Kind"), EVENT_KINDS, query.kind, _("All kinds"))),
            ("select", self.select("audience", _("For"), AUDIENCES, query.audience, _("Anybody"))),
            ("select", self.select("language", _("Language"), LANGUAGES, query.language, _("Any language"))),
        ]

    @property
    def choices(self) -> list[Params]:
        """The questions with boxes to tick, each as wide as the panel."""
        query = self.query
        shown = {*(feature.code for feature in (*SHORT_SET, *DERIVED)), *query.access}
        features = {code: feature.label for code, feature in FILTERS.items() if code in shown}
        return [
            self.boxes("access", _("Access that the organiser is sure of"), features, query.access),
            self.boxes("ask", _("Access on request"), {"1": _("Show what can be arranged too")}, ask(query)),
            self.boxes("together", _("Working together"), FACETS, query.together),
            self.boxes("cost", _("Cost"), {"free": _("Free")}, (query.cost,)),
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What is asked but has no question of its own, kept when the form is sent."""
        return [pair for pair in self.query.pairs() if pair[0] in {"organisation", "festival", "council", "sort"}]

    def typed(self, name: str) -> str:
        """What was typed, as far as it can be shown."""
        return seen(self.args.get(name, ""))[:LONGEST_SHOWN]

    def text(self, name: str, label: str, hint: str) -> Params:
        """A box for words."""
        return self.field(name, label) | {"value": self.typed(name), "hint": {"text": hint}}

    def day(self, name: str, label: str, value: str) -> Params:
        """A date. Browsers without a calendar of their own show a box for ``2027-07-05``."""
        return self.field(name, label) | {"type": "date", "value": value}

    def select(
        self, name: str, label: str, options: Mapping[str, object], chosen: str, anything: str | None
    ) -> Params:
        """One of many. ``anything`` words the option that asks for nothing."""
        items = [] if anything is None else [{"value": "", "text": anything, "selected": not chosen}]
        items += [{"value": code, "text": str(text), "selected": code == chosen} for code, text in options.items()]
        return self.field(name, label) | {"items": items}

    def boxes(self, name: str, legend: str, options: Mapping[str, object], chosen: Iterable[str]) -> Params:
        """Any of many."""
        ticked = set(chosen)
        items = [{"value": code, "text": str(text), "checked": code in ticked} for code, text in options.items()]
        params = self.field(name, legend) | {"idPrefix": name, "items": items, "classes": "govuk-checkboxes--small"}
        del params["label"]
        return params | {"fieldset": {"legend": {"text": legend}}}

    def field(self, name: str, label: str) -> Params:
        """What every field has; beside it, what was wrong."""
        params: Params = {"id": name, "name": name, "label": {"text": label}}
        if name in self.messages:
            params["errorMessage"] = {"text": self.messages[name]}
        return params


def ask(query: EventQuery) -> tuple[str, ...]:
    """The one box about access on request, as chosen."""
    return ("1",) if query.on_request else ()
