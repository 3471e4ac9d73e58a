"""The base of every form, and in one place all that forms are made of."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField

from app.shared.choice_fields import CheckboxesField, DateField, Option, RadiosField, SelectField
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
        return [
            {"text": str(field.errors[0]), "href": f"#{field.error_target}"}
            for field in leaves(self)
            if field.errors and hasattr(field, "error_target")
        ]

    def fail(self, name: str, message: Any) -> None:
        """Add an error found outside the form (a constraint of the database, a place not found) to a field."""
        field = self[name]
        field.errors = [*field.errors, str(message)]


def leaves(fields: Iterable[Any]) -> Iterator[Any]:
    """Every field of a form in order, going into forms inside it."""
    for field in fields:
        if isinstance(field, FieldList | FormField):
            yield from leaves(field)
        else:
            yield field
