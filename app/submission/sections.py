"""The pages of the form in their order."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.submission.forms.about import AboutForm
from app.submission.forms.access import AccessForm
from app.submission.forms.contacts import ContactsForm
from app.submission.forms.joining import JoiningForm
from app.submission.forms.together import TogetherForm
from app.submission.forms.when import WhenForm
from app.submission.forms.where import WhereForm


@dataclass(frozen=True)
class Section:
    """One page: its address, its title, its form."""

    code: str
    title: LazyString
    form: type[Any]


SECTIONS = (
    Section("about", _("About the event"), AboutForm),
    Section("when", _("When"), WhenForm),
    Section("where", _("Where"), WhereForm),
    Section("access", _("Access"), AccessForm),
    Section("together", _("Working together"), TogetherForm),
    Section("joining", _("Cost and booking"), JoiningForm),
    Section("contacts", _("Contacts"), ContactsForm),
)
BY_CODE = {section.code: section for section in SECTIONS}


def after(code: str) -> Section | None:
    """The page after one, or None after the last."""
    codes = [section.code for section in SECTIONS]
    following = codes.index(code) + 1
    return SECTIONS[following] if following < len(SECTIONS) else None
