"""What may be said when signing in."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.shared.forms import BaseForm, EmailField, HiddenField, TextField, required


class SignInForm(BaseForm):
    """Who wants a link, and where they were going."""

    email = EmailField(
        _l("Email address"),
        hint=_l("The address you moderate with."),
        validators=[required(_l("Enter your email address"))],
    )
    next = HiddenField(max_length=2000)


class CodeField(TextField):
    """Six digits, which apps show as "123 456"."""

    def __init__(self, label: Any, **others: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        super().__init__(label, max_length=20, width=10, attributes=attributes, **others)

    def parse(self, text: str) -> str:
        digits = "".join(text.split())
        if not re.fullmatch("[0-9]{6}", digits):
            raise ValueError(_("Enter the six digits your app shows, like 123 456"))
        return digits


class CodeForm(BaseForm):
    """The code on the moderator's phone."""

    code = CodeField(
        _l("Six-digit code"),
        hint=_l("It changes every half minute. You have five tries."),
        validators=[required(_l("Enter the six digits your app shows"))],
    )
