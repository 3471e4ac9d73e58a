"""An EventQuery in words: "Online events in Wales with BSL"."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from app.catalogue import reading
from app.catalogue.query import EventQuery
from app.registry.vocabularies.access import FILTERS
from app.registry.vocabularies.joining import AUDIENCES
from app.registry.vocabularies.kinds import LANGUAGES
from app.registry.vocabularies.places import NATIONS, REGIONS
from app.registry.vocabularies.together import FACETS


def heading(query: EventQuery) -> str:
    """What the query shows, as one line."""
    parts = [first_words(query), *whom(query), *places(query), *with_what(query), *dates(query)]
    if query.q:
        parts.append(_("about “%(words)s”", words=query.q))
    return " ".join(part for part in parts if part)


def first_words(query: EventQuery) -> str:
    """How people take part, and what kind it is."""
    nouns = {"": _("events"), "event": _("events"), "festival": _("festivals"), "activity": _("activities")}
    how = {
        "": "",
        "online": _("online"),
        "in_person": _("in-person"),
        "hybrid": _("in-person and online"),
        "not_stated": "",
    }
    words = [_("free") if query.cost else "", how[query.format], nouns[query.kind]]
    text = " ".join(word for word in words if word)
    return text[:1].upper() + text[1:]


def whom(query: EventQuery) -> list[str]:
    """Who holds it, who it is for, what it is part of."""
    words = []
    if query.festival:
        found = reading.publication(query.festival)
        words.append(_("in %(festival)s", festival=found.document["title"] if found else query.festival))
    if query.week:
        week = reading.week(query.week)
        words.append(_("in %(week)s", week=week.document["name"] if week else query.week))
    if query.organisation:
        organisation = reading.organisation(query.organisation)
        words.append(_("by %(who)s", who=organisation.name if organisation else query.organisation))
    if query.audience:
        words.append(_("for %(who)s", who=lower(str(AUDIENCES[query.audience]))))
    return words


def places(query: EventQuery) -> list[str]:
    """Where."""
    words = []
    if query.near:
        words.append(
            _("within %(miles)s miles of %(place)s", miles=query.within, place=query.near_name or query.near)
        )
    names = [query.council, str(REGIONS.get(query.region, "")), str(NATIONS.get(query.nation, ""))]
    if inside := ", ".join(name for name in names if name):
        words.append(_("in %(place)s", place=inside))
    return words


def with_what(query: EventQuery) -> list[str]:
    """Access, language, and how it is co-produced."""
    names = [feature_name(code) for code in query.access]
    words = [_("with %(things)s", things=listing(names))] if names else []
    words += [lower(str(FACETS[code])) for code in query.together]
    if query.language:
        words.append(_("in %(language)s", language=LANGUAGES[query.language]))
    return words


def dates(query: EventQuery) -> list[str]:
    """When."""
    if query.day_from and query.day_from == query.day_to:
        return [_("on %(day)s", day=day(query.day_from))]
    words = [_("from %(day)s", day=day(query.day_from))] if query.day_from else []
    return words + ([_("up to %(day)s", day=day(query.day_to))] if query.day_to else [])


def feature_name(code: str) -> str:
    """A feature in the middle of a sentence."""
    return lower(str(FILTERS[code].label))


def lower(text: str) -> str:
    """A label in the middle of a sentence, but names and abbreviations as they are."""
    keep = text[:2].isupper() or text.startswith(("British", "Easy Read", "Changing Places"))
    return text if keep else text[:1].lower() + text[1:]


def listing(names: list[str]) -> str:
    """Names joined as in a sentence."""
    return names[0] if len(names) == 1 else _("%(some)s and %(last)s", some=", ".join(names[:-1]), last=names[-1])


def day(value: date) -> str:
    """A date in a sentence."""
    return str(format_date(value, "d MMMM y"))
