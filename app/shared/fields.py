"""Text in a form. Each field knows what was typed (shown back) and what it means (``data``)."""

from collections.abc import Iterable
from typing import Any, Literal

from flask_babel import gettext as _
from wtforms import Field
from wtforms.widgets import HiddenInput

from app.shared.characters import clean, many_lines, one_line
from app.shared.validators import Length

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
        if not valuelist or not valuelist[0]:
            self.typed, self.data = "", self.empty
            return
        text, unreadable = clean(valuelist[0])
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
