"""Who is on the phone."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.notifications.outbox import MailRefused, one_address
from app.shared.forms import (
    BaseForm,
    EmailField,
    HiddenField,
    Option,
    RadiosField,
    TelephoneField,
    TextField,
    required,
)
from app.submission.letters_in import TO_THEM, letters_in

PHONE, POST, EMAIL = "phone", "post", "email"


class CallerForm(BaseForm):
    """Asked before the form itself. ``key`` makes a second press the same as the first."""

    key = HiddenField(max_length=64)
    name = TextField(
        _l("Their name"),
        max_length=100,
        validators=[required(_l("Enter the name of the person you are entering this for"))],
        attributes={"autocomplete": "off"},
    )
    phone = TelephoneField(
        _l("Their phone number (optional)"), called=_l("Their phone number"), attributes={"autocomplete": "off"}
    )
    email = EmailField(
        _l("Their email address (optional)"),
        called=_l("Their email address"),
        hint=_l("With one, they can look after the event themselves later"),
        attributes={"autocomplete": "off"},
    )
    tell = RadiosField(
        _l("How shall we tell them what was decided?"),
        options=[
            Option(PHONE, _l("By phone")),
            Option(POST, _l("By post"), hint=_l("Write their address on the envelope. We do not keep it")),
            Option(EMAIL, _l("By email"), hint=_l("We do this by ourselves")),
        ],
        validators=[required(_l("Choose how to tell them what was decided"))],
    )

    letters_in = letters_in(TO_THEM)

    def validate_phone(self, field: TelephoneField) -> None:
        """Somebody who is to be called has a number."""
        if self.tell.data == PHONE and not field.data:
            raise ValidationError(_("Enter their phone number, or choose another way to tell them"))

    def validate_email(self, field: EmailField) -> None:
        """Somebody who is to be mailed has an address."""
        if self.tell.data == EMAIL and not field.data:
            raise ValidationError(_("Enter their email address, or choose another way to tell them"))
        try:
            if field.data:
                one_address(field.data)
        except MailRefused:
            raise ValidationError(
                _("Our mail cannot reach this address. Enter one without accents or special letters")
            ) from None
