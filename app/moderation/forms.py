"""One decision: three buttons and a box for words to the organiser."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.lifecycle import NEEDS_A_REASON, Action
from app.registry.vocabularies.kinds import HAPPENINGS, Happening
from app.registry.vocabularies.pages import PAGES, QUESTIONS
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    HiddenField,
    Option,
    RadiosField,
    SelectField,
    TextareaField,
    required,
)

ACTIONS = (Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT)


class DecisionForm(BaseForm):
    """``seen`` is the number of the revision on the page, so that nobody approves what they have not read."""

    seen = HiddenField()
    action = HiddenField()
    reason = TextareaField(
        _l("Words to the organiser"),
        hint=_l("We mail them as they are. You need them to ask for changes or to decline, not to approve."),
        max_length=2000,
        rows=5,
    )
    joins = CheckboxesField(
        _l("The festival it wants to join"),
        hint=_l("Leave it empty, and the festival’s host is asked"),
        options=[Option("yes", _l("Its host has told us that they agree"))],
    )

    @property
    def notes(self) -> dict[str, str]:
        """What was written about single pages and questions: {"where": text} or {"where.postcode": text}."""
        written = {code: self[f"note_{code}"].data for code in PAGES}
        about = {code: self[f"about_{code}"].data for code in PAGES}
        return {f"{code}.{about[code]}" if about[code] else code: text for code, text in written.items() if text}

    @property
    def note_fields(self) -> list[tuple[Any, Any]]:
        """The boxes for them and which question each is about, in the order of the form."""
        return [(self[f"note_{code}"], self[f"about_{code}"]) for code in PAGES]

    @property
    def chosen(self) -> Action | None:
        """Which button was pressed."""
        return next((action for action in ACTIONS if action == self.action.data), None)

    @property
    def seen_number(self) -> int:
        """The number of the revision that was on the page; 0, which no revision has, for anything else."""
        typed = self.seen.data
        return int(typed) if re.fullmatch(r"[0-9]{1,6}", typed) else 0

    def validate_reason(self, field: Any) -> None:
        """One of the buttons was pressed (a browser without one sends none), and a refusal says why."""
        if self.chosen is None:
            raise ValidationError(_("Choose one of the three buttons"))
        said = field.data or (self.chosen is Action.REQUEST_CHANGES and self.notes)
        if self.chosen in NEEDS_A_REASON and not said and not field.errors:
            raise ValidationError(_("Say what needs to change, in words the organiser can use"))


for _code, _title in PAGES.items():
    # One box for each page; shown to the organiser beside that page, or beside one question of it.
    setattr(DecisionForm, f"note_{_code}", TextareaField(_title, max_length=1000, rows=2, count=False))
    setattr(
        DecisionForm,
        f"about_{_code}",
        SelectField(
            _l("Which question of “%(page)s”?", page=_title),
            options=[Option("", _l("The whole page")), *(Option(*one) for one in QUESTIONS[_code].items())],
        ),
    )


class HappeningForm(BaseForm):
    """Whether it goes ahead, as the organiser told us."""

    to = RadiosField(
        _l("What has happened?"),
        options=[Option(code, words) for code, words in HAPPENINGS.items() if code != Happening.WITHDRAWN],
        validators=[required(_l("Choose what has happened"))],
    )
    reason = TextareaField(_l("Why? Everyone will see this"), called=_l("The reason"), max_length=300, rows=3)

    def validate_reason(self, field: Any) -> None:
        """A change needs a reason."""
        if self.to.data not in (None, Happening.GOING_AHEAD) and not field.data and not field.errors:
            raise ValidationError(_("Say why, in words that people who wanted to come can use"))
