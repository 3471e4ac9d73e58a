"""Access: four states for each feature, and not known yet unless somebody says."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms.validators import ValidationError

from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.times import today
from app.registry.vocabularies.access import ACCESS_STATES, CHECKED_HOW, FEATURES, GROUPS, SHORT_SET, AccessState
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
    WebAddressField,
)
from app.submission.forms.options import NO_ANSWER, options

CONTACT = ("role", "email", "phone", "text_relay", "bsl_video", "post")
WAYS = CONTACT[1:]
FEWEST_WAYS = 2


class FeatureAnswers(BaseForm):
    """The first part of the fourth page: two fields a feature, ``<code>`` and ``<code>_note``. Short set first."""


_states = options(ACCESS_STATES)
for _feature in FEATURES.values():
    setattr(
        FeatureAnswers,
        _feature.code,
        RadiosField(_feature.label, hint=_feature.means, options=_states, default=AccessState.UNKNOWN),
    )
    setattr(
        FeatureAnswers,
        f"{_feature.code}_note",
        TextField(
            _l("Tell people more (optional)"),
            called=_l("The note about “%(feature)s”", feature=_feature.label),
            max_length=300,
        ),
    )


@dataclass(frozen=True)
class Questions:
    """Some features on the page: pairs of fields. ``is_open`` when one is answered or wrong."""

    code: str
    heading: LazyString
    pairs: list[tuple[Any, Any]]

    @property
    def answered(self) -> int:
        """How many of them somebody has answered."""
        return sum(bool(note.typed) or state.chosen not in ([], [AccessState.UNKNOWN]) for state, note in self.pairs)

    @property
    def is_open(self) -> bool:
        """Whether there is something to see inside."""
        asked = any(getattr(state, "asked", "") for state, _note in self.pairs)
        return asked or bool(self.answered) or any(state.errors or note.errors for state, note in self.pairs)


class AccessForm(FeatureAnswers):
    """The fourth page."""

    access_note = TextareaField(
        _l("What else should people know about access? (optional)"), called=_l("More about access"), max_length=2000
    )
    access_checked_how = SelectField(
        _l("How was this checked?"), options=[Option("", NO_ANSWER), *options(CHECKED_HOW)]
    )
    access_checked_on = DateField(_l("When was it checked? (optional)"), called=_l("The date it was checked"))
    contact_guide = WebAddressField(
        _l("The venue’s own access guide (optional)"),
        called=_l("The access guide"),
        hint=_l("The address of a web page, like an AccessAble guide"),
        max_length=300,
    )
    contact_role = TextField(
        _l("Who can people ask about access? (optional)"),
        called=_l("Who to ask"),
        hint=_l("A role, like “Events team”, not a person’s name"),
        max_length=100,
    )
    contact_email = EmailField(_l("Their email address (optional)"), called=_l("Their email address"))
    contact_phone = TelephoneField(_l("Their phone number (optional)"), called=_l("Their phone number"))
    contact_text_relay = TelephoneField(
        _l("Number for texts or Relay UK (optional)"),
        called=_l("The number for texts or Relay UK"),
        hint=_l("Relay UK numbers begin with 18001"),
    )
    contact_bsl_video = TextField(
        _l("BSL video call (optional)"),
        called=_l("BSL video call"),
        hint=_l("For example, the name of your video relay service"),
        max_length=200,
    )
    contact_post = TextField(_l("Address to write to (optional)"), called=_l("The address to write to"))
    access_ask_by = DateField(_l("Ask us by (optional)"), called=_l("The date to ask by"))

    def validate_access_checked_on(self, field: DateField) -> None:
        """Nobody has checked it tomorrow."""
        if field.data and field.data > today(now()):
            raise ValidationError(_("The date it was checked must be today or earlier"))

    def validate_contact_role(self, field: TextField) -> None:
        """Some people cannot use the phone and some cannot write: whoever can be asked can be asked in two ways."""
        ways = [name for name in WAYS if self[f"contact_{name}"].typed]
        if ways and not field.typed:
            raise ValidationError(_("Say who people reach there. A role is enough, like “Events team”"))
        if field.typed and len(ways) < FEWEST_WAYS:
            raise ValidationError(_("Give two ways to ask about access, like an email address and a phone number"))

    @property
    def short(self) -> Questions:
        """What most people look for."""
        return Questions("short", _l("What most people look for"), [self.pair(one.code) for one in SHORT_SET])

    @property
    def groups(self) -> list[Questions]:
        """The other features, in their groups."""
        short = {feature.code for feature in SHORT_SET}
        groups = [
            Questions(
                group.code, group.heading, [self.pair(one.code) for one in group.features if one.code not in short]
            )
            for group in GROUPS
        ]
        return [group for group in groups if group.pairs]

    def pair(self, code: str) -> tuple[Any, Any]:
        """The two fields of a feature."""
        return self[code], self[f"{code}_note"]

    @property
    def states(self) -> list[tuple[str, str]]:
        """The four answers: code and words."""
        return [(str(code), str(words)) for code, words in ACCESS_STATES.items()]

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        answers: dict[str, Any] = {name: getattr(revision, name) for name in PLAIN}
        for code, answer in revision.access.items():
            if code in FEATURES:
                answers[code] = answer.get("state", AccessState.UNKNOWN)
                answers[f"{code}_note"] = answer.get("note", "")
        contact = revision.access_contact
        return answers | {f"contact_{name}": contact.get(name, "") for name in (*CONTACT, "guide")}

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft. A feature that is not known yet is left out, unless it has a note."""
        answers = {}
        for code in FEATURES:
            state_field, note_field = self.pair(code)
            state, note = state_field.data or AccessState.UNKNOWN, note_field.data
            if state != AccessState.UNKNOWN or note:
                answers[code] = {"state": str(state), "note": note}
        revision.access = answers
        for name in PLAIN:
            setattr(revision, name, getattr(self, name).data or EMPTY[name])
        details = {name: self[f"contact_{name}"].data for name in (*CONTACT, "guide")}
        revision.access_contact = {name: value for name, value in details.items() if value}


EMPTY: dict[str, str | date | None] = {
    "access_note": "",
    "access_checked_how": "",
    "access_checked_on": None,
    "access_ask_by": None,
}
PLAIN = tuple(EMPTY)
