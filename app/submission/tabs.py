"""A page that is open in two places: the older one is told, and nothing is overwritten silently.

Each page carries a stamp: the draft's version and a fingerprint of what the draft says on that page. An older
version alone is no reason to stop anybody: pages answered in two tabs do not overlap, and a button pressed twice says
the same.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _

from app.registry.event import Event
from app.shared.choice_fields import ChoiceField, DateField
from app.shared.forms import leaves
from app.submission.sections import Section
from app.submission.unfinished import as_left

OWN = {"uid"}  # made anew for each save of a date that is new


@dataclass(frozen=True)
class Twice:
    """One question, what is saved, and what was typed in the older page."""

    question: str
    saved: str
    typed: str


def stamp(event: Event, section: Section) -> str:
    """What a page carries: ``<version>.<fingerprint>``."""
    return f"{event.latest.version}.{fingerprint(event, section)}"


def fingerprint(event: Event, section: Section) -> str:
    """The same for the same answers on a page, whatever happens on other pages."""
    revision = event.latest
    said = [section.form.said(event, revision), revision.unfinished.get(section.code)]
    text = json.dumps(without_own(said), sort_keys=True, default=str)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def without_own(value: Any) -> Any:
    """The same value without the names that say nothing to people."""
    if isinstance(value, dict):
        return {str(name): without_own(one) for name, one in value.items() if name not in OWN}
    return [without_own(one) for one in value] if isinstance(value, list | tuple) else value


def is_older(event: Event, section: Section, seen: str | None) -> bool:
    """Whether what the draft says on this page has changed since a page was shown. No stamp: nobody saw a page."""
    version, _dot, digest = (seen or "").partition(".")
    if not seen or version == str(event.latest.version):
        return False
    return digest != fingerprint(event, section)


def differences(event: Event, section: Section, form: Any) -> list[Twice]:
    """Where what is saved and what was typed are not the same, in the order of the page."""
    saved, typed = words_in(as_left(event, section)), words_in(form)
    questions = {name: question for name, (question, _words) in (saved | typed).items()}
    rows = [Twice(questions[name], saved.get(name, ("", ""))[1], typed.get(name, ("", ""))[1]) for name in questions]
    return [row for row in rows if row.saved != row.typed]


def words_in(form: Any) -> dict[str, tuple[str, str]]:
    """Each field that people see: its question and its answer in words."""
    return {
        str(field.name): (question(field), words(field))
        for field in leaves(form)
        if getattr(field, "component", "hidden") != "hidden"
    }


def question(field: Any) -> str:
    """What is asked; for one of several dates, which one."""
    label = str(field.label.text)
    parts = str(field.name).split("-")
    if len(parts) == 3 and parts[1].isdecimal():
        return str(_("Date %(number)s: %(question)s", number=int(parts[1]) + 1, question=label))
    return label


def words(field: Any) -> str:
    """An answer as it was chosen or typed."""
    if isinstance(field, ChoiceField):
        return ", ".join(
            str(option.text) for option in field.options if option.value and option.value in field.chosen
        )
    if isinstance(field, DateField):
        return " ".join(part for part in field.typed.values() if part)
    return str(getattr(field, "typed", "") or "")
