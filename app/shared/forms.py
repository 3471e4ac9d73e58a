"""The base of every form, and in one place all that forms are made of."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField

from app.shared.choice_fields import CheckboxesField, ChoiceField, DateField, Option, RadiosField, SelectField
from app.shared.fields import HiddenField, TextareaField, TextField
from app.shared.parsed_fields import EmailField, IntegerField, TelephoneField, TimeField, WebAddressField
from app.shared.validators import Length, Required, required

__all__ = [
    "BaseForm",
    "CheckboxesField",
    "DateField",
    "EmailField",
    "FieldList",
    "FormField",
    "HiddenField",
    "IntegerField",
    "Length",
    "Option",
    "RadiosField",
    "Required",
    "SelectField",
    "TelephoneField",
    "TextField",
    "TextareaField",
    "TimeField",
    "WebAddressField",
    "required",
]


class BaseForm(FlaskForm):  # type: ignore[misc]
    """Trims and normalises what is typed (the fields do), and lists what to put right."""

    def error_list(self) -> list[dict[str, str]]:
        """Each field's first error in the order of the page, as the error summary wants them: text and href."""
        return errors_in(self)

    def answers_as_sent(self) -> list[tuple[str, str]]:
        """What was typed and chosen, by the names it is sent under: what hidden inputs carry to the next page."""
        found: list[tuple[str, str]] = []
        for field in leaves(self):
            if isinstance(field, DateField):
                found += zip(names_of(field), field.typed.values(), strict=True)
            elif isinstance(field, ChoiceField):
                found += [(field.name, value) for value in field.chosen]
            else:
                found.append((field.name, field.typed))
        return found

    def fail(self, name: str, message: Any) -> None:
        """Add an error found outside the form (a constraint of the database, a place not found) to a field."""
        field = self[name]
        field.errors = [*field.errors, str(message)]


def errors_in(fields: Iterable[Any]) -> list[dict[str, str]]:
    """The first error of each of some fields, as the error summary wants it."""
    return [
        {"text": str(field.errors[0]), "href": f"#{field.error_target}"}
        for field in leaves(fields)
        if field.errors and hasattr(field, "error_target")
    ]


def names_of(field: Any) -> list[str]:
    """The names a field is sent under."""
    if isinstance(field, DateField):
        return [f"{field.name}-{box}" for box in field.typed]
    return [str(field.name)]


def leaves(fields: Iterable[Any]) -> Iterator[Any]:
    """Every field of a form in order, going into forms inside it."""
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from leaves(field)
        else:
            yield field
