"""Checks each row as the form would, page by page, and finds the column that each error is about."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.shared.forms import FieldList, FormField
from app.submission.answers import sent_form
from app.submission.bulk.bounds import Watch
from app.submission.bulk.choices import Choices
from app.submission.bulk.columns import COLUMNS
from app.submission.bulk.days import is_in_figures
from app.submission.bulk.grid import Read, Row
from app.submission.bulk.row_answers import Sender, answers_of
from app.submission.calendars.facts import facts_of
from app.submission.sections import SECTIONS, Section

COLUMN_OF = {(column.section, column.field): column.code for column in COLUMNS}
SECONDS = 30.0
MOST_KEPT = 60  # forms


@dataclass
class Checked:
    """A row and what is to be put right in it, by column code.

    ``uid`` and ``facts`` are those of a calendar's entry; ``like`` is an event that this may be a double of.
    """

    number: int
    cells: dict[str, str]
    answers: dict[str, dict[str, Any]]
    errors: dict[str, str]
    uid: str = ""
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)
    like: dict[str, str] = dataclasses.field(default_factory=dict)


class Checker:
    """Checks the rows of one file. Pages with the same answers (one organisation, no access yet) are checked once."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.choices = Choices()
        self.forms: dict[tuple[str, str], tuple[Any, bool]] = {}

    def check(self, row: Row) -> Checked:
        """One row."""
        said = answers_of(row, self.sender, self.choices)
        errors = dict(said.errors)
        for section in SECTIONS:
            form, is_valid = self.form(section, said.answers[section.code])
            if not is_valid:
                for code, words in errors_of(section, form).items():
                    errors.setdefault(code, words)
        facts = facts_of(row) if row.uid else {}
        return Checked(row.number, row.cells, said.answers, errors, row.uid, facts)

    def form(self, section: Section, answers: dict[str, Any]) -> tuple[Any, bool]:
        """A page with these answers, and whether it takes them."""
        key = (section.code, json.dumps(answers, sort_keys=True))
        if key not in self.forms:
            if len(self.forms) > MOST_KEPT:
                self.forms.clear()
            form = sent_form(section, answers)
            self.forms[key] = (form, bool(form.validate()))
        return self.forms[key]


def check_all(read: Read, sender: Sender) -> list[Checked]:
    """Every row of a file. Adds to the file's notes how dates in figures were read. Raises Unreadable after 30 s."""
    checker, watch = Checker(sender), Watch(SECONDS)
    checked = []
    for row in read.rows:
        watch.look()
        checked.append(checker.check(row))
    example = next((row.cells["date"] for row in read.rows if is_in_figures(row.cells.get("date", ""))), None)
    if example:
        note = _("We read dates as day, month, year. The first, %(date)s, has the day in front.", date=example)
        read.notes.append(note)
    return checked


def errors_of(section: Section, form: Any) -> dict[str, str]:
    """A page's errors by column; what has no column of its own stands beside the event's name."""
    found: dict[str, str] = {}
    for field in form:
        collect(section, field, found)
    return found


def collect(section: Section, field: Any, found: dict[str, str]) -> None:
    """Go into the dates of a form; the first date has columns of its own, the others share one."""
    if isinstance(field, FieldList):
        for words in field.errors:
            if isinstance(words, str):
                found.setdefault("also_on", words)
        for number, entry in enumerate(field.entries):
            inner: dict[str, str] = {}
            collect(section, entry, inner)
            for code, words in inner.items():
                found.setdefault(code if number == 0 else "also_on", words)
    elif isinstance(field, FormField):
        for one in field.form:
            collect(section, one, found)
    elif field.errors:
        code = COLUMN_OF.get((section.code, field.short_name.removesuffix("_note")), "title")
        known = COLUMN_OF.get((section.code, field.short_name), code)
        found.setdefault(known, str(field.errors[0]))
