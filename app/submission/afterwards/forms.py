"""What organisers say about an event that was sent."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.vocabularies.kinds import Happening
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    EmailField,
    HiddenField,
    Option,
    RadiosField,
    TextareaField,
    TextField,
    required,
)
from app.submission.letters_in import letters_in

STATES = (
    Option(Happening.GOING_AHEAD, _l("It is going ahead, as our page says")),
    Option(
        Happening.POSTPONED,
        _l("It is postponed"),
        hint=_l("It will take place later. Give the new date when you know it"),
    ),
    Option(Happening.MOVED_ONLINE, _l("It has moved online"), hint=_l("Nobody needs to travel")),
    Option(Happening.CANCELLED, _l("It is cancelled"), hint=_l("It will not take place")),
)


class PressForm(BaseForm):
    """A page with only a button. ``key`` makes a second press the same as the first."""

    key = HiddenField(max_length=64)


class HappeningForm(BaseForm):
    """Whether it goes ahead, and why not."""

    to = RadiosField(_l("What has happened?"), options=STATES, validators=[required(_l("Choose what has happened"))])
    reason = TextareaField(
        _l("Why? Everyone will see this"),
        called=_l("The reason"),
        hint=_l("One or two plain sentences. Say what people should do now. Not needed if it is going ahead."),
        max_length=300,
        rows=3,
    )

    def validate_reason(self, field: Any) -> None:
        """A change needs a reason."""
        going_ahead = self.to.data in (None, Happening.GOING_AHEAD)
        if not going_ahead and not field.data and not field.errors:
            raise ValidationError(_("Say why, in words that people who wanted to come can use"))


class WithdrawForm(BaseForm):
    """Taking a public event away for good."""

    reason = TextareaField(
        _l("Why are you taking it away?"),
        called=_l("The reason"),
        hint=_l("People who have it in their calendar will see this there"),
        max_length=300,
        rows=3,
        validators=[required(_l("Say why you are taking it away"))],
    )


class InviteForm(BaseForm):
    """A colleague to manage an event with, or to hand it over to."""

    name = TextField(_l("Their name (optional)"), called=_l("Their name"), max_length=100)
    email = EmailField(_l("Their email address"), validators=[required(_l("Enter their email address"))])
    what = RadiosField(
        _l("What shall they do?"),
        options=[
            Option("share", _l("Manage this event together with me")),
            Option("hand_over", _l("Take it over: I leave once they have said yes")),
        ],
        validators=[required(_l("Choose what they shall do"))],
    )

    def offer_organisation(self, name: str) -> None:
        """Offer all the events of an organisation too."""
        self.what.options = [
            *self.what.options,
            Option("organisation", _("Manage every event of %(name)s, together with me", name=name)),
        ]


class JoiningFestivalForm(BaseForm):
    """A host's answer about one event."""

    event = HiddenField(max_length=12)
    answer = HiddenField(max_length=10)


class LettersForm(BaseForm):
    """In which language we write."""

    letters_in = letters_in()


class ForgetForm(BaseForm):
    """Deleting one's details."""

    sure = CheckboxesField(
        _l("Are you sure?"),
        options=[Option("yes", _l("Yes, delete my details. I know that this cannot be undone"))],
        validators=[required(_l("Tick the box to delete your details"))],
    )
