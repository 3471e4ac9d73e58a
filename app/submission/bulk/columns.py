"""The columns of a spreadsheet of events: which answer of the form each is, and the other names people give it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.registry.vocabularies.access import FEATURES, SHORT_SET


@dataclass(frozen=True, eq=False)
class Column:
    """``field`` of the page ``section`` is what it answers. ``other_names`` are compared without case and marks.

    ``takes`` says how a cell is read: "text", "one" or "several" of the form's answers, "yes" (a tick), "access" (a
    state, then a note), "phone", "day", "days", "clock". ``in_template`` puts it into the file we offer.
    """

    code: str
    heading: LazyString | str
    section: str
    field: str
    takes: str = "text"
    means: LazyString | str = ""
    example: str = ""
    other_names: tuple[str, ...] = ()
    needed: bool = False
    in_template: bool = True


YES = _("yes or no")
ABOUT = (
    Column(
        "title",
        _("Event name"),
        "about",
        "title",
        example="Sharing circle",
        other_names=("name", "title", "event", "event title", "name of event", "name of your event", "subject"),
        needed=True,
    ),
    Column(
        "summary",
        _("Summary"),
        "about",
        "summary",
        means=_("One or two sentences that people see first"),
        example="An open circle about planning care together.",
        other_names=("short description", "in one sentence", "blurb", "strapline"),
        needed=True,
    ),
    Column(
        "description",
        _("Description"),
        "about",
        "description",
        means=_("What will happen"),
        other_names=("details", "full description", "more", "long description", "about"),
    ),
    Column(
        "kind",
        _("Kind"),
        "about",
        "kind",
        "one",
        _("Left empty: Event"),
        "Event",
        ("type", "event type", "type of event"),
    ),
    Column("week", _("Week"), "about", "week", "one", _("Left empty: the Week you choose when you upload"), ""),
    Column(
        "festival",
        _("Festival"),
        "about",
        "festival",
        means=_("The reference of a festival on this site that it is part of"),
        other_names=("part of",),
        in_template=False,
    ),
    Column("languages", _("Languages"), "about", "languages", "several", _("Left empty: English"), "English"),
    Column(
        "audience",
        _("Who it is for"),
        "about",
        "audience",
        "several",
        example="Everyone",
        other_names=("audience", "for whom", "target audience"),
    ),
    Column(
        "website",
        _("Web page"),
        "about",
        "website",
        example="https://www.example.org/circle",
        other_names=("website", "url", "link", "event url", "web address", "event website"),
    ),
    Column("title_cy", _("Name in Welsh"), "about", "title_cy", in_template=False),
    Column("summary_cy", _("Summary in Welsh"), "about", "summary_cy", in_template=False),
)
WHEN = (
    Column(
        "date",
        _("Date"),
        "when",
        "starts_on",
        "day",
        _("Day, month, year: 7/7/2027, 7 July 2027 or 2027-07-07"),
        "7 July 2027",
        ("start date", "day", "first day", "date of event", "event date", "starts on", "from", "begin date"),
        needed=True,
    ),
    Column(
        "start",
        _("Start time"),
        "when",
        "start_time",
        "clock",
        _("10am, 13:30, or “all day”. Left empty: not known yet"),
        "10am",
        ("start", "starts", "time", "starts at", "begins", "from time"),
    ),
    Column(
        "end",
        _("End time"),
        "when",
        "end_time",
        "clock",
        example="11:30am",
        other_names=("end", "ends", "finish", "finish time", "ends at", "until", "to", "finishes", "to time"),
    ),
    Column("doors", _("Doors open"), "when", "doors_time", "clock", other_names=("doors",), in_template=False),
    Column(
        "last_day",
        _("Last day"),
        "when",
        "ends_on",
        "day",
        _("Only when it is on for more than one day"),
        "",
        ("end date", "ends on", "to date", "finish date"),
    ),
    Column(
        "also_on",
        _("Also on"),
        "when",
        "sessions",
        "days",
        _("More dates at the same times, with semicolons between them"),
        "14 July 2027; 21 July 2027",
        ("more dates", "other dates", "further dates", "repeats on"),
    ),
)
WHERE = (
    Column(
        "format",
        _("In person or online"),
        "where",
        "format",
        "one",
        _("Left empty: we go by whether you give a place, a way to join online, or both"),
        "In person",
        ("format", "online", "how", "how do people take part", "taking part", "mode"),
    ),
    Column(
        "venue",
        _("Place"),
        "where",
        "venue",
        example="Leeds Central Library",
        other_names=("venue", "location", "where", "name of the place", "venue name"),
    ),
    Column(
        "address",
        _("Address"),
        "where",
        "address",
        means=_("Building and street"),
        example="Calverley Street",
        other_names=("street", "building and street", "venue address", "address line 1"),
    ),
    Column(
        "town",
        _("Town"),
        "where",
        "town",
        means=_("A town or a postcode, when people come in person"),
        example="Leeds",
        other_names=("city", "town or city", "town city"),
    ),
    Column("postcode", _("Postcode"), "where", "postcode", example="LS1 3AB", other_names=("post code", "zip")),
    Column(
        "area_only",
        _("Show only the area"),
        "where",
        "area_only",
        "yes",
        _("“Yes” for somebody’s home or a care home: we do not show the door"),
        "no",
        ("hide address",),
    ),
    Column(
        "online_how",
        _("How to join online"),
        "where",
        "online_how",
        example="",
        other_names=("joining online", "joining instructions", "how do people join online"),
    ),
    Column(
        "online_url",
        _("Link to join"),
        "where",
        "online_url",
        means=_("We keep it to ourselves, unless the next column says yes"),
        other_names=("online link", "meeting link", "zoom link", "joining link", "teams link"),
    ),
    Column("online_url_public", _("Show the link to everyone"), "where", "online_url_public", "yes", YES, ""),
    Column("phone_in", _("Number to join by phone"), "where", "phone_in", "phone", other_names=("dial in",)),
    Column("nation", _("Part of the UK"), "where", "nation", "one", other_names=("nation",), in_template=False),
)
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
COLUMNS = (*ABOUT, *WHEN, *WHERE, *JOINING, *CONTACTS, *ACCESS, *TOGETHER)
BY_CODE = {column.code: column for column in COLUMNS}


def folded(name: str) -> str:
    """A name as it is compared: small letters and figures, nothing else; "(optional)" and "*" do not count."""
    plain = unicodedata.normalize("NFKD", name.replace("_", " ")).casefold()
    plain = re.sub(r"\([^()]*\)", " ", plain)
    plain = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.replace("’", " ").split())


@cache
def names() -> dict[str, Column]:
    """Every name by which a column is known, in English: files do not change with the reader's language."""
    known: dict[str, Column] = {}
    for column in COLUMNS:
        for name in (column.code, english(column.heading), *column.other_names):
            known.setdefault(folded(name), column)
    return known


def english(words: LazyString | str) -> str:
    """The words as they stand in the code."""
    return words if isinstance(words, str) else str(words._args[0])


def column_of(name: str) -> Column | None:
    """The column that a heading names, however it is written."""
    return names().get(folded(name[:200]))
