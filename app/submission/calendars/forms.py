"""What is asked when a calendar is brought, and when it proposes something."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    EmailField,
    HiddenField,
    Option,
    RadiosField,
    TextField,
    required,
)
from app.submission.bulk.forms import THE_ADDRESS, SenderForm
from app.submission.calendars.questions import Question
from app.submission.letters_in import TO_THEM, letters_in

ONCE, DAILY = "once", "daily"


class BringForm(SenderForm):
    """An organiser brings a calendar. ``often`` is asked of those whose address we know."""

    address = THE_ADDRESS
    often = RadiosField(
        _l("How often shall we look?"),
        options=[
            Option(ONCE, _l("Once, now")),
            Option(
                DAILY,
                _l("Now, and then every day"),
                hint=_l("We write to you when something is new or has changed. Nothing happens before you say so"),
            ),
        ],
        default=ONCE,
    )


class BringForForm(BringForm):
    """A moderator brings a calendar for an organisation."""

    organisation = TextField(
        _l("Name of the organisation"),
        max_length=150,
        validators=[required(_l("Enter the name of the organisation"))],
    )
    your_name = TextField(
        _l("Name of somebody there"),
        max_length=100,
        validators=[required(_l("Enter the name of somebody there"))],
        attributes={"autocomplete": "off"},
    )
    your_email = EmailField(
        _l("Their email address"),
        hint=_l("Never shown. We tell them what was decided"),
        validators=[required(_l("Enter their email address"))],
        attributes={"autocomplete": "off"},
    )
    letters_in = letters_in(TO_THEM)


class AnswerForm(BaseForm):
    """Which of the calendar's answers to take. ``seen`` is the stamp of what was shown."""

    seen = HiddenField(max_length=40)
    names = CheckboxesField(_l("What shall we take from the calendar?"), options=[])

    def process(self, *args: Any, asked: Iterable[Question] = (), **others: Any) -> None:
        """Read the answers, once it is known what is asked."""
        self.names.options = [Option(one.name, one.question, hint=own_words(one)) for one in asked]
        super().process(*args, **others)


def own_words(one: Question) -> Any:
    """Beside an answer that the organiser has changed here."""
    return _l("You have changed this here. Tick it only if the calendar is right") if one.is_own else ""
