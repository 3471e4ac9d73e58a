"""Text that means something else: an email address, a telephone number, a web address, a number, a time of day."""

import re
from datetime import time
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _

from app.shared.fields import TextField
from app.shared.time_of_day import format_time, parse_time
from app.shared.web_address import parse_web_address


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
