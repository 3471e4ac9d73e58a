"""Access features: barriers, not diagnoses. Every feature has four states, and no answer means not known yet."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


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


@dataclass(frozen=True)
class AccessFeature:
    """One feature: its stable code, the words people filter by, and what it means."""

    code: str
    label: LazyString
    means: LazyString


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
SHORT_SET = (
    AccessFeature(
        "step_free", _("Step-free"), _("No steps from the street to every space used. Ramps and lifts count")
    ),
    AccessFeature("accessible_toilet", _("Accessible toilet"), _("Step-free, with room to turn and transfer")),
    AccessFeature("changing_places", _("Changing Places toilet"), _("With a hoist and an adult-size changing bench")),
    AccessFeature("bsl", _("BSL"), _("British Sign Language interpreted or led")),
    AccessFeature("live_captions", _("Live captions"), _("Typed by a person as people speak, not by software")),
    AccessFeature("hearing_loop", _("Hearing loop"), _("Sends sound straight to hearing aids")),
    AccessFeature("easy_read", _("Easy Read"), _("Information in short sentences with pictures")),
    AccessFeature("quiet_space", _("Quiet space"), _("A separate room, open all through")),
    AccessFeature("relaxed", _("Relaxed"), _("Come and go, move about and make noise")),
    AccessFeature("pa_free", _("Free PA place"), _("A free place for a personal assistant or companion")),
)
FEATURES = {feature.code: feature for feature in SHORT_SET}
