"""What is asked once for a whole file, and what becomes of rows that are not right yet."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import ValidationError

from app.notifications.languages import ENGLISH
from app.notifications.outbox import MailRefused, one_address
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    EmailField,
    Option,
    RadiosField,
    SelectField,
    TelephoneField,
    TextField,
    required,
)
from app.submission.bulk.bounds import MOST_BYTES
from app.submission.bulk.row_answers import Sender
from app.submission.letters_in import letters_in
from app.submission.queries import open_weeks


class FileField(Field):  # type: ignore[misc]
    """One file. ``data`` is its bytes, ``file_name`` what it was called there; a file is never shown back."""

    component = "file"

    def __init__(self, label: Any, *, hint: Any = "", **others: Any) -> None:
        super().__init__(label, description=hint, **others)
        self.file_name = ""
        self.called = label

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Reads one byte more than may be, so that a file that is too big is known."""
        self.data = b""
        given = valuelist[0] if valuelist else None
        if given is not None and hasattr(given, "read"):
            self.data = given.read(MOST_BYTES + 1)
            given.close()
            self.file_name = str(given.filename or "")

    @property
    def error_target(self) -> str:
        """The id the error summary links to."""
        return str(self.id)


# Before the form, as fields stand on a page in the order in which they are made.
THE_FILE = FileField(_l("Your file"), hint=_l("Excel (.xlsx), CSV or a calendar (.ics), up to 5 MB and 1,000 events"))
THE_ADDRESS = TextField(
    _l("Address of the calendar"),
    hint=_l("It starts with https:// or webcal://, and often ends in .ics"),
    max_length=2000,
    validators=[required(_l("Enter the address of the calendar"))],
    attributes={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"},
)


class SenderForm(BaseForm):
    """Who sends many events, and what holds where one of them says nothing."""

    week = SelectField(_l("Which Week are they part of?"), options=[])
    organisation = TextField(
        _l("Name of your organisation or group"),
        called=_l("Name of your organisation"),
        hint=_l("We use it where an event names none"),
        max_length=150,
        validators=[required(_l("Enter the name of your organisation or group"))],
    )
    your_name = TextField(
        _l("Your name"),
        max_length=100,
        validators=[required(_l("Enter your name"))],
        attributes={"autocomplete": "name"},
    )
    your_email = EmailField(
        _l("Your email address"),
        hint=_l("Never shown. We write to it about these events"),
        validators=[required(_l("Enter your email address"))],
    )
    your_phone = TelephoneField(_l("Your phone number (optional)"), called=_l("Your phone number"))
    letters_in = letters_in()

    def process(self, *args: Any, **others: Any) -> None:
        """Read the answers, once the Weeks on offer are known."""
        self.week.options = [Option("", _("Not part of a Week")), *open_weeks()]
        super().process(*args, **others)

    def validate_your_email(self, field: EmailField) -> None:
        """An address our mail can reach, as the form's own page asks."""
        try:
            if field.data:
                one_address(field.data)
        except MailRefused:
            raise ValidationError(
                _("Our mail cannot reach this address. Enter one without accents or special letters")
            ) from None

    def sender(self) -> Sender:
        """The answers, as each row has them."""
        return Sender(
            name=self.your_name.data,
            email=self.your_email.data,
            phone=self.your_phone.data,
            organisation=self.organisation.data,
            week=self.week.data or "",
            letters_in=self.letters_in.data or ENGLISH,
        )


class UploadForm(SenderForm):
    """The first page."""

    file = THE_FILE

    def validate_file(self, field: FileField) -> None:
        """There is one."""
        if not field.data and not field.file_name:
            raise ValidationError(_("Choose the file with your events"))


class CreateForm(BaseForm):
    """Before drafts are made."""

    wrong = RadiosField(
        _l("What shall we do with the rows that need work?"),
        options=[
            Option(
                "finish",
                _l("Make them drafts too, in progress"),
                hint=_l("Nothing is lost. You finish each one on this site before it is sent"),
            ),
            Option(
                "leave",
                _l("Leave them out"),
                hint=_l("Put them right where they come from, and bring them again"),
            ),
        ],
        default="finish",
    )
    also = CheckboxesField(
        _l("Which of these do you want all the same?"),
        hint=_l("They look like events we have already. We leave them out unless you tick them"),
        options=[],
    )

    def process(self, *args: Any, rows: Iterable[Option] = (), **others: Any) -> None:
        """Read the answers, once the rows are known that look like doubles."""
        self.also.options = list(rows)
        super().process(*args, **others)
