"""Times of day as people write them, read and written in the GOV.UK style."""

import re
import unicodedata
from datetime import time

from flask_babel import gettext as _

_NAMED = {"noon": time(12), "midday": time(12), "12noon": time(12), "12midday": time(12)}
_NAMED |= {"midnight": time(0), "12midnight": time(0)}
_CLOCK = re.compile(r"([0-9]{1,2})(?::?([0-9]{2}))?(am|pm)?")


def parse_time(text: str) -> time:
    """A wall-clock time from ``9``, ``9am``, ``09:00``, ``9.30 pm``, ``1315``, ``noon``, ``midday`` or ``midnight``.

    Raises ValueError with a sentence that tells the person what to type.
    """
    squeezed = re.sub(r"\s|o'clock", "", unicodedata.normalize("NFKC", text).lower().replace("’", "'"))
    squeezed = re.sub(r"([ap])\.?m\.?$", r"\1m", squeezed).replace(".", ":").removesuffix("hrs").removesuffix("h")
    if squeezed in _NAMED:
        return _NAMED[squeezed]
    match = _CLOCK.fullmatch(squeezed)
    if match is None:
        raise ValueError(_("Enter a time like 9:30am, 2pm or 14:00"))
    return _real(int(match[1]), int(match[2] or 0), match[3])


def _real(hour: int, minute: int, half: str | None) -> time:
    if minute > 59:
        raise ValueError(_("Enter minutes between 00 and 59, like 9:30am"))
    if hour == 24 and minute == 0:
        raise ValueError(_("Enter midnight, or 11:59pm if it ends at the end of the day"))
    if hour > 23:
        raise ValueError(_("Enter an hour between 0 and 23, like 14:00 or 2pm"))
    if (half == "am" and hour > 12) or (half == "pm" and hour == 0):
        raise ValueError(_("Enter a time like 9:30am, 2pm or 14:00"))
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return time(hour, minute)


def format_time(moment: time) -> str:
    """``9:30am``, ``10am``, ``midday`` or ``midnight``; seconds are left out."""
    if (moment.hour, moment.minute) in {(0, 0), (12, 0)}:
        return str(_("midday") if moment.hour else _("midnight"))
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"
