"""Times of day as people say them."""

from datetime import time

from flask_babel import gettext as _


def format_time(at: time) -> str:
    """A time the GOV.UK way: ``9:30am``, ``10am``, ``midday``, ``midnight``."""
    if (at.hour, at.minute) == (0, 0):
        return _("midnight")
    if (at.hour, at.minute) == (12, 0):
        return _("midday")
    hour = at.hour % 12 or 12
    said = f"{hour}:{at.minute:02}" if at.minute else str(hour)
    return _("%(time)sam", time=said) if at.hour < 12 else _("%(time)spm", time=said)
