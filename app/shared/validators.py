"""Checks shared by every form. Each says what to do, not what is wrong."""

from typing import Any

from flask_babel import gettext as _
from wtforms.validators import StopValidation


class Required:
    """Refuse an empty answer with the given instruction ("Enter the name of your event")."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Any, field: Any) -> None:
        if field.errors:
            raise StopValidation
        if field.data is None or field.data in ("", []):
            raise StopValidation(str(self.message))


def required(message: Any) -> Required:
    """The answer may not be empty; ``message`` instructs."""
    return Required(message)


class Length:
    """Refuse more than so many characters, keeping what was typed."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Any) -> None:
        if len(field.typed) > self.most:
            words = {"field": field.called, "most": f"{self.most:,}"}
            # First, because a parser's complaint about ten thousand characters helps nobody.
            field.errors = [_("%(field)s must be %(most)s characters or fewer", **words)]
            raise StopValidation
