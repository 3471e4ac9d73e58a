"""Answers that come from elsewhere than a browser, through the same forms: a spreadsheet, a listing of the past."""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.submission.sections import SECTIONS, Section

Answers = Mapping[str, Mapping[str, Any]]
Forms = Mapping[str, Callable[..., Any]]


class Refused(Exception):
    """What the forms say of answers they do not take: page, field and message, in words."""


def forms_as_they_are() -> Forms:
    """The form of each page by its code."""
    return {section.code: section.form for section in SECTIONS}


def checked_form(section: Section, answers: Mapping[str, Any], forms: Forms | None = None) -> Any:
    """One page of the form, sent as a browser would. Raises Refused when the form does not take an answer."""
    form = sent_form(section, answers, forms)
    if not form.validate():
        raise Refused(f"{section.title}: " + "; ".join(error["text"] for error in form.error_list()))
    return form


def sent_form(section: Section, answers: Mapping[str, Any], forms: Forms | None = None) -> Any:
    """The form of a page with answers in it, not yet checked."""
    return (forms or forms_as_they_are())[section.code](formdata=as_sent(answers), meta={"csrf": False})


def as_sent(answers: Mapping[str, Any]) -> MultiDict[str, str]:
    """Answers as form data: a list is the same name several times."""
    sent: MultiDict[str, str] = MultiDict()
    for name, value in answers.items():
        for one in value if isinstance(value, list) else [value]:
            if one not in (None, ""):
                sent.add(name, str(one))
    return sent


def day_boxes(name: str, value: Any) -> dict[str, str]:
    """A date as the three boxes send it."""
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}
