"""From one of our fields to what a GOV.UK component macro wants: ids, hint, legend, error, value.

The HTML is made by govuk_frontend_jinja's macros, which are compared with the design system's own fixtures
(tests/shared/test_fixtures.py). Only the parameters are ours.
"""

from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.shared.choice_fields import ChoiceField, DateField, Option
from app.shared.fields import TextareaField, TextField
from app.shared.file_field import FileField
from app.shared.three_boxes import BOXES

Params = dict[str, Any]


def component(
    field: Any,
    *,
    page_heading: bool = False,
    size: str = "",
    reveal: dict[str, str] | None = None,
    hint_html: str = "",
) -> Params:
    """The parameters of the macro for ``field``.

    ``page_heading`` makes the label or legend the page's h1; ``size`` is "s", "m", "l" or "xl"; ``reveal`` maps the
    value of an option to HTML shown when it is chosen; ``hint_html`` replaces the field's own hint.
    """
    params: Params = {"id": field.id, "name": field.name}
    if getattr(field, "asked", ""):  # what somebody asked about it is shown before it, by the template
        params["describedBy"] = f"{field.id}-asked"
    size = size or ("l" if page_heading else "")
    if hint_html or field.description:
        params["hint"] = {"html": hint_html} if hint_html else {"text": str(field.description)}
    if field.errors:
        params["errorMessage"] = {"text": str(field.errors[0])}
    if isinstance(field, TextField):
        return params | {"label": _label(field, page_heading, size, "govuk-label")} | _text(field)
    if isinstance(field, FileField):
        accepted = {"attributes": {"accept": field.accept}} if field.accept else {}
        return params | {"label": _label(field, page_heading, size, "govuk-label")} | accepted
    if isinstance(field, DateField):
        return params | {"fieldset": _fieldset(field, page_heading, size), "namePrefix": field.name} | _date(field)
    if isinstance(field, ChoiceField):
        return params | _choices(field, page_heading, size, reveal or {})
    raise TypeError(f"{field!r} is not one of the fields of app.shared.forms")


def _label(field: Any, page_heading: bool, size: str, block: str) -> Params:
    classes = f"{block}--{size}" if size else ""
    return {"text": str(field.label.text), "isPageHeading": page_heading, "classes": classes}


def _fieldset(field: Any, page_heading: bool, size: str) -> Params:
    described = {"describedBy": f"{field.id}-asked"} if getattr(field, "asked", "") else {}
    return {"legend": _label(field, page_heading, size, "govuk-fieldset__legend")} | described


def _text(field: TextField) -> Params:
    attributes = dict(field.attributes)
    params: Params = {"value": field.typed, "type": field.input_type, "attributes": attributes}
    if field.width:
        params["classes"] = f"govuk-input--width-{field.width}"
    if isinstance(field, TextareaField):
        # The macros indent what they nest; a line end written as a character reference cannot be indented.
        params["value"] = Markup(str(escape(field.typed)).replace("\n", "&#10;"))  # noqa: S704 - escaped on this line
        params |= {"rows": field.rows, "maxlength": field.max_length if field.count else None}
        params["classes"] = ""
    return params


def _date(field: DateField) -> Params:
    wrong = field.marked_boxes
    names = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    widths = {"day": 2, "month": 2, "year": 4}
    items = [
        {
            "name": box,
            "label": str(names[box]),
            "value": field.typed[box],
            "id": f"{field.id}-{box}",
            "classes": f"govuk-input--width-{widths[box]}{' govuk-input--error' if box in wrong else ''}",
            "attributes": {"aria-invalid": "true"} if box in wrong else {},
        }
        for box in BOXES
    ]
    return {"items": items}


def _choices(field: ChoiceField, page_heading: bool, size: str, reveal: dict[str, str]) -> Params:
    if field.component == "select":
        items = [{"value": o.value, "text": str(o.text), "selected": o.value in field.chosen} for o in field.options]
        return {"label": _label(field, page_heading, size, "govuk-label"), "items": items}
    items = []
    for option in field.options:
        if option.divider:
            items.append({"divider": str(option.divider)})
        items.append(_item(option, option.value in field.chosen, reveal.get(option.value, "")))
    inline = "govuk-radios--inline" if getattr(field, "inline", False) else ""
    return {"idPrefix": field.id, "fieldset": _fieldset(field, page_heading, size), "items": items, "classes": inline}


def _item(option: Option, chosen: bool, revealed: str) -> Params:
    item: Params = {"value": option.value, "text": str(option.text), "checked": chosen}
    if option.hint:
        item["hint"] = {"text": str(option.hint)}
    if option.lang:
        item["label"] = {"attributes": {"lang": option.lang}}
    if option.exclusive:
        item["behaviour"] = "exclusive"
    if revealed:
        item["conditional"] = {"html": revealed}
    return item
