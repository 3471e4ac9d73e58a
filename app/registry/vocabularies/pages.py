"""The pages of the organiser's form and their questions, for everybody who speaks about them."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.registry.vocabularies.access_features import FEATURES

PAGES: dict[str, LazyString] = {
    "about": _("About the event"),
    "when": _("When"),
    "where": _("Where"),
    "access": _("Access"),
    "together": _("Working together"),
    "joining": _("Cost and booking"),
    "contacts": _("Contacts"),
}
# What a moderator may write about on its own. The codes are the names of the form's fields.
QUESTIONS: dict[str, dict[str, LazyString]] = {
    "about": {
        "kind": _("What it is: event, festival or activity"),
        "title": _("Name"),
        "summary": _("Summary"),
        "description": _("Description"),
        "week": _("The Week"),
        "festival": _("Festival"),
        "languages": _("Languages"),
        "audience_note": _("Who it is for"),
        "website": _("Web page"),
        "title_cy": _("Name in Welsh"),
        "summary_cy": _("Summary in Welsh"),
        "description_cy": _("Description in Welsh"),
    },
    "when": {
        "starts_on": _("Date"),
        "start_time": _("Start"),
        "end_time": _("End"),
        "doors_time": _("Doors"),
        "ends_on": _("Last day"),
    },
    "where": {
        "format": _("How people take part"),
        "venue": _("Name of the place"),
        "address": _("Building and street"),
        "town": _("Town or city"),
        "postcode": _("Postcode"),
        "area_only": _("Showing the area, not the door"),
        "online_how": _("How people join online"),
        "online_url": _("Link to join"),
        "phone_in": _("Number to join by phone"),
        "nation": _("Part of the UK"),
    },
    "access": {
        **{code: feature.label for code, feature in FEATURES.items()},
        "access_note": _("More about access"),
        "access_checked_how": _("How it was checked"),
        "contact_role": _("Who people can ask about access"),
        "access_ask_by": _("The date to ask by"),
    },
    "together": {
        "idea": _("Whose idea it was"),
        "planning": _("Who plans it"),
        "roles": _("What people with lived experience do"),
        "shaped_by": _("Who has helped shape it"),
        "left_out": _("Who is often left out"),
        "rewards": _("What people get back"),
        "checking": _("How it will be checked"),
        "change": _("What could change"),
    },
    "joining": {
        "cost": _("What it costs"),
        "cost_note": _("How much"),
        "booking": _("Whether people book"),
        "booking_url": _("Web page for booking"),
        "booking_by": _("The date to book by"),
        "capacity": _("The number of people"),
    },
    "contacts": {
        "organisation_name": _("Name of the organisation"),
        "organisation_website": _("Its website"),
        "organisation_summary": _("What the organisation does"),
        "contact_role": _("Who the public can ask"),
        "contact_email": _("Email address for the public"),
        "contact_phone": _("Phone number for the public"),
    },
}


def page_of(key: str) -> str:
    """The page a note is about. Its key is a page ("where") or a question of one ("where.postcode")."""
    return key.partition(".")[0]


def question_of(key: str) -> str:
    """The question a note is about, or nothing."""
    return key.partition(".")[2]


def is_known(key: str) -> bool:
    """Whether a key is a page of the form or a question of one."""
    page, question = page_of(key), question_of(key)
    return page in PAGES and (not question or question in QUESTIONS[page])


def in_words(key: str) -> str:
    """A page, and its question where there is one: "Where: Postcode"."""
    page, question = page_of(key), question_of(key)
    return f"{PAGES[page]}: {QUESTIONS[page][question]}" if question else str(PAGES[page])
