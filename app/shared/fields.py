"""The text fields of our forms. Each knows what was typed (shown back) and what it means (``data``)."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any, Literal

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import HiddenInput

from app.shared.characters import clean, many_lines, one_line
from app.shared.time_of_day import format_time, parse_time
from app.shared.validators import Length
from app.shared.web_address import parse_web_address

Width = Literal[2, 3, 4, 5, 10, 20, 30]


class TextField(Field):  # type: ignore[misc]
    """One line of text. ``data`` is always a string.

    ``called`` is what messages call the field ("Title must be 120 characters or fewer"); the label when not given.
    ``attributes`` are further HTML attributes of the input (``autocomplete``, ``inputmode``, ``lang``).
    """

    component = "input"
    input_type = "text"

    def __init__(
        self,
        label: Any,
        *,
        hint: Any = "",
        called: Any = None,
        validators: Iterable[Any] = (),
        max_length: int = 200,
        width: Width | None = None,
        attributes: dict[str, str] | None = None,
        **others: Any,
    ) -> None:
        self.max_length = max_length
        super().__init__(label, [Length(max_length), *validators], description=hint, **others)
        self.called = called if called is not None else label
        self.width = width
        self.attributes = attributes or {}
        self.typed = ""

    def tidy(self, text: str) -> str:
        """White space as this kind of field keeps it."""
        return one_line(text)

    def parse(self, text: str) -> Any:
        """What the text means. Raises ValueError with the message to show. Never called with an empty text."""
        return text

    def print(self, value: Any) -> str:
        """How a value that comes from us is shown in the box."""
        return "" if value is None else str(value)

    empty: Any = ""

    def process_data(self, value: Any) -> None:
        """A value from us: an object, a draft, a default."""
        self.typed = self.print(value)
        self.data = self.empty if value is None else value

    def process_formdata(self, valuelist: list[str]) -> None:
        """A value from a person."""
        text, unreadable = clean(valuelist[0] if valuelist else "")
        self.typed = self.tidy(text)
        self.data = self.empty
        if unreadable:
            raise ValueError(_("Take out the character we cannot read from %(field)s", field=_lower(self.called)))
        # Length is checked by the validator, which has a better message than a parser has for 10,000 characters.
        if self.typed and (len(self.typed) <= self.max_length or isinstance(self.empty, str)):
            self.data = self.typed
            self.data = self.parse(self.typed)

    def _value(self) -> str:
        return self.typed

    @property
    def error_target(self) -> str:
        """The id the error summary links to."""
        return str(self.id)


def _lower(name: Any) -> str:
    """A field's name inside a sentence: ``Title`` -> ``title``, but ``BSL`` stays."""
    text = str(name)
    return text[0].lower() + text[1:] if text[:1].isupper() and not text[1:2].isupper() else text


class TextareaField(TextField):
    """Several lines of text, with a count of characters as one types."""

    component = "textarea"

    def __init__(
        self, label: Any, *, rows: int = 5, count: bool = True, max_length: int = 2000, **others: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **others)
        self.rows = rows
        self.count = count

    def tidy(self, text: str) -> str:
        return many_lines(text)


class HiddenField(TextField):
    """A value that travels with the form; part of ``form.hidden_tag()``."""

    component = "hidden"
    widget = HiddenInput()

    def __init__(self, label: Any = "", **others: Any) -> None:
        super().__init__(label, **others)


class EmailField(TextField):
    """An email address: its shape is checked, not whether it receives mail."""

    input_type = "email"

    def __init__(self, label: Any, *, attributes: dict[str, str] | None = None, **others: Any) -> None:
        given = {"autocomplete": "email", "spellcheck": "false", **(attributes or {})}
        super().__init__(label, **{"max_length": 254, "attributes": given, **others})

    def parse(self, text: str) -> str:
        try:
            return validate_email(text, check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValueError(_("Enter an email address in the right shape, like name@example.com")) from None


class TelephoneField(TextField):
    """A telephone number, kept as typed: spaces, +44, brackets, extensions and 18001 prefixes are all welcome."""

    input_type = "tel"

    def __init__(self, label: Any, *, attributes: dict[str, str] | None = None, **others: Any) -> None:
        super().__init__(
            label, **{"max_length": 40, "attributes": {"autocomplete": "tel", **(attributes or {})}, **others}
        )

    def parse(self, text: str) -> str:
        plain = re.sub(r"(?i)\b(extension|ext|x)\b\.?", "", text)
        if re.search(r"[^0-9+()\-. /#]", plain) or not 7 <= len(re.sub(r"\D", "", text)) <= 22:
            raise ValueError(_("Enter a phone number, like 01632 960 001 or 07700 900 982"))
        return text


class WebAddressField(TextField):
    """The address of a public web page; ``https://`` is added when it is left out."""

    input_type = "url"

    def __init__(self, label: Any, **others: Any) -> None:
        super().__init__(label, **{"max_length": 500, **others})
        # type=url makes browsers refuse "www.example.org" before we can help, so the box is text with a url keyboard.
        self.attributes = {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false", **self.attributes}
        self.input_type = "text"

    def parse(self, text: str) -> str:
        return parse_web_address(text)


class IntegerField(TextField):
    """A whole number within limits, or None."""

    empty = None

    def __init__(self, label: Any, *, at_least: int = 0, at_most: int = 1_000_000, **others: Any) -> None:
        super().__init__(label, **{"max_length": 20, "width": 5, "attributes": {"inputmode": "numeric"}, **others})
        self.at_least, self.at_most = at_least, at_most

    def parse(self, text: str) -> int:
        digits = re.sub(r"[,\s]", "", text)
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", digits):
            self.data = None
            raise ValueError(_("%(field)s must be a whole number, like 30", field=self.called))
        number = int(digits)
        if not self.at_least <= number <= self.at_most:
            self.data = None
            words = {"field": self.called, "least": self.at_least, "most": self.at_most}
            raise ValueError(_("%(field)s must be between %(least)s and %(most)s", **words))
        return number


class TimeField(TextField):
    """A time of day as people write it, or None."""

    empty = None

    def __init__(self, label: Any, **others: Any) -> None:
        super().__init__(label, **{"max_length": 30, "width": 5, **others})

    def parse(self, text: str) -> time:
        self.data = None
        return parse_time(text)

    def print(self, value: Any) -> str:
        return format_time(value) if isinstance(value, time) else super().print(value)
