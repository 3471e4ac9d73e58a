"""How an event is co-produced, as five plain lines: the organiser's own answer, shown and never scored."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.registry.vocabularies.together import (
    CHECKING,
    COSTS_TOWARDS,
    IDEA,
    PAID_WHEN,
    PLANNING,
    REWARDS,
    ROLES,
    SHAPED_BY,
)

PAYS = {"money", "vouchers"}


def together_lines(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Idea, Planning, Running, Checking, Giving back: (name, words). What was not answered says so."""
    giving = [*several(REWARDS, answers.get("rewards")), *money(answers), *towards(answers.get("costs_towards"))]
    lines = [
        (_("Idea"), one(IDEA, answers.get("idea"))),
        (_("Planning"), one(PLANNING, answers.get("planning"))),
        (_("Running"), joined(several(ROLES, answers.get("roles")))),
        (_("Checking"), one(CHECKING, answers.get("checking"))),
        (_("Giving back"), joined(giving)),
    ]
    return [(name, words or _("Not known yet")) for name, words in lines]


def is_answered(answers: Mapping[str, Any]) -> bool:
    """Whether the organiser said anything at all."""
    return any(answers.values())


def more_words(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who helped to shape it, and what organisers said in their own words."""
    named = {code: words for code, words in SHAPED_BY.items() if code != "other" or not other(answers)}
    shaped = joined([*several(named, answers.get("shaped_by")), *other(answers)])
    asked = {
        "roles_more": _("More about what people do"),
        "left_out": _("Who is often left out, and what we have done"),
        "change": _("What could change because of this event"),
        "who_changes": _("Who can make that change"),
    }
    words = [(name, str(answers.get(code) or "")) for code, name in asked.items()]
    return [(name, said) for name, said in [(_("Who has helped shape it"), shaped), *words] if said]


def one(vocabulary: Mapping[str, object], code: object) -> str:
    """One answer in words."""
    return str(vocabulary[code]) if isinstance(code, str) and code in vocabulary else ""


def several(vocabulary: Mapping[str, object], codes: object) -> list[str]:
    """Several answers in words, in the vocabulary's order."""
    given = codes if isinstance(codes, (list, tuple)) else ()
    return [str(words) for code, words in vocabulary.items() if code in given]


def other(answers: Mapping[str, Any]) -> list[str]:
    """Other people who helped to shape it, in the organiser's words."""
    said = answers.get("shaped_by_other")
    return [str(said)] if said and "other" in answers.get("shaped_by", ()) else []


def money(answers: Mapping[str, Any]) -> list[str]:
    """How much, and when it is paid, where people get any."""
    if not PAYS & set(answers.get("rewards", ())):
        return []
    said = [str(answers["how_much"])] if answers.get("how_much") else []
    when = one(PAID_WHEN, answers.get("paid_when"))
    return [*said, *([when] if when else [])]


def towards(codes: object) -> list[str]:
    """What people who come get towards their costs."""
    return [_("Towards costs of coming: %(what)s", what=words) for words in several(COSTS_TOWARDS, codes)]


def joined(words: list[str]) -> str:
    """Several answers on one line. Some have commas of their own."""
    return "; ".join(words)
