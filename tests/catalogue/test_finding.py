"""The questions above a list are the design system's components, to the letter."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from app.catalogue.filters import Filters
from app.catalogue.query import EventQuery
from tests.catalogue.rows import a_week

OURS = (
    '{% from "catalogue/finding.html" import boxes, select %}{{ boxes(field) if kind == "boxes" else select(field) }}'
)
THEIRS = """{% from "govuk_frontend_jinja/components/checkboxes/macro.html" import govukCheckboxes %}
{% from "govuk_frontend_jinja/components/select/macro.html" import govukSelect %}
{{ govukCheckboxes(field) if kind == "boxes" else govukSelect(field) }}"""


def shape(html: str) -> list[Any]:
    """Elements, attributes and words, without the white space between them."""
    root = BeautifulSoup(html, "html5lib").body
    assert root is not None
    return [described(child) for child in root.find_all(True, recursive=False)]


def described(tag: Tag) -> tuple[str, dict[str, Any], str, list[Any]]:
    """One element and what is in it."""
    own = " ".join("".join(tag.find_all(string=True, recursive=False)).split())
    return tag.name, dict(tag.attrs), own, [described(child) for child in tag.find_all(True, recursive=False)]


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("access", "bsl"), ("access", "relaxed"), ("nation", "wales"), ("cost", "free"), ("near", "Leeds")],
        [("access", "levitation"), ("nation", "narnia"), ("near", "Leeds"), ("within", "oops")],
    ],
    ids=["nothing asked", "asked", "wrong"],
)
def test_selects_and_boxes_are_as_the_macros_write_them(app: Flask, pairs: list[tuple[str, str]]) -> None:
    a_week()
    args: MultiDict[str, str] = MultiDict(pairs)
    filters = Filters(EventQuery.from_args(args), args)
    fields = [("select", params) for component, params in filters.questions if component == "select"]
    fields += [("boxes", params) for params in filters.choices] + [("select", filters.within)]
    for kind, field in fields:
        ours = render_template_string(OURS, field=field, kind=kind)
        assert shape(ours) == shape(render_template_string(THEIRS, field=field, kind=kind))
