"""When: one or several dates and times, on the wall clock."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.event import Event
from app.registry.revision import Revision
from app.shared.forms import BaseForm, DateField, FieldList, FormField, Option, SelectField, errors_in
from app.submission.forms.one_date import SessionForm, ends_that_day, refuse_skipped, session_of
from app.submission.forms.repeating import Made, make_dates
from app.submission.repeats import Every

__all__ = ["MOST_SESSIONS", "SessionForm", "WhenForm", "refuse_skipped", "session_of"]
MOST_SESSIONS = 60
FEW = 3  # so many are shown with all their boxes
OPEN = 2  # of more, at most so many are; the others are a line each
NAMES = ("uid", "timing", "starts_on", "start_time", "end_time", "doors_time", "label")


class SessionsField(FieldList):  # type: ignore[misc]
    """The dates of a form. One more than may be is read, so that the organiser is told; the rest is not."""

    component = "sessions"
    error_target = "sessions"

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        """The numbers in names like ``sessions-0-uid``. WTForms alone takes "²" for one, and any number of digits."""
        for name in formdata:
            if found := re.fullmatch(rf"{prefix}-([0-9]{{1,4}})-.{{1,40}}", name):
                yield int(found[1])


class WhenForm(BaseForm):
    """The second page."""

    sessions = SessionsField(FormField(SessionForm), min_entries=1, max_entries=MOST_SESSIONS + 1)
    repeat_every = SelectField(
        _l("How often?"),
        options=[
            Option("", _l("It does not repeat")),
            Option(Every.DAY, _l("Every day")),
            Option(Every.WEEK, _l("Every week")),
            Option(Every.FORTNIGHT, _l("Every two weeks")),
            Option(Every.MONTH, _l("Every month, on the same weekday (like the first Tuesday)")),
        ],
    )
    repeat_until = DateField(_l("Until and including"), called=_l("The last date"), hint=_l("For example, 31 8 2027"))
    made: Made | None = None
    opened: int | None = None

    def validate_sessions(self, field: FieldList) -> None:
        """A bounded number."""
        if len(field.entries) > MOST_SESSIONS:
            raise ValidationError(too_many())

    def validate_repeat_every(self, field: SelectField) -> None:
        """Dates that were asked for and not made yet must not be forgotten."""
        if field.data:
            raise ValidationError(_("Press “Make these dates” first, or choose “It does not repeat”"))

    def next_number(self) -> int:
        """The number a date added now would have in the names of its boxes."""
        return (self.sessions.last_index if self.sessions.entries else -1) + 1

    def validate_repeat_until(self, field: DateField) -> None:
        """Only the button that makes dates reads it; what is left in the boxes stops nobody."""
        field.errors = []

    def error_list(self) -> list[dict[str, str]]:
        """Before all else, that there are too many dates; then those of the dates, and of what repeats them."""
        own = [{"text": error, "href": "#sessions"} for error in self.sessions.errors if isinstance(error, str)]
        return own + self.errors_of_dates() + errors_in(field for field in self if field is not self.sessions)

    def errors_of_dates(self) -> list[dict[str, str]]:
        """Of several dates each error says which it is of, and a date that is shown in a line is named once."""
        entries = self.sessions.entries
        if len(entries) == 1:
            return list(entries[0].form.error_list())
        in_full, words, found = self.in_full(), str(_("Date %(number)s: %(error)s")), []
        for at, entry in enumerate(entries):
            errors = entry.form.error_list()
            for error in errors if at in in_full else errors[:1]:
                found.append(error | {"text": words % {"number": at + 1, "error": error["text"]}})
        return found

    def add(self) -> None:
        """One more empty date, keeping what was typed in the others."""
        if len(self.sessions.entries) < MOST_SESSIONS:
            self.opened = len(self.sessions.entries)
            self.sessions.append_entry()
        else:
            self.sessions.errors = [too_many()]

    def open(self, number: int) -> None:
        """Show one date with its boxes, to be changed."""
        if 0 <= number < len(self.sessions.entries):
            self.opened = number

    def in_full(self) -> set[int]:
        """The positions of the dates that are shown with their boxes. The others are a line each.

        A few are shown all. Of many: the one that was opened or added, and the first that want something.
        """
        entries = self.sessions.entries
        if len(entries) <= FEW:
            return set(range(len(entries)))
        first = [] if self.opened is None else [self.opened]
        wanting = (at for at, entry in enumerate(entries) if at != self.opened and entry.form.wants_something())
        return set(islice(chain(first, wanting), OPEN))

    def remove(self, number: int) -> None:
        """Take one date out of the form, keeping what was typed in the others."""
        if 0 <= number < len(self.sessions.entries) and len(self.sessions.entries) > 1:
            self.sessions.pop_entry(number)

    def repeat(self) -> None:
        """Add the dates that the last one repeats on, each to be changed or removed like any other."""
        self.made = make_dates(self, MOST_SESSIONS)

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        return {
            "sessions": [
                {name: getattr(row, name) for name in NAMES}
                | {"ends_on": None if ends_that_day(row) else row.ends_on}
                | {"drop_in": ["yes"] if row.drop_in else []}
                for row in revision.sessions
            ]
        }

    def save(self, _event: Event, revision: Revision) -> None:
        """Write the dates into the draft. A session keeps its UID; one from elsewhere is given a new one."""
        known = {row.uid for row in revision.sessions}
        rows = []
        for position, entry in enumerate(self.sessions.entries):
            row = session_of(entry.form, position)
            row.uid = entry.form.uid.data if entry.form.uid.data in known else str(uuid4())
            known.discard(row.uid)
            rows.append(row)
        revision.sessions = rows


def too_many() -> str:
    """What is said instead of a sixty-first date."""
    return str(_("Give at most %(most)s dates. For more, make it a festival", most=MOST_SESSIONS))
