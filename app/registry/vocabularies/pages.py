"""The pages of the organiser's form by their codes, for everybody who speaks about them."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

PAGES: dict[str, LazyString] = {
    "about": _("About the event"),
    "when": _("When"),
    "where": _("Where"),
    "access": _("Access"),
    "together": _("Working together"),
    "joining": _("Cost and booking"),
    "contacts": _("Contacts"),
}
