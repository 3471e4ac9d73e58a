"""The component macros make the HTML that GOV.UK Frontend says they must."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from flask import Flask

COMPONENTS = Path("node_modules/govuk-frontend/dist/govuk/components")
MACROS = {
    "back-link": "govukBackLink",
    "button": "govukButton",
    "character-count": "govukCharacterCount",
    "checkboxes": "govukCheckboxes",
    "date-input": "govukDateInput",
    "error-message": "govukErrorMessage",
    "error-summary": "govukErrorSummary",
    "fieldset": "govukFieldset",
    "hint": "govukHint",
    "input": "govukInput",
    "label": "govukLabel",
    "radios": "govukRadios",
    "select": "govukSelect",
    "skip-link": "govukSkipLink",
    "summary-list": "govukSummaryList",
    "textarea": "govukTextarea",
}


def fixtures() -> list[Any]:
    found = []
    for name in MACROS:
        for fixture in json.loads((COMPONENTS / name / "fixtures.json").read_text())["fixtures"]:
            found.append(pytest.param(name, fixture, id=f"{name}: {fixture['name']}"))
    return found


def shape(node: Tag | NavigableString) -> Any:
    """Elements, attributes and words, without the white space that does not matter."""
    if isinstance(node, NavigableString):
        return " ".join(node.split())
    attributes = {key: " ".join(value) if isinstance(value, list) else value for key, value in node.attrs.items()}
    return node.name, attributes, [inner for inner in map(shape, node.children) if inner]  # type: ignore[arg-type]


@pytest.mark.parametrize(("component", "fixture"), fixtures())
def test_a_macro_matches_the_design_system(look: Flask, component: str, fixture: dict[str, Any]) -> None:
    macro = MACROS[component]
    source = (
        f'{{% from "govuk_frontend_jinja/components/{component}/macro.html" import {macro} %}}'
        f"{{{{ {macro}(options) }}}}"
    )
    made = look.jinja_env.from_string(source).render(options=fixture["options"])
    assert shape(BeautifulSoup(made, "html.parser")) == shape(BeautifulSoup(fixture["html"], "html.parser"))
