"""One decision: three buttons and a box for words to the organiser."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.lifecycle import NEEDS_A_REASON, Action
from app.shared.forms import BaseForm, HiddenField, TextareaField

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
        if self.chosen in NEEDS_A_REASON and not field.data and not field.errors:
            raise ValidationError(_("Say what needs to change, in words the organiser can use"))
