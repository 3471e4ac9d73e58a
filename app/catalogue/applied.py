"""What a list is narrowed by, one thing at a time, each with the query that is without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from app.catalogue import heading as wording
from app.catalogue import reading
from app.catalogue.listing import PLACE
from app.catalogue.query import EventQuery
from app.registry.vocabularies.access import FILTERS
from app.registry.vocabularies.joining import AUDIENCES
from app.registry.vocabularies.kinds import EVENT_KINDS, FORMATS, LANGUAGES
from app.registry.vocabularies.places import NATIONS, REGIONS
from app.registry.vocabularies.together import FACETS


@dataclass(frozen=True)
class Applied:
    """One narrowing in words, and the query without it."""

    words: str
    query: EventQuery


def applied(query: EventQuery) -> list[Applied]:
    """Everything that narrows a query, in the order of the form."""
    return [*words_and_place(query), *days(query), *chosen(query), *ticked(query)]


def words_and_place(query: EventQuery) -> Iterator[Applied]:
    """Words, and the place with its distance as one."""
    if query.q:
        yield Applied(_("“%(words)s”", words=query.q), query.without("q"))
    if query.near:
        name = query.near_name or query.near
        yield Applied(_("Within %(miles)s miles of %(place)s", miles=query.within, place=name), query.without(*PLACE))


def days(query: EventQuery) -> Iterator[Applied]:
    """The first and the last day."""
    if query.day_from:
        yield Applied(_("From %(day)s", day=wording.day(query.day_from)), query.without("day_from"))
    if query.day_to:
        yield Applied(_("Up to %(day)s", day=wording.day(query.day_to)), query.without("day_to"))


def chosen(query: EventQuery) -> Iterator[Applied]:
    """One of many."""
    named = {
        "week": week_name(query.week),
        "format": str(FORMATS.get(query.format, "")),
        "nation": str(NATIONS.get(query.nation, "")),
        "region": str(REGIONS.get(query.region, "")),
        "council": query.council,
        "kind": str(EVENT_KINDS.get(query.kind, "")),
        "audience": str(AUDIENCES.get(query.audience, "")),
        "language": str(LANGUAGES.get(query.language, "")),
        "organisation": organisation_name(query.organisation),
        "festival": festival_name(query.festival),
        "cost": _("Free") if query.cost else "",
    }
    for name, words in named.items():
        if words:
            yield Applied(words, query.without(name))


def ticked(query: EventQuery) -> Iterator[Applied]:
    """Any of many: each can be taken away alone."""
    for code in query.access:
        rest = replace(query, page=1, access=tuple(c for c in query.access if c != code))
        yield Applied(str(FILTERS[code].label), rest)
    if query.on_request:
        yield Applied(_("Access on request too"), query.without("on_request"))
    for code in query.together:
        rest = replace(query, page=1, together=tuple(c for c in query.together if c != code))
        yield Applied(str(FACETS[code]), rest)


def week_name(slug: str) -> str:
    """What a Week is called; its address where it is not known."""
    found = reading.week(slug) if slug else None
    return str(found.document["name"]) if found else slug


def organisation_name(slug: str) -> str:
    """What an organisation is called; its address where it is not known."""
    found = reading.organisation(slug) if slug else None
    return found.name if found else slug


def festival_name(slug: str) -> str:
    """What a festival is called; its address where it is not known."""
    found = reading.publication(slug) if slug else None
    return str(found.document["title"]) if found else slug
