"""The parts of one event in ``/events.json``. Their meanings are what ``/api`` prints and what tests check.

Since version 1 a member keeps its name and meaning for ever; new members and new codes may be added.
"""

from typing import Annotated, TypedDict

from flask_babel import lazy_gettext as _

from app.catalogue.described import Means, codes
from app.catalogue.openactive import Concept
from app.registry.session import Timing
from app.registry.vocabularies.access import AccessState
from app.registry.vocabularies.kinds import OrganisationKind
from app.registry.vocabularies.places import Nation, Region
from app.registry.vocabularies.together import (
    CHECKING,
    COSTS_TOWARDS,
    IDEA,
    PAID_WHEN,
    PLANNING,
    REWARDS,
    ROLES,
    SHAPED_BY,
)

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
INSTANT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"


class SessionRecord(TypedDict):
    """One date and time. Wall-clock dates and times are what the organiser meant, in ``timezone``."""

    id: Annotated[str, Means(_("Never changes; the UID of the calendar entry"))]
    label: Annotated[str, Means(_("What sets it apart from the event’s other dates"))]
    timing: Annotated[Timing, Means(_("How exactly the time is known; “tbc” is to be confirmed"))]
    starts_on: Annotated[str, Means(_("First day"), format="date")]
    start_time: Annotated[str | None, Means(_("When it begins; null where there is no time"), pattern=CLOCK)]
    ends_on: Annotated[str, Means(_("Last day"), format="date")]
    end_time: Annotated[str | None, Means(_("When it ends; null where that is not known"), pattern=CLOCK)]
    doors_time: Annotated[str | None, Means(_("When doors open"), pattern=CLOCK)]
    drop_in: Annotated[bool, Means(_("People come and go at any time between start and end"))]
    timezone: Annotated[str, Means(_("The zone of the times, by its IANA name"))]
    starts_at: Annotated[str | None, Means(_("The start in UTC; null where there is no time"), pattern=INSTANT)]
    ends_at: Annotated[str | None, Means(_("The end in UTC; null where it is not known"), pattern=INSTANT)]


class PlaceRecord(TypedDict):
    """Where it is. Where only the area is public: no venue, no street, and a point rounded to 7 miles."""

    venue: Annotated[str, Means(_("The building"))]
    address: Annotated[str, Means(_("The street"))]
    town: Annotated[str, Means(_("Town or city"))]
    postcode: Annotated[str, Means(_("Postcode; only its first half where only the area is public"))]
    area_only: Annotated[bool, Means(_("Only the area is public, not the door"))]
    latitude: Annotated[float | None, Means(_("Degrees north (WGS 84)"))]
    longitude: Annotated[float | None, Means(_("Degrees east (WGS 84)"))]
    nation: Annotated[str | None, Means(_("Nation of the UK"), codes=codes(Nation))]
    region: Annotated[str | None, Means(_("Region of England"), codes=codes(Region))]
    council: Annotated[str, Means(_("Council area"))]


class AccessAnswer(TypedDict):
    """One answer about access."""

    state: Annotated[AccessState, Means(_("Yes, no, on request, or not known yet"))]
    note: Annotated[str, Means(_("The organiser’s own words"))]


class TogetherRecord(TypedDict, total=False):
    """How it is co-produced: the organiser's own answers, never scored. What was not answered is not there."""

    idea: Annotated[str, Means(_("Whose idea it was"), codes=codes(IDEA))]
    planning: Annotated[str, Means(_("Who plans it"), codes=codes(PLANNING))]
    roles: Annotated[list[str], Means(_("What people with lived experience do"), codes=codes(ROLES))]
    roles_more: Annotated[str, Means(_("More about what they do"))]
    shaped_by: Annotated[list[str], Means(_("Groups that helped to shape it"), codes=codes(SHAPED_BY))]
    shaped_by_other: Annotated[str, Means(_("Other groups"))]
    left_out: Annotated[str, Means(_("Who is often left out, and what was done"))]
    rewards: Annotated[list[str], Means(_("What people get back for helping"), codes=codes(REWARDS))]
    how_much: Annotated[str, Means(_("How much they get"))]
    paid_when: Annotated[str, Means(_("When it is paid"), codes=codes(PAID_WHEN))]
    costs_towards: Annotated[list[str], Means(_("Which costs of coming are paid"), codes=codes(COSTS_TOWARDS))]
    checking: Annotated[str, Means(_("Who finds out how well it went"), codes=codes(CHECKING))]
    change: Annotated[str, Means(_("What could change because of it"))]
    who_changes: Annotated[str, Means(_("Who can make that change"))]


class ImageRecord(TypedDict):
    """Its picture, with words for people who cannot see it."""

    url: Annotated[str, Means(_("Address of the picture"), format="uri")]
    alt: Annotated[str, Means(_("What it shows"))]
    width: Annotated[int, Means(_("Pixels"))]
    height: Annotated[int, Means(_("Pixels"))]


class OrganisationRecord(TypedDict):
    """Who holds it."""

    slug: Annotated[str, Means(_("Value of the parameter “organisation”"))]
    name: Annotated[str, Means(_("What it is called"))]
    kind: Annotated[str, Means(_("What kind of organisation it is"), codes=("", *codes(OrganisationKind)))]
    website: Annotated[str, Means(_("Its own website"))]
    url: Annotated[str, Means(_("Its page here"), format="uri")]


class WeekRecord(TypedDict):
    """The Week it is part of."""

    slug: Annotated[str, Means(_("Value of the parameter “week”"))]
    name: Annotated[str, Means(_("What it is called"))]
    url: Annotated[str, Means(_("Its page here"), format="uri")]


class FestivalRecord(TypedDict):
    """The festival it is part of."""

    slug: Annotated[str, Means(_("Value of the parameter “festival”"))]
    title: Annotated[str, Means(_("What it is called"))]
    url: Annotated[str, Means(_("Its page here"), format="uri")]


class OpenActiveRecord(TypedDict):
    """Access in the words of OpenActive, for machines that ask in them. Please show people ``access`` instead."""

    accessibilitySupport: Annotated[list[Concept], Means(_("Concepts of openactive.io/accessibility-support"))]
    accessibilityInformation: Annotated[str, Means(_("Every answer about access as text"))]


class ContactRecord(TypedDict, total=False):
    """Ways to reach somebody, each shown because they agreed to it."""

    role: Annotated[str, Means(_("Who answers"))]
    name: Annotated[str, Means(_("A name"))]
    email: Annotated[str, Means(_("Email address"))]
    phone: Annotated[str, Means(_("Phone number"))]
    text_relay: Annotated[str, Means(_("Number for text relay"))]
    bsl_video: Annotated[str, Means(_("How to call in British Sign Language"))]
    post: Annotated[str, Means(_("Postal address"))]


class ContactsRecord(TypedDict):
    """Whom to ask."""

    event: Annotated[ContactRecord, Means(_("About the event"))]
    access: Annotated[ContactRecord, Means(_("About access"))]
    booking: Annotated[ContactRecord, Means(_("To book"))]
