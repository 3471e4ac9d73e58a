"""Filling in a form as a person would: hidden fields kept, controls found by name or by what their label says."""

from dataclasses import dataclass
from typing import Any

from bs4 import Tag

from tests.page import Page, words_of

BUTTONS = {"submit", "button", "reset", "image"}


@dataclass
class Filled:
    """What a browser would send."""

    action: str
    method: str
    is_multipart: bool
    pairs: list[tuple[str, Any]]


def fill(page: Page, button_text: str, fields: dict[str, Any]) -> Filled:
    """The form with that button, filled in. Raises AssertionError for a button, field or option that is not there.

    A field is named by its ``name`` or its label. Choices are given by value or by label: one for radios and selects,
    a list for checkboxes (True and False for a single one). A file is ``(stream, file name)``.
    """
    button = the_button(page, button_text)
    form = button.find_parent("form")
    assert isinstance(form, Tag), f"the button {button_text!r} is in no form"
    controls = [tag for tag in form.select("input, select, textarea") if tag.get("name") and is_live(tag)]
    wanted: dict[str, Any] = {}
    for key, value in fields.items():
        name = name_of(page, controls, key)
        boxes = [tag for tag in controls if tag["name"] == name and tag.get("type") == "checkbox"]
        wanted[name] = one_box(page, boxes, key, value, wanted.get(name)) if isinstance(value, bool) else value
    pairs: list[tuple[str, Any]] = []
    for tag in controls:
        name = str(tag["name"])
        if name in wanted:
            pairs += [(name, value) for value in typed(page, tag, wanted[name])]
        else:
            pairs += [(name, value) for value in as_it_stands(tag)]
    check_choices(page, controls, wanted, pairs)
    if button.get("name"):
        pairs.append((str(button["name"]), str(button.get("value", ""))))
    action = str(button.get("formaction") or form.get("action") or "")
    method = str(button.get("formmethod") or form.get("method") or "get").lower()
    return Filled(action, method, form.get("enctype") == "multipart/form-data", pairs)


def the_button(page: Page, text: str) -> Tag:
    """The one button with these words."""
    buttons = page.soup.select("button, input[type=submit]")
    found = [b for b in buttons if text in (words_of(b), b.get("value"), b.get("aria-label"))]
    assert found, f"no button {text!r}; there are {[words_of(b) or b.get('value') for b in buttons]}"
    assert len({id(b.find_parent("form")) for b in found}) == 1, f"the button {text!r} is in several forms"
    return found[0]


def is_live(tag: Tag) -> bool:
    """Whether a control is sent at all."""
    off = tag.has_attr("disabled") or tag.find_parent("fieldset", attrs={"disabled": True}) is not None
    return not off and tag.get("type") not in BUTTONS


def name_of(page: Page, controls: list[Tag], key: str) -> str:
    """The name of the control a test means."""
    names = [str(tag["name"]) for tag in controls]
    if key in names:
        return key
    found = {str(tag["name"]) for tag in controls if key in (page.label_of(tag), legend_of(tag))}
    assert len(found) == 1, f"no single field {key!r}; there are {sorted(set(names))}"
    return found.pop()


def one_box(page: Page, boxes: list[Tag], key: str, ticked: bool, so_far: list[str] | None) -> list[str]:
    """The values a group of boxes sends once one of them, found by its label, is ticked or not."""
    values = so_far if so_far is not None else [value for box in boxes for value in as_it_stands(box)]
    meant = [str(box.get("value", "on")) for box in boxes if key in (page.label_of(box), box["name"])]
    return [value for value in values if value not in meant] + (meant if ticked else [])


def legend_of(tag: Tag) -> str:
    """The question a choice stands under."""
    fieldset = tag.find_parent("fieldset")
    legend = fieldset.find("legend") if fieldset else None
    return words_of(legend) if isinstance(legend, Tag) else ""


def as_it_stands(tag: Tag) -> list[str]:
    """What an untouched control sends."""
    if tag.name == "select":
        options = tag.find_all("option")
        chosen = [o for o in options if o.has_attr("selected")]
        if not chosen and not tag.has_attr("multiple"):
            chosen = options[:1]
        return [str(o.get("value", words_of(o))) for o in chosen]
    if tag.name == "textarea":
        return [tag.get_text()]
    if tag.get("type") in {"checkbox", "radio"}:
        return [str(tag.get("value", "on"))] if tag.has_attr("checked") else []
    return [] if tag.get("type") == "file" else [str(tag.get("value", ""))]


def typed(page: Page, tag: Tag, value: Any) -> list[Any]:
    """What a control sends once a person has filled it in."""
    if tag.name == "select":
        return [str(o.get("value", words_of(o))) for o in tag.find_all("option") if is_meant(o, words_of(o), value)]
    if tag.get("type") in {"checkbox", "radio"}:
        return [str(tag.get("value", "on"))] if is_meant(tag, page.label_of(tag), value) else []
    return [value if tag.get("type") == "file" else str(value)]


def is_meant(tag: Tag, label: str, value: Any) -> bool:
    """Whether an option is one of those a test names."""
    meant = [str(one) for one in (value if isinstance(value, (list, tuple, set)) else [value])]
    return label in meant or str(tag.get("value", label)) in meant


def check_choices(page: Page, controls: list[Tag], wanted: dict[str, Any], pairs: list[tuple[str, Any]]) -> None:
    """Nobody can choose what is not offered."""
    for tag in controls:
        name, kind = str(tag["name"]), tag.get("type")
        if name not in wanted or not (tag.name == "select" or kind in {"checkbox", "radio"}):
            continue
        meant = wanted[name]
        count = len(meant) if isinstance(meant, (list, tuple, set)) else int(bool(meant))
        chosen = [value for sent, value in pairs if sent == name]
        assert len(chosen) >= count, f"{name!r} does not offer {meant!r}"
