"""Who an event is for, what it costs and how to book."""

from enum import StrEnum

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


class Cost(StrEnum):
    """What it costs to come."""

    FREE = "free"
    PAID = "paid"
    WHAT_YOU_CAN = "what_you_can"
    NOT_STATED = "not_stated"


class Booking(StrEnum):
    """Whether people book."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    TURN_UP = "turn_up"
    NOT_STATED = "not_stated"


class Audience(StrEnum):
    """Who an event is for."""

    EVERYONE = "everyone"
    DRAWS_ON_CARE = "draws_on_care"
    UNPAID_CARERS = "unpaid_carers"
    DISABLED_PEOPLE = "disabled_people"
    LEARNING_DISABILITY = "learning_disability"
    OLDER_PEOPLE = "older_people"
    YOUNG_PEOPLE = "young_people"
    MENTAL_HEALTH = "mental_health"
    PROFESSIONALS = "professionals"
    MEMBERS = "members"


COSTS: dict[str, LazyString] = {
    Cost.FREE: _("Free"),
    Cost.PAID: _("People pay"),
    Cost.WHAT_YOU_CAN: _("Pay what you can"),
    Cost.NOT_STATED: _("Not known yet"),
}
BOOKINGS: dict[str, LazyString] = {
    Booking.REQUIRED: _("People need to book"),
    Booking.OPTIONAL: _("People can book or turn up"),
    Booking.TURN_UP: _("Turn up, no booking"),
    Booking.NOT_STATED: _("Not known yet"),
}
AUDIENCES: dict[str, LazyString] = {
    Audience.EVERYONE: _("Everyone"),
    Audience.DRAWS_ON_CARE: _("People who draw on care and support"),
    Audience.UNPAID_CARERS: _("Unpaid carers"),
    Audience.DISABLED_PEOPLE: _("Disabled people"),
    Audience.LEARNING_DISABILITY: _("People with a learning disability"),
    Audience.OLDER_PEOPLE: _("Older people"),
    Audience.YOUNG_PEOPLE: _("Young people"),
    Audience.MENTAL_HEALTH: _("People with mental health experience"),
    Audience.PROFESSIONALS: _("People who work in care and health"),
    Audience.MEMBERS: _("Members and invited guests"),
}
