"""Events as rows of a spreadsheet, one for each date and time (RFC 4180), finished when they are published.

In UTF-8 with a byte order mark: without one Excel takes the file for an old Windows alphabet and breaks "Gŵyl". Every
cell is in quotes, so that a program that expects semicolons still sees the same cells. A text that starts with a sign
which spreadsheets calculate with gets an apostrophe before it, which makes it text (CWE-1236).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.catalogue.document import SessionDocument
from app.catalogue.ical_values import clean
from app.catalogue.record import EventRecord
from app.catalogue.record_parts import ContactsRecord
from app.registry.vocabularies.access import SHORT_SET, AccessState

MARK = b"\xef\xbb\xbf"
LINE_END = b"\r\n"
# Where the cells of contacts belong in a finished row: a sign that no cell can have (see ``clean``).
CONTACTS_HERE = b"\x1f"
# With their full-width twins, which some spreadsheets read as the same signs.
CALCULATES = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
ONLY_A_NUMBER = (int, float)

Cell = str | int | float | bool | None | Sequence[str]


@dataclass(frozen=True)
class Row:
    """What the cells of one row are made from."""

    event: EventRecord
    session: SessionDocument

    def of_place(self, name: str) -> Cell:
        """A fact about the place, empty where there is none."""
        place: Mapping[str, Any] = self.event["place"] or {}
        return place.get(name)

    def surely(self) -> list[str]:
        """Codes of all features that the organiser is sure of."""
        return [code for code, answer in self.event["access"].items() if answer["state"] == AccessState.YES]


@dataclass(frozen=True)
class Column:
    """One column: its name in the first row, what it means, and where its cells come from."""

    name: str
    means: LazyString
    cell: Callable[[Row], Cell]


def same(name: str, means: LazyString) -> Column:
    """A column that says what a member of the record says."""
    return Column(name, means, lambda row: row.event[name])  # type: ignore[literal-required]


def of_session(name: str, means: LazyString) -> Column:
    """A column about the date and time."""
    return Column(name, means, lambda row: cast(Cell, row.session.get(name)))


def of_place(name: str, means: LazyString) -> Column:
    """A column about the place."""
    return Column(name, means, lambda row: row.of_place(name))


def feature(code: str, label: LazyString) -> Column:
    """A column about one access feature: yes, no, on_request or unknown."""
    return Column(f"access_{code}", label, lambda row: str(row.event["access"][code]["state"]))


COLUMNS: tuple[Column, ...] = (
    Column("event", _("The event’s own code; the same in every row of an event"), lambda row: row.event["id"]),
    Column("session", _("The date’s own code; no other row has it"), lambda row: row.session["uid"]),
    same("reference", _("A short code that people can say on the phone")),
    same("title", _("What it is called")),
    of_session("label", _("What sets this date apart from the event’s others")),
    same("happening", _("going_ahead, postponed, moved_online or cancelled")),
    same("happening_reason", _("Why it does not go ahead as planned")),
    of_session("starts_on", _("First day")),
    of_session("start_time", _("When it begins, on the clock of the time zone")),
    of_session("ends_on", _("Last day")),
    of_session("end_time", _("When it ends")),
    of_session("timezone", _("The time zone of the times")),
    of_session("timing", _("timed, all_day, time_tbc or date_tbc (to be confirmed)")),
    same("kind", _("event, festival or activity")),
    same("origin", _("submitted by its organiser, from public pages (archive), or an example that is not real")),
    same("format", _("in_person, online, hybrid or not_stated")),
    same("where", _("Where, in words")),
    of_place("venue", _("The building; empty where only the area is public")),
    of_place("address", _("The street")),
    of_place("town", _("Town or city")),
    of_place("postcode", _("Postcode, or its first half where only the area is public")),
    of_place("area_only", _("Only the area is public, not the door")),
    of_place("latitude", _("Degrees north (WGS 84): a plain number, which may be negative")),
    of_place("longitude", _("Degrees east (WGS 84): a plain number, often negative in the UK")),
    of_place("nation", _("Nation of the UK")),
    of_place("region", _("Region of England")),
    of_place("council", _("Council area")),
    same("online_how", _("How to join online")),
    same("online_url", _("A link to join, where that is public")),
    same("phone_in", _("A number to join by phone")),
    same("cost", _("free, paid, what_you_can or not_stated")),
    same("cost_note", _("More about the cost")),
    same("booking", _("required, optional, turn_up or not_stated")),
    same("booking_url", _("Where to book online")),
    same("booking_by", _("Last day to book")),
    same("capacity", _("How many places there are")),
    same("summary", _("What it is, in a sentence or two")),
    same("title_cy", _("What it is called in Welsh")),
    same("summary_cy", _("What it is, in Welsh")),
    same("languages", _("Languages it is held in (BCP 47)")),
    same("audience", _("Who it is for")),
    same("audience_note", _("Who it is for, in the organiser’s words")),
    *(feature(one.code, one.label) for one in SHORT_SET),
    Column("access_yes", _("Every access feature that the organiser is sure of"), Row.surely),
    same("access_note", _("More about access")),
    same("access_guide", _("The venue’s own access guide")),
    same("access_ask_by", _("Last day to ask for what is on request")),
    same("together_facets", _("How it is co-produced: values of the parameter “together”")),
    Column("organisation", _("Who holds it"), lambda row: row.event["organisation"]["name"]),
    Column("organisation_kind", _("What kind of organisation that is"), lambda r: r.event["organisation"]["kind"]),
    Column("week", _("The Week it is part of"), lambda row: row.event["week"] and row.event["week"]["slug"]),
    Column(
        "festival",
        _("The festival it is part of"),
        lambda row: row.event["festival"] and row.event["festival"]["slug"],
    ),
    same("website", _("Its own website")),
    same("url", _("Its page here")),
    same("first_published_at", _("When it first appeared (UTC)")),
    same("changed_at", _("When it last changed (UTC)")),
)


@dataclass(frozen=True)
class ContactColumn:
    """A column that is empty once the event is a month past: whom (event, access or booking) and which way."""

    name: str
    means: LazyString
    whom: str
    way: str


CONTACT_COLUMNS = (
    ContactColumn("contact", _("Whom to ask"), "event", "role"),
    ContactColumn("contact_email", _("Their email address"), "event", "email"),
    ContactColumn("contact_phone", _("Their phone number"), "event", "phone"),
    ContactColumn("access_contact", _("Whom to ask about access"), "access", "role"),
    ContactColumn("access_email", _("Their email address"), "access", "email"),
    ContactColumn("access_phone", _("Their phone number"), "access", "phone"),
    ContactColumn("booking_email", _("Email address to book"), "booking", "email"),
    ContactColumn("booking_phone", _("Phone number to book"), "booking", "phone"),
)


def heading() -> bytes:
    """The mark and the first row: the names of all columns."""
    return MARK + joined([*(one.name for one in COLUMNS), *(one.name for one in CONTACT_COLUMNS)]) + LINE_END


def rows(event: EventRecord, sessions: Sequence[SessionDocument]) -> bytes:
    """An event's rows, whose cells of contacts are still to come."""
    made = (Row(event, session) for session in sessions)
    return b"".join(joined(one.cell(row) for one in COLUMNS) + CONTACTS_HERE + LINE_END for row in made)


def contact_cells(contacts: ContactsRecord | None) -> bytes:
    """The cells of contacts, with the comma before them. The same in each row of an event."""
    said: Mapping[str, Mapping[str, str]] = contacts or {}  # type: ignore[assignment]
    return b"," + joined(said.get(one.whom, {}).get(one.way, "") for one in CONTACT_COLUMNS)


def joined(cells: Any) -> bytes:
    """Cells with commas between them."""
    return ",".join('"' + written(cell).replace('"', '""') + '"' for cell in cells).encode()


def written(cell: Cell) -> str:
    """What a cell says. Only numbers that we worked out ourselves may start with a minus."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, ONLY_A_NUMBER):
        return str(cell)
    return as_text(cell if isinstance(cell, str) else "; ".join(cell))


def as_text(words: str) -> str:
    """Words that no spreadsheet takes for a formula, in lines that end the same everywhere."""
    plain = clean(words).strip()
    return f"'{plain}" if CALCULATES.match(plain) else plain
