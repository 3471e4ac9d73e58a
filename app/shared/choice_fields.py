"""Fields with given answers (radios, checkboxes, a list) and the date in three boxes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value

from app.shared.characters import clean, one_line
from app.shared.three_boxes import BOXES, Box, WrongDate, parse_boxes


@dataclass(frozen=True)
class Option:
    """One answer. ``exclusive`` (checkboxes) unticks the others; ``divider`` is a word shown above it ("or").

    ``lang`` is the language of its words, where that is not the page's.
    """

    value: str
    text: Any
    hint: Any = ""
    exclusive: bool = False
    divider: Any = ""
    lang: str = ""


class ChoiceField(Field):  # type: ignore[misc]
    """What the three kinds of choice share. ``coerce`` turns a value into what the form's reader wants (an enum)."""

    component = "radios"

    def __init__(
        self,
        label: Any,
        *,
        options: Sequence[Option] = (),
        hint: Any = "",
        called: Any = None,
        validators: Iterable[Any] = (),
        coerce: Callable[[str], Any] = str,
        **others: Any,
    ) -> None:
        super().__init__(label, list(validators), description=hint, **others)
        self.options = list(options)
        self.called = called if called is not None else label
        self.coerce = coerce
        self.chosen: list[str] = []

    def process_data(self, value: Any) -> None:
        """A value from us; an enum stands for its value."""
        given = [] if value is None else [value]
        self.chosen = [str(getattr(one, "value", one)) for one in given]
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        self.chosen, wrong = self._known(valuelist[:1])
        self.data = self.coerce(self.chosen[0]) if self.chosen else None
        if wrong:
            raise ValueError(_("Choose one of the answers listed"))

    def _known(self, values: list[str]) -> tuple[list[str], bool]:
        """The values that are among the options, in their order; and whether another was sent."""
        if not any(values):
            return ([""] if values and any(option.value == "" for option in self.options) else []), False
        offered = [option.value for option in self.options]
        return [value for value in offered if value in values], any(v not in offered for v in values if v)

    @property
    def error_target(self) -> str:
        """The first answer's input carries the field's own id."""
        return str(self.id)


class RadiosField(ChoiceField):
    """One answer of a few, all in sight. ``inline`` sets them side by side (two short answers at most)."""

    def __init__(self, label: Any, *, inline: bool = False, **others: Any) -> None:
        super().__init__(label, **others)
        self.inline = inline


class SelectField(ChoiceField):
    """One answer of many, in a list. Where no answer is a fair answer, give an option with the value ""."""

    component = "select"

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.chosen == [""]:
            self.data = None


class CheckboxesField(ChoiceField):
    """Any number of answers; ``data`` is a list in the options' order."""

    component = "checkboxes"

    def process_data(self, value: Any) -> None:
        given = list(value or [])
        self.chosen = [str(getattr(one, "value", one)) for one in given]
        self.data = given

    def process_formdata(self, valuelist: list[str]) -> None:
        self.chosen, wrong = self._known(valuelist)
        self.data = [self.coerce(value) for value in self.chosen]
        alone = [option.value for option in self.options if option.exclusive and option.value in self.chosen]
        if wrong:
            raise ValueError(_("Choose from the answers listed"))
        if alone and len(self.chosen) > 1:
            words = next(option.text for option in self.options if option.value == alone[0])
            raise ValueError(_("Choose “%(answer)s” or the other answers, not both", answer=words))


class DateField(Field):  # type: ignore[misc]
    """A date in three boxes named ``<name>-day``, ``-month`` and ``-year``; ``data`` is a date or None."""

    component = "date"

    def __init__(
        self, label: Any, *, hint: Any = "", called: Any = None, validators: Iterable[Any] = (), **others: Any
    ) -> None:
        super().__init__(label, list(validators), description=hint, **others)
        self.called = called if called is not None else label
        self.typed: dict[Box, str] = dict.fromkeys(BOXES, "")
        self.wrong_boxes: tuple[Box, ...] = ()

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the three boxes. WTForms looks for one input by the field's name, which a date does not have."""
        names = {box: f"{self.name}-{box}" for box in BOXES}
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        # getlist, as werkzeug's get builds an exception for each box that was not sent.
        cleaned = {box: clean((formdata.getlist(name) or [""])[0]) for box, name in names.items()}
        self.typed = {box: one_line(text)[:20] for box, (text, _bad) in cleaned.items()}
        self.raw_data = list(self.typed.values())
        self.data = None
        try:
            self.data = parse_boxes(self.typed, self.called)
        except WrongDate as wrong:
            self.wrong_boxes = wrong.boxes
            self.process_errors.append(wrong.message)

    def process_data(self, value: Any) -> None:
        self.data = value
        parts = (value.day, value.month, value.year) if isinstance(value, date) else ("", "", "")
        self.typed = dict(zip(BOXES, map(str, parts), strict=True))

    @property
    def marked_boxes(self) -> tuple[Box, ...]:
        """The boxes to mark as wrong: the ones at fault, or all three when the date as a whole is."""
        return (self.wrong_boxes or BOXES) if self.errors else ()

    @property
    def error_target(self) -> str:
        """The first wrong box: a fieldset cannot take focus."""
        return f"{self.id}-{(self.marked_boxes or BOXES)[0]}"
