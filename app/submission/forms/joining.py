"""Cost and booking."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.vocabularies.joining import BOOKINGS, COSTS, Booking
from app.shared.forms import (
    BaseForm,
    DateField,
    EmailField,
    IntegerField,
    RadiosField,
    TelephoneField,
    TextField,
    WebAddressField,
    required,
)
from app.submission.forms.options import options

PLAIN = (
    "cost",
    "cost_note",
    "booking",
    "booking_url",
    "booking_phone",
    "booking_email",
    "booking_by",
    "capacity",
)


class JoiningForm(BaseForm):
    """The sixth page."""

    cost = RadiosField(
        _l("What does it cost?"), options=options(COSTS), validators=[required(_l("Choose what it costs"))]
    )
    cost_note = TextField(
        _l("How much, and who pays? (optional)"),
        called=_l("How much"),
        hint=_l("For example, “£5, free for carers and personal assistants”"),
        max_length=250,
    )
    booking = RadiosField(
        _l("Do people need to book?"),
        options=options(BOOKINGS),
        validators=[required(_l("Choose whether people book"))],
    )
    booking_url = WebAddressField(_l("Web page for booking (optional)"), called=_l("Web page for booking"))
    booking_phone = TelephoneField(_l("Phone number for booking (optional)"), called=_l("Phone number for booking"))
    booking_email = EmailField(_l("Email address for booking (optional)"), called=_l("Email address for booking"))
    booking_by = DateField(_l("Book by (optional)"), called=_l("The date to book by"))
    capacity = IntegerField(
        _l("How many people can come? (optional)"), called=_l("The number of people"), at_least=1, at_most=1_000_000
    )

    def validate_booking_url(self, field: WebAddressField) -> None:
        """People who must book are told how."""
        ways = (field, self.booking_phone, self.booking_email)
        nothing_typed = not any(way.typed for way in ways)
        if self.booking.data == Booking.REQUIRED and nothing_typed:
            raise ValidationError(_("Tell people how to book: give a web page, a phone number or an email address"))

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        answers = {name: getattr(revision, name) for name in PLAIN}
        if "joining" not in revision.sections_done:
            answers |= {"cost": None, "booking": None}
        return answers

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the answers into the draft."""
        for name in PLAIN:
            value = getattr(self, name).data
            setattr(revision, name, str(value) if name in {"cost", "booking"} else value)
