"""The button "Make these dates": the last date of the form, again and again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from app.shared.three_boxes import WrongDate, parse_boxes
from app.submission.forms.one_date import SessionForm
from app.submission.repeats import Every, repeats, week_of

COPIED = ("timing", "start_time", "end_time", "doors_time", "drop_in", "label")
ENOUGH = 1000  # no more are counted


@dataclass(frozen=True)
class Made:
    """How many dates were made, and the rule in words: ``every Tuesday until 31 August 2027``."""

    count: int
    rule: str


def make_dates(form: Any, most: int) -> Made | None:
    """Append the dates. None where something is missing or wrong, which is then said at its field."""
    pattern = form.sessions.entries[-1].form
    until = asked_until(form)
    every = Every(form.repeat_every.data) if form.repeat_every.data else None
    if every is None:
        form.fail("repeat_every", _("Choose how often it repeats"))
    pattern_is_right = pattern.validate()
    if every is None or until is None or not pattern_is_right:
        return None
    first = pattern.starts_on.data
    taken = {entry.form.starts_on.data for entry in form.sessions.entries}
    days = []
    for day in repeats(first, every, until):
        if day not in taken:
            days.append(day)
        if len(days) > ENOUGH:
            break
    if not days:
        form.fail("repeat_until", _("The last date must be later, so that there is a date to make"))
        return None
    room = most - len(form.sessions.entries)
    if len(days) > room:
        form.fail("repeat_until", too_late(days[room - 1]) if room > 0 else _("There is no room for more dates"))
        return None
    for day in days:
        form.sessions.append_entry(copy_of(pattern, day))
    form.repeat_every.process_data("")
    form.repeat_until.process_data(None)
    return Made(len(days), rule(first, every, until))


def too_late(last: date) -> str:
    """What is said when the dates would be too many."""
    return str(_("That makes too many dates. The last date can be %(day)s", day=format_date(last, "d MMMM y")))


def asked_until(form: Any) -> date | None:
    """The last date; None where it is missing or no date, which is then said."""
    field = form.repeat_until
    try:
        until = parse_boxes(field.typed, field.called)
    except WrongDate as wrong:
        form.fail("repeat_until", wrong.message)
        return None
    if until is None:
        form.fail("repeat_until", _("Enter the last date"))
    return until


def copy_of(pattern: SessionForm, day: date) -> dict[str, Any]:
    """The pattern's answers on another day; what lasts several days lasts as many."""
    first, last = pattern.starts_on.data, pattern.ends_on.data
    assert first is not None
    copied = {name: pattern[name].data for name in COPIED}
    return copied | {"starts_on": day, "ends_on": day + (last - first) if last else None}


def rule(first: date, every: Every, until: date) -> str:
    """The rule in words."""
    said = {"weekday": format_date(first, "EEEE"), "until": format_date(until, "EEEE d MMMM y")}
    if every == Every.DAY:
        return str(_("every day until %(until)s", **said))
    if every == Every.WEEK:
        return str(_("every %(weekday)s until %(until)s", **said))
    if every == Every.FORTNIGHT:
        return str(_("every second %(weekday)s until %(until)s", **said))
    which = (_("the first"), _("the second"), _("the third"), _("the fourth"), _("the last"))[week_of(first) - 1]
    return str(_("%(which)s %(weekday)s of every month until %(until)s", which=which, **said))
