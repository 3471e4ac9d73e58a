"""Contacts: who holds the event, whom the public may ask, and whom we write to (never shown)."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.catalogue.document import ImageDocument, described
from app.notifications.outbox import MailRefused, one_address
from app.registry.event import Event
from app.registry.organiser import PrivateContact
from app.registry.revision import Revision
from app.registry.vocabularies.kinds import ORGANISATION_KINDS, OrganisationKind
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    EmailField,
    HiddenField,
    Option,
    Required,
    SelectField,
    TelephoneField,
    TextareaField,
    TextField,
    WebAddressField,
    required,
)
from app.submission.forms.options import NO_ANSWER, options
from app.submission.letters_in import chosen, letters_in
from app.submission.organisation_names import near_names

KINDS = [option for option in options(ORGANISATION_KINDS) if option.value != OrganisationKind.NOT_STATED]
PUBLIC = (
    "organisation_name",
    "organisation_website",
    "organisation_summary",
    "contact_role",
    "contact_email",
    "contact_phone",
    "contact_text_relay",
    "contact_shown",
)
DETAILS = ("role", "email", "phone", "text_relay")


class ContactsForm(BaseForm):
    """The seventh page."""

    organisation_name = TextField(
        _l("Name of your organisation or group"),
        called=_l("Name of your organisation"),
        hint=_l("If you have been here before, type it as you did then"),
        max_length=150,
        attributes={"data-names-url": "/submit/organisations"},
        validators=[required(_l("Enter the name of your organisation or group"))],
    )
    organisation_kind = SelectField(
        _l("What kind is it?"), options=[Option(str(OrganisationKind.NOT_STATED), NO_ANSWER), *KINDS]
    )
    organisation_website = WebAddressField(_l("Its website (optional)"), called=_l("Its website"), max_length=300)
    organisation_summary = TextareaField(
        _l("What does it do, in a sentence or two? (optional)"),
        called=_l("What your organisation does"),
        max_length=400,
        rows=3,
    )
    contact_role = TextField(
        _l("Who can the public ask? (optional)"),
        called=_l("Who the public can ask"),
        hint=_l("A role or a team, like “Events team”"),
        max_length=100,
    )
    contact_email = EmailField(
        _l("Email address for the public (optional)"), called=_l("Email address for the public")
    )
    contact_phone = TelephoneField(
        _l("Phone number for the public (optional)"), called=_l("Phone number for the public")
    )
    contact_text_relay = TelephoneField(
        _l("Number for texts or Relay UK (optional)"),
        called=_l("The number for texts or Relay UK"),
        hint=_l("Relay UK numbers begin with 18001"),
    )
    contact_shown = CheckboxesField(
        _l("Which of these may we show on the site?"),
        hint=_l("We show nothing that you do not tick"),
        options=[
            Option("role", _l("Who to ask")),
            Option("email", _l("The email address for the public")),
            Option("phone", _l("The phone number for the public")),
            Option("text_relay", _l("The number for texts or Relay UK")),
        ],
    )
    your_name = TextField(
        _l("Your name"),
        max_length=100,
        validators=[required(_l("Enter your name"))],
        attributes={"autocomplete": "name"},
    )
    your_email = EmailField(
        _l("Your email address"),
        hint=_l("We send a link to this address, to make sure that it is yours"),
        validators=[required(_l("Enter your email address"))],
    )
    your_phone = TelephoneField(_l("Your phone number (optional)"), called=_l("Your phone number"))
    letters_in = letters_in()
    not_found = HiddenField(max_length=600)

    def find(self, name: str) -> None:
        """The organiser meant an organisation we know. Any other name was never on a button of ours."""
        if name in self.meant:
            self.organisation_name.process_data(name)

    @property
    def meant(self) -> list[str]:
        """Names we know that are nearly the one typed."""
        return near_names(self.organisation_name.data) if self.organisation_name.data else []

    def doubtful(self) -> str:
        """A name that is nearly one we know: asked about once, then taken as it is."""
        return str(self.organisation_name.data) if self.meant else ""

    @property
    def public(self) -> dict[str, str]:
        """What the public will see of the contact: what was given and ticked."""
        shown = self.contact_shown.chosen
        return {name: self[f"contact_{name}"].typed if name in shown else "" for name in DETAILS}

    def process(self, *args: Any, event: Event | None = None, **others: Any) -> None:
        """Read the answers. Somebody whom a moderator enters an event for may have no email address."""
        if event is not None and event.entered_by and not event.organisers:
            self.your_email.validators = [v for v in self.your_email.validators if not isinstance(v, Required)]
        super().process(*args, **others)

    def validate_your_email(self, field: EmailField) -> None:
        """An address our mail can reach: not every server takes accented letters (SMTPUTF8, RFC 6531)."""
        try:
            if field.data:
                one_address(field.data)
        except MailRefused:
            raise ValidationError(
                _("Our mail cannot reach this address. Enter one without accents or special letters")
            ) from None

    def validate_contact_shown(self, field: CheckboxesField) -> None:
        """What is to be shown has been given."""
        missing = [name for name in field.data or [] if not self[f"contact_{name}"].typed]
        if missing:
            raise ValidationError(_("You ticked something that is empty. Fill it in, or take the tick away"))

    @staticmethod
    def logo_of(event: Event) -> ImageDocument | None:
        """The logo of the draft."""
        return described(event.latest.organisation_logo, event.latest.organisation_logo_alt)

    @staticmethod
    def said(event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        answers = {name: getattr(revision, name) for name in (*PUBLIC, "organisation_kind")}
        answers["letters_in"] = chosen(event)
        private = event.private_contact
        if private is None:
            return answers
        return answers | {"your_name": private.name, "your_email": private.email, "your_phone": private.phone}

    def save(self, event: Event, revision: Revision) -> None:
        """Write the public answers into the draft and the private ones beside it."""
        for name in PUBLIC:
            setattr(revision, name, getattr(self, name).data)
        revision.organisation_kind = str(self.organisation_kind.data or OrganisationKind.NOT_STATED)
        private = event.private_contact or PrivateContact()
        private.name, private.phone = self.your_name.data, self.your_phone.data
        private.email = self.your_email.data
        private.language = self.letters_in.data or chosen(event)
        event.private_contact = private
