"""When: one or several dates and times, on the wall clock."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.registry.event import Event
from app.registry.revision import Revision
from app.registry.session import EventSession, Timing
from app.registry.times import Oddity, end_of, instant, oddity, start_of
from app.shared.clock import now
from app.shared.forms import (
    BaseForm,
    DateField,
    FieldList,
    FormField,
    HiddenField,
    Option,
    RadiosField,
    TextField,
    TimeField,
    required,
)

MOST_SESSIONS = 60
FIRST_YEAR = 2000
YEARS_AHEAD = 6


class SessionForm(BaseForm):
    """One date and time."""

    uid = HiddenField()
    starts_on = DateField(_l("Date"), hint=_l("For example, 6 7 2027"), validators=[required(_l("Enter the date"))])
    timing = RadiosField(
        _l("What time?"),
        options=[
            Option(Timing.TIMED, _l("At a set time")),
            Option(Timing.ALL_DAY, _l("All day")),
            Option(Timing.TIME_TBC, _l("The time is not known yet")),
            Option(
                Timing.DATE_TBC, _l("The exact day is not known yet"), hint=_l("Give the first and last possible day")
            ),
        ],
        default=Timing.TIMED,
        validators=[required(_l("Choose what you know about the time"))],
    )
    start_time = TimeField(_l("Starts at"), hint=_l("For example, 10am or 13:30"))
    end_time = TimeField(_l("Ends at (optional)"), called=_l("Ends at"))
    doors_time = TimeField(_l("Doors open at (optional)"), called=_l("Doors open at"))
    ends_on = DateField(_l("Last day, if it is on for more than one day (optional)"), called=_l("Last day"))
    label = TextField(
        _l("Name of this part (optional)"),
        called=_l("Name of this part"),
        hint=_l("For example, “Workshop 1”"),
        max_length=100,
    )

    class Meta:
        """The outer form carries the token."""

        csrf = False

    def validate_starts_on(self, field: DateField) -> None:
        """A year somebody meant."""
        last = now().year + YEARS_AHEAD
        if field.data and not FIRST_YEAR <= field.data.year <= last:
            raise ValidationError(_("The year must be between %(first)s and %(last)s", first=FIRST_YEAR, last=last))

    def validate_ends_on(self, field: DateField) -> None:
        """The last day is not before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("The last day must be the first day or later"))
        if field.data and self.starts_on.data and (field.data - self.starts_on.data).days > 366:
            raise ValidationError(_("The last day must be within a year of the first"))

    def validate_start_time(self, field: TimeField) -> None:
        """A set time has a start, on a clock that shows it."""
        if self.timing.data != Timing.TIMED:
            return
        if field.data is None:
            if not field.errors:
                raise ValidationError(_("Enter the time it starts, like 9:30am"))
            return
        refuse_skipped(self.starts_on.data, field.data)

    def validate_end_time(self, field: TimeField) -> None:
        """The end is after the start."""
        if self.timing.data != Timing.TIMED or field.data is None or self.starts_on.data is None:
            return
        last = self.ends_on.data or self.starts_on.data
        refuse_skipped(last, field.data)
        start = self.start_time.data
        if start and last >= self.starts_on.data and instant(last, field.data) <= instant(self.starts_on.data, start):
            raise ValidationError(
                _("The end must be after the start. If it goes on past midnight, give the last day too")
            )


def refuse_skipped(day: date | None, at: time) -> None:
    """A time that the clocks jump over does not exist."""
    if day and oddity(day, at) == Oddity.SKIPPED:
        shown = format_date(day, "d MMMM y")
        raise ValidationError(
            _("The clocks go forward on %(day)s, from 1am to 2am. Give a time before 1am or from 2am", day=shown)
        )


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

    def validate_sessions(self, field: FieldList) -> None:
        """A bounded number."""
        if len(field.entries) > MOST_SESSIONS:
            raise ValidationError(too_many())

    def error_list(self) -> list[dict[str, str]]:
        """The dates' errors; before them, that there are too many."""
        own = [error for error in self.sessions.errors if isinstance(error, str)]
        return [{"text": error, "href": "#sessions"} for error in own] + super().error_list()

    def add(self) -> None:
        """One more empty date, keeping what was typed in the others."""
        if len(self.sessions.entries) < MOST_SESSIONS:
            self.sessions.append_entry()
        else:
            self.sessions.errors = [too_many()]

    def remove(self, number: int) -> None:
        """Take one date out of the form, keeping what was typed in the others."""
        if 0 <= number < len(self.sessions.entries) and len(self.sessions.entries) > 1:
            self.sessions.pop_entry(number)

    @staticmethod
    def said(_event: Event, revision: Revision) -> dict[str, Any]:
        """What the draft says, for the boxes."""
        names = ("uid", "timing", "starts_on", "start_time", "end_time", "doors_time", "label")
        return {
            "sessions": [
                {name: getattr(row, name) for name in names}
                | {"ends_on": row.ends_on if row.ends_on != row.starts_on else None}
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


def session_of(form: SessionForm, position: int) -> EventSession:
    """The session a valid form means: instants in UTC beside the wall clock's times."""
    timed = form.timing.data == Timing.TIMED
    assert form.starts_on.data is not None
    first = form.starts_on.data
    last: date = form.ends_on.data or first
    start, end = (form.start_time.data, form.end_time.data) if timed else (None, None)
    begins = instant(first, start) if start else start_of(first)
    over: datetime | None = instant(last, end) if end else end_of(last)
    if timed and not end and last == first:
        over = None  # nobody knows when it ends
    return EventSession(
        position=position,
        label=form.label.data,
        timing=str(form.timing.data),
        starts_on=first,
        start_time=start,
        ends_on=last,
        end_time=end,
        doors_time=form.doors_time.data if timed else None,
        timezone="Europe/London",
        starts_at=begins,
        ends_at=over,
    )
