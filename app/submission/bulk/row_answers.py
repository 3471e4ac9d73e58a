"""From the cells of a row to the answers of the form, page by page, as a browser would send them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.notifications.languages import ENGLISH
from app.registry.session import Timing
from app.submission.answers import day_boxes
from app.submission.bulk import days
from app.submission.bulk.choices import MONEY, Choices, access_of, phone_of, ticked
from app.submission.bulk.column import Column
from app.submission.bulk.columns import COLUMNS
from app.submission.bulk.grid import Row
from app.submission.forms.when import MOST_SESSIONS

A_DOOR = ("venue", "address", "town", "postcode")
A_SCREEN = ("online_how", "online_url", "phone_in")
CONTACT = ("role", "email", "phone")
LONGEST_IN_A_BOX = 20


@dataclass(frozen=True)
class Sender:
    """What is asked once for a whole file: the private contact, and what empty cells mean."""

    name: str
    email: str
    phone: str = ""
    organisation: str = ""
    week: str = ""
    letters_in: str = ENGLISH


@dataclass
class Said:
    """A row's answers by page, and what is wrong with a cell by column code, in words."""

    answers: dict[str, dict[str, Any]]
    errors: dict[str, str] = field(default_factory=dict)


def answers_of(row: Row, sender: Sender, choices: Choices) -> Said:
    """What a row says. A cell that means nothing is an error, and is left out of the answers."""
    said = Said(before(sender))
    for column in COLUMNS:
        if text := row.cells.get(column.code, ""):
            try:
                put(said.answers[column.section], column, text, choices)
            except ValueError as error:
                said.errors[column.code] = str(error)
    said.answers["when"] = when(row, said.errors)
    settle(said.answers)
    return said


def before(sender: Sender) -> dict[str, dict[str, Any]]:
    """What holds where a cell is empty."""
    return {
        "about": {"kind": "event", "languages": ["en"], "week": sender.week},
        "when": {},
        "where": {},
        "access": {},
        "together": {},
        "joining": {"cost": "not_stated", "booking": "not_stated"},
        "contacts": {
            "organisation_name": sender.organisation,
            "your_name": sender.name,
            "your_email": sender.email,
            "your_phone": sender.phone,
            "letters_in": sender.letters_in,
        },
    }


def put(page: dict[str, Any], column: Column, text: str, choices: Choices) -> None:
    """Read one cell into a page. Raises ValueError with what to put right."""
    name = column.field
    if column.takes == "one":
        page[name] = choices.one(column, text)
        if name == "cost" and MONEY.match(text):
            page.setdefault("cost_note", text)
    elif column.takes == "several":
        page[name] = choices.several(column, text)
    elif column.takes == "yes":
        page[name] = ["yes"] if ticked(text) else []
    elif column.takes == "access":
        page[name], page[f"{name}_note"] = access_of(text)
    elif column.takes == "phone":
        page[name] = phone_of(text)
    elif column.takes == "day" and column.section != "when":
        page |= boxes(name, text)
    elif column.takes == "text":
        page[name] = text


def boxes(name: str, text: str) -> dict[str, str]:
    """A cell's date as the three boxes of a field. Raises ValueError."""
    return day_boxes(name, days.parse_day(text))


def settle(answers: dict[str, dict[str, Any]]) -> None:
    """What follows from other cells: how people take part, and which contacts are shown."""
    where, contacts = answers["where"], answers["contacts"]
    if "format" not in where:
        door, screen = (any(where.get(name) for name in names) for names in (A_DOOR, A_SCREEN))
        known = {(True, True): "hybrid", (True, False): "in_person", (False, True): "online"}
        where["format"] = known.get((door, screen), "not_stated")
    if contacts.get("contact_shown"):
        contacts["contact_shown"] = [name for name in CONTACT if contacts.get(f"contact_{name}")]


def when(row: Row, errors: dict[str, str]) -> dict[str, str]:
    """The dates as the form sends them. A date that cannot be read stands in its first box, to be put right there."""
    if row.sessions:
        return {
            f"sessions-{number}-{name}": value
            for number, session in enumerate(row.sessions)
            for name, value in session.items()
        }
    cells = row.cells
    times = clocks(cells)
    first = day_of("date", "starts_on", cells, errors)
    last = day_of("last_day", "ends_on", cells, errors)
    sent = {f"sessions-0-{name}": value for name, value in (times | first | last).items()}
    parts = [part.strip() for part in cells.get("also_on", "").replace("\n", ";").split(";")]
    for number, text in enumerate([part for part in parts if part][:MOST_SESSIONS], 1):
        further = times | day_of("also_on", "starts_on", {"also_on": text}, errors)
        sent |= {f"sessions-{number}-{name}": value for name, value in further.items()}
    return sent


def day_of(code: str, name: str, cells: Mapping[str, str], errors: dict[str, str]) -> dict[str, str]:
    """The boxes of a date, empty where the cell is."""
    text = cells.get(code, "")
    if not text or (code == "last_day" and text == cells.get("date")):
        return {}
    try:
        return boxes(name, text)
    except ValueError as error:
        errors.setdefault(code, str(error))
        return {f"{name}-day": text[:LONGEST_IN_A_BOX]}


def clocks(cells: Mapping[str, str]) -> dict[str, str]:
    """The times, and how exactly they are known."""
    start, end = days.clocks_of(cells.get("start", ""), cells.get("end", ""))
    if not start and (found := days.ISO.fullmatch(cells.get("date", ""))) and found[4]:
        start = found[4]
    if start.lower() in days.ALL_DAY:
        return {"timing": Timing.ALL_DAY}
    if not start or start.lower() in days.NOT_KNOWN:
        return {
            "timing": Timing.TIME_TBC if not end or end.lower() in days.NOT_KNOWN else Timing.TIMED,
            "end_time": end,
        }
    end = "" if end.lower() in days.NOT_KNOWN else end
    return {
        "timing": Timing.TIMED,
        "start_time": start,
        "end_time": end,
        "doors_time": days.clock_of(cells.get("doors", "")),
    }
