"""Kinds of event, of organisation, and of way to take part."""

from enum import StrEnum

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


class EventKind(StrEnum):
    """What an organiser tells us about."""

    EVENT = "event"
    FESTIVAL = "festival"
    ACTIVITY = "activity"


class Format(StrEnum):
    """How people take part. ``not_stated`` is an honest answer early on, and for old listings."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"
    NOT_STATED = "not_stated"


class OrganisationKind(StrEnum):
    """Who holds an event."""

    USER_LED = "user_led"
    CHARITY = "charity"
    CARE_PROVIDER = "care_provider"
    COUNCIL = "council"
    NHS = "nhs"
    UNIVERSITY = "university"
    NETWORK = "network"
    COMPANY = "company"
    INFORMAL_GROUP = "informal_group"
    ONE_PERSON = "one_person"
    NOT_STATED = "not_stated"


class Happening(StrEnum):
    """Whether an event goes ahead: the organiser's to say, at once.

    ``withdrawn`` takes its page away; calendars are told that it is cancelled, so that they take it out.
    """

    GOING_AHEAD = "going_ahead"
    POSTPONED = "postponed"
    MOVED_ONLINE = "moved_online"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """Where a listing came from. Archive and example listings say so on their page."""

    SUBMITTED = "submitted"
    ARCHIVE = "archive"
    EXAMPLE = "example"


class Language(StrEnum):
    """A language an event is held in (BCP 47)."""

    ENGLISH = "en"
    WELSH = "cy"
    BSL = "bfi"
    GAELIC = "gd"
    IRISH = "ga"
    OTHER = "mul"


EVENT_KINDS: dict[str, LazyString] = {
    EventKind.EVENT: _("Event"),
    EventKind.FESTIVAL: _("Festival"),
    EventKind.ACTIVITY: _("Activity"),
}
FORMATS: dict[str, LazyString] = {
    Format.IN_PERSON: _("In person"),
    Format.ONLINE: _("Online"),
    Format.HYBRID: _("In person and online"),
    Format.NOT_STATED: _("Not known yet"),
}
ORGANISATION_KINDS: dict[str, LazyString] = {
    OrganisationKind.USER_LED: _("User-led organisation"),
    OrganisationKind.CHARITY: _("Charity"),
    OrganisationKind.CARE_PROVIDER: _("Care provider"),
    OrganisationKind.COUNCIL: _("Council"),
    OrganisationKind.NHS: _("NHS"),
    OrganisationKind.UNIVERSITY: _("University"),
    OrganisationKind.NETWORK: _("Network"),
    OrganisationKind.COMPANY: _("Company"),
    OrganisationKind.INFORMAL_GROUP: _("Informal group"),
    OrganisationKind.ONE_PERSON: _("One person"),
    OrganisationKind.NOT_STATED: _("Not said"),
}
HAPPENINGS: dict[str, LazyString] = {
    Happening.GOING_AHEAD: _("Going ahead"),
    Happening.POSTPONED: _("Postponed"),
    Happening.MOVED_ONLINE: _("Moved online"),
    Happening.CANCELLED: _("Cancelled"),
    Happening.WITHDRAWN: _("Withdrawn"),
}
LANGUAGES: dict[str, LazyString] = {
    Language.ENGLISH: _("English"),
    Language.WELSH: _("Welsh"),
    Language.BSL: _("British Sign Language (BSL)"),
    Language.GAELIC: _("Scottish Gaelic"),
    Language.IRISH: _("Irish"),
    Language.OTHER: _("Another language"),
}
