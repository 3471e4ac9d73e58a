"""One date and time: what may be said of it, and the session it comes to."""

from datetime import date, datetime, time, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.catalogue.document import sessions
from app.catalogue.wording import when_one
from app.registry.session import EventSession, Timing
from app.registry.times import Oddity, end_of, instant, oddity, start_of
from app.shared.clock import now
from app.shared.forms import (
    BaseForm,
    CheckboxesField,
    DateField,
    HiddenField,
    Option,
    RadiosField,
    TextField,
    TimeField,
    required,
)
from app.shared.time_of_day import format_time

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
    drop_in = CheckboxesField(
        _l("Can people drop in? (optional)"),
        options=[Option("yes", _l("Yes: come at any time between the start and the end, and leave when you like"))],
    )
    ends_on = DateField(_l("Last day, if it is on for more than one day (optional)"), called=_l("Last day"))
    label = TextField(
        _l("Name of this part (optional)"),
        called=_l("Name of this part"),
        hint=_l("For example, “Workshop 1”"),
        max_length=100,
    )

    @property
    def last_day(self) -> date | None:
        """The day it ends on. Midnight ends the day it began on, which is 00:00 of the next."""
        first, last, end = self.starts_on.data, self.ends_on.data, self.end_time.data
        if first and not last and self.timing.data == Timing.TIMED and end == time(0):
            return first + timedelta(days=1)
        return last or first

    def weekday(self) -> str:
        """The weekday of the date, so that a wrong one is noticed."""
        return format_date(self.starts_on.data, "EEEE") if self.starts_on.data else ""

    def is_whole(self) -> bool:
        """Whether it can be said in one line: nothing is missing and nothing was found wrong."""
        timed = self.timing.data == Timing.TIMED
        wrong = any(field.errors or field.process_errors for field in self)
        return bool(self.starts_on.data and self.timing.data and (self.start_time.data or not timed) and not wrong)

    def wants_something(self) -> bool:
        """Whether it is for its organiser to do something: it is not whole, or a moderator asks about it."""
        return not self.is_whole() or any(getattr(field, "asked", "") for field in self)

    def is_empty(self) -> bool:
        """Whether nobody has given its day yet."""
        return not any(self.starts_on.typed.values())

    def in_words(self) -> str:
        """The date and time in one line. Only when it is whole."""
        return when_one(sessions([session_of(self, 0)])[0])

    def clock_changes(self) -> list[str]:
        """What to know of the night on which the clocks go back."""
        first = self.starts_on.data
        if first is None or self.timing.data != Timing.TIMED:
            return []
        last = self.last_day or first
        times = ((first, self.doors_time.data), (first, self.start_time.data), (last, self.end_time.data))
        said = [comes_twice(day, at) for day, at in times if at]
        return list(dict.fromkeys(words for words in said if words))

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
        last = self.last_day or self.starts_on.data
        refuse_skipped(last, field.data)
        start = self.start_time.data
        if start and last >= self.starts_on.data and instant(last, field.data) <= instant(self.starts_on.data, start):
            raise ValidationError(
                _("The end must be after the start. If it goes on past midnight, give the last day too")
            )

    def validate_doors_time(self, field: TimeField) -> None:
        """The doors open before it starts, on a clock that shows that time."""
        if self.timing.data != Timing.TIMED or field.data is None or self.starts_on.data is None:
            return
        refuse_skipped(self.starts_on.data, field.data)
        if self.start_time.data and field.data > self.start_time.data:
            raise ValidationError(_("The doors must open when it starts or earlier"))

    def validate_drop_in(self, field: CheckboxesField) -> None:
        """Whoever drops in must know until when."""
        if field.data and self.timing.data == Timing.TIMED and self.end_time.data is None:
            raise ValidationError(_("Enter the time it ends, so that people know until when they can drop in"))


def comes_twice(day: date, at: time) -> str:
    """What is said of a time that the clock shows twice that night; nothing of any other."""
    if oddity(day, at) != Oddity.REPEATED:
        return ""
    said = {"day": format_date(day, "d MMMM y"), "at": format_time(at)}
    return str(_("The clocks go back on %(day)s, so %(at)s comes twice. We mean the first.", **said))


def refuse_skipped(day: date | None, at: time) -> None:
    """A time that the clocks jump over does not exist."""
    if day and oddity(day, at) == Oddity.SKIPPED:
        shown = format_date(day, "d MMMM y")
        raise ValidationError(
            _("The clocks go forward on %(day)s, from 1am to 2am. Give a time before 1am or from 2am", day=shown)
        )


def ends_that_day(row: EventSession) -> bool:
    """Whether nobody need say its last day: it ends on the day it begins, at midnight at the latest."""
    at_midnight = row.end_time == time(0) and row.ends_on == row.starts_on + timedelta(days=1)
    return row.ends_on == row.starts_on or at_midnight


def session_of(form: SessionForm, position: int) -> EventSession:
    """The session a valid form means: instants in UTC beside the wall clock's times."""
    timed = form.timing.data == Timing.TIMED
    assert form.starts_on.data is not None
    first = form.starts_on.data
    last = form.last_day or first
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
        drop_in=timed and bool(form.drop_in.data),
        timezone="Europe/London",
        starts_at=begins,
        ends_at=over,
    )
