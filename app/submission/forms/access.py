"""Access: four states for each feature, and not known yet unless somebody says."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.vocabularies.access import ACCESS_STATES, CHECKED_HOW, SHORT_SET, AccessState
from app.shared.clock import now
from app.shared.forms import (
    BaseForm,
    DateField,
    EmailField,
    Option,
    RadiosField,
    SelectField,
    TelephoneField,
    TextareaField,
    TextField,
)
from app.submission.forms.options import NO_ANSWER, options


class FeatureAnswers(BaseForm):
    """The first part of the fourth page: two fields a feature, ``<code>`` and ``<code>_note``."""


for _feature in SHORT_SET:
    setattr(
        FeatureAnswers,
        _feature.code,
        RadiosField(_feature.label, hint=_feature.means, options=options(ACCESS_STATES), default=AccessState.UNKNOWN),
    )
    setattr(
        FeatureAnswers,
        f"{_feature.code}_note",
        TextField(_l("Tell people more (optional)"), called=_l("Note"), max_length=300),
    )


class AccessForm(FeatureAnswers):
    """The fourth page."""

    access_note = TextareaField(
        _l("What else should people know about access? (optional)"), called=_l("More about access"), max_length=2000
    )
    access_checked_how = SelectField(
        _l("How was this checked?"), options=[Option("", NO_ANSWER), *options(CHECKED_HOW)]
    )
    access_checked_on = DateField(_l("When was it checked? (optional)"), called=_l("The date it was checked"))
    contact_role = TextField(
        _l("Who can people ask about access? (optional)"),
        called=_l("Who to ask"),
        hint=_l("A role, like “Events team”, not a person’s name"),
        max_length=100,
    )
    contact_email = EmailField(_l("Their email address (optional)"), called=_l("Their email address"))
    contact_phone = TelephoneField(_l("Their phone number (optional)"), called=_l("Their phone number"))
    access_ask_by = DateField(_l("Ask us by (optional)"), called=_l("The date to ask by"))

    def validate_access_checked_on(self, field: DateField) -> None:
        """Nobody has checked it tomorrow."""
        if field.data and field.data > now().date():
            raise ValidationError(_("The date it was checked must be today or earlier"))

    def features(self) -> list[tuple[Any, Any]]:
        """The two fields of each feature, in order, for the page."""
        return [(self[feature.code], self[f"{feature.code}_note"]) for feature in SHORT_SET]

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        answers: dict[str, Any] = {name: getattr(revision, name) for name in PLAIN}
        for feature in SHORT_SET:
            answer = revision.access.get(feature.code, {})
            answers[feature.code] = answer.get("state", AccessState.UNKNOWN)
            answers[f"{feature.code}_note"] = answer.get("note", "")
        contact = revision.access_contact
        return answers | {f"contact_{name}": contact.get(name, "") for name in ("role", "email", "phone")}

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft. A feature that is not known yet is left out, unless it has a note."""
        answers = {}
        for feature in SHORT_SET:
            state = self[feature.code].data or AccessState.UNKNOWN
            note = self[f"{feature.code}_note"].data
            if state != AccessState.UNKNOWN or note:
                answers[feature.code] = {"state": str(state), "note": note}
        revision.access = answers
        for name in PLAIN:
            setattr(revision, name, getattr(self, name).data or EMPTY[name])
        details = {name: self[f"contact_{name}"].data for name in ("role", "email", "phone")}
        revision.access_contact = {name: value for name, value in details.items() if value}


EMPTY: dict[str, str | date | None] = {
    "access_note": "",
    "access_checked_how": "",
    "access_checked_on": None,
    "access_ask_by": None,
}
PLAIN = tuple(EMPTY)
