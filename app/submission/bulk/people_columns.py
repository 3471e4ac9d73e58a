"""The columns about who comes and who holds it: cost, booking, contacts, access, working together."""

from flask_babel import lazy_gettext as _

from app.registry.vocabularies.access import FEATURES, SHORT_SET
from app.submission.bulk.column import Column

JOINING = (
    Column(
        "cost",
        _("Cost"),
        "joining",
        "cost",
        "one",
        _("Left empty: Not known yet"),
        "Free",
        ("price", "fee", "free or paid", "what does it cost", "ticket price"),
    ),
    Column("cost_note", _("How much"), "joining", "cost_note", other_names=("amount", "cost details", "how much")),
    Column(
        "booking",
        _("Booking"),
        "joining",
        "booking",
        "one",
        _("Left empty: Not known yet"),
        "Turn up, no booking",
        ("book", "booking needed", "registration", "do people need to book"),
    ),
    Column(
        "booking_url",
        _("Booking web page"),
        "joining",
        "booking_url",
        other_names=("booking link", "booking url", "tickets", "ticket link", "registration link", "book at"),
    ),
    Column("booking_phone", _("Booking phone"), "joining", "booking_phone", "phone"),
    Column("booking_email", _("Booking email"), "joining", "booking_email"),
    Column("booking_by", _("Book by"), "joining", "booking_by", "day", other_names=("booking deadline",)),
    Column(
        "capacity",
        _("How many people"),
        "joining",
        "capacity",
        example="30",
        other_names=("capacity", "places", "number of places", "spaces"),
    ),
)
CONTACTS = (
    Column(
        "organisation_name",
        _("Organisation"),
        "contacts",
        "organisation_name",
        means=_("Left empty: the one you name when you upload"),
        example="The Circle",
        other_names=("organiser", "host", "organisation name", "organization", "hosted by", "organised by", "group"),
    ),
    Column("organisation_kind", _("Kind of organisation"), "contacts", "organisation_kind", "one", example="Charity"),
    Column("organisation_website", _("Organisation’s website"), "contacts", "organisation_website"),
    Column(
        "contact_role",
        _("Who the public can ask"),
        "contacts",
        "contact_role",
        means=_("A team or a role, like “Events team”"),
        example="Events team",
        other_names=("contact", "contact name", "public contact"),
    ),
    Column(
        "contact_email",
        _("Email for the public"),
        "contacts",
        "contact_email",
        example="events@example.org",
        other_names=("email", "contact email", "email address", "e-mail"),
    ),
    Column(
        "contact_phone",
        _("Phone for the public"),
        "contacts",
        "contact_phone",
        "phone",
        other_names=("phone", "telephone", "contact phone", "phone number", "tel"),
    ),
    Column(
        "contact_shown",
        _("Show these contacts"),
        "contacts",
        "contact_shown",
        "yes",
        _("“Yes” shows them on the site. Left empty: we show none of them"),
        "yes",
        ("show contact",),
    ),
)
ACCESS = (
    *(
        Column(
            feature.code,
            feature.label,
            "access",
            feature.code,
            "access",
            feature.means,
            other_names=(feature.code.replace("_", " "),),
            in_template=feature in SHORT_SET,
        )
        for feature in FEATURES.values()
    ),
    Column(
        "access_note",
        _("More about access"),
        "access",
        "access_note",
        other_names=("access", "accessibility", "access information", "access notes"),
    ),
    Column("access_role", _("Who to ask about access"), "access", "contact_role", other_names=("access contact",)),
    Column("access_email", _("Email about access"), "access", "contact_email", other_names=("access email",)),
    Column("access_phone", _("Phone about access"), "access", "contact_phone", "phone"),
)
TOGETHER = (
    Column("planning", _("Who plans it"), "together", "planning", "one", other_names=("planning",)),
    Column("roles", _("What people with lived experience do"), "together", "roles", "several"),
    Column("change", _("What could change"), "together", "change", in_template=False),
)
