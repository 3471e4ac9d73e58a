"""Access features: barriers, not diagnoses. Every feature has four states, and no answer means not known yet."""

from enum import StrEnum

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.registry.vocabularies.access_features import (
    DERIVED,
    FEATURES,
    FILTERS,
    GROUPS,
    SHORT_CODES,
    SHORT_SET,
    AccessFeature,
)

__all__ = [
    "ACCESS_STATES",
    "CHECKED_HOW",
    "DERIVED",
    "FEATURES",
    "FILTERS",
    "GROUPS",
    "SHORT_CODES",
    "SHORT_SET",
    "AccessFeature",
    "AccessState",
    "CheckedHow",
]


class AccessState(StrEnum):
    """An organiser's answer about one feature. A feature with no answer is not known yet, never no."""

    YES = "yes"
    NO = "no"
    ON_REQUEST = "on_request"
    UNKNOWN = "unknown"


class CheckedHow(StrEnum):
    """How the access answers were checked."""

    VISITED = "visited"
    VENUE_TOLD_US = "venue_told_us"
    VENUE_WEBSITE = "venue_website"
    ACCESS_GUIDE = "access_guide"
    DISABLED_PEOPLE = "disabled_people"
    NOT_CHECKED = "not_checked"


ACCESS_STATES: dict[str, LazyString] = {
    AccessState.YES: _("Yes"),
    AccessState.NO: _("No"),
    AccessState.ON_REQUEST: _("On request"),
    AccessState.UNKNOWN: _("Not known yet"),
}
CHECKED_HOW: dict[str, LazyString] = {
    CheckedHow.VISITED: _("We visited and looked"),
    CheckedHow.DISABLED_PEOPLE: _("Disabled people who use it checked"),
    CheckedHow.VENUE_TOLD_US: _("The venue told us"),
    CheckedHow.VENUE_WEBSITE: _("From the venue’s website"),
    CheckedHow.ACCESS_GUIDE: _("From an access guide"),
    CheckedHow.NOT_CHECKED: _("We have not checked yet"),
}
