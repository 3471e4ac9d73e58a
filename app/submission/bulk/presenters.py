"""What the pages about a file show: its rows with each error beside its cell, and where its drafts stand."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.upload import Upload
from app.shared.forms import Option
from app.submission import services
from app.submission.bulk.bounds import MOST_CHARACTERS
from app.submission.bulk.checking import Checked
from app.submission.bulk.choices import Choices
from app.submission.bulk.column import Column
from app.submission.bulk.columns import BY_CODE, COLUMNS
from app.submission.bulk.days import parse_day
from app.submission.bulk.services import rows_of
from app.submission.presenters import standing
from app.submission.sections import SECTIONS

ROWS_ON_A_PAGE = 50
SHOWN = 160  # characters of a long cell


@dataclass(frozen=True)
class Cell:
    """One cell: its column's name, its text, how we read it where that is not plain, and what to put right."""

    heading: str
    text: str
    read_as: str
    error: str


@dataclass(frozen=True)
class TableRow:
    """One row; the first cell is its heading."""

    number: int
    name: Cell
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """A page of rows with the columns that are used or wrong in them."""

    headings: list[str]
    rows: list[TableRow]
    page: int
    pages: int


def table_of(rows: list[Checked], page: int) -> Table:
    """A page of the table; ``page`` counts from 1 and is brought into range."""
    pages = max(1, -(-len(rows) // ROWS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = rows[(page - 1) * ROWS_ON_A_PAGE : page * ROWS_ON_A_PAGE]
    used = {code for row in shown for code in (*row.cells, *row.errors)}
    columns = [column for column in COLUMNS if column.code in used and column.code != "title"]
    made = [
        TableRow(row.number, cell_of(row, BY_CODE["title"]), [cell_of(row, column) for column in columns])
        for row in shown
    ]
    return Table([str(column.heading) for column in columns], made, page, pages)


def cell_of(row: Checked, column: Column) -> Cell:
    """One cell of a row."""
    text = row.cells.get(column.code, "")
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    error = row.errors.get(column.code, "")
    if len(text) > MOST_CHARACTERS:
        error = _("A cell must be %(most)s characters or fewer", most=f"{MOST_CHARACTERS:,}")
    return Cell(str(column.heading), shown, "" if error else in_words(column, text), error)


def doubles_of(rows: list[Checked]) -> list[Option]:
    """The rows that look like events we have, to be ticked by whoever wants them all the same."""
    return [Option(str(row.number), name_of(row), hint=like_what(row.like)) for row in rows if row.like]


def name_of(row: Checked) -> str:
    """A row's name and first day."""
    title, day = row.cells.get("title", ""), in_words(BY_CODE["date"], row.cells.get("date", ""))
    return f"{title[:SHOWN]}, {day}" if day else title[:SHOWN]


def like_what(like: dict[str, str]) -> str:
    """What a row looks like. Of what is not public, only its organiser is told the name."""
    title = like.get("title", "")
    if like["how"] == "row":
        return _("Like another row here")
    if like["slug"]:
        return _("Like “%(title)s”, which is public here", title=title)
    if like["reference"]:
        return _("Like your own event “%(title)s” (%(reference)s)", title=title, reference=like["reference"])
    return _("Somebody has sent us an event like this. It waits for a moderator")


def in_words(column: Column, text: str) -> str:
    """A date with its weekday and month, so that 5/7 cannot be mistaken."""
    if column.takes != "day" or not text:
        return ""
    try:
        return str(format_date(parse_day(text), "EEEE d MMMM y"))
    except ValueError:
        return ""


@dataclass(frozen=True)
class Draft:
    """An event made from a row: where it stands, where to go on, and what is still to be put right."""

    reference: str
    title: str
    standing: str
    address: str
    to_do: list[str]


@dataclass(frozen=True)
class Drafts:
    """The events of an upload by what can be done with them."""

    ready: list[Draft]
    in_progress: list[Draft]
    sent: list[Draft]
    unconfirmed: list[str]


def drafts_of(upload: Upload, events: list[Event]) -> Drafts:
    """Sorts the events of an upload. ``unconfirmed`` are the addresses that a letter waits at."""
    rows = {row.number: row for row in rows_of(upload)}
    drafts = Drafts([], [], [], [])
    for event in events:
        state, missing = event.latest.state, services.missing(event.latest)
        if state != State.DRAFT:
            drafts.sent.append(draft(event, str(standing(event)), []))
        elif missing:
            number = (event.submission_key or "").rpartition(":")[2]
            row = rows.get(int(number)) if number.isdecimal() else None
            drafts.in_progress.append(draft(event, _("In progress"), to_do(row, event)))
        else:
            drafts.ready.append(draft(event, _("Ready to send"), []))
        if state == State.UNCONFIRMED and event.private_contact:
            drafts.unconfirmed.append(event.private_contact.email)
    return Drafts(drafts.ready, drafts.in_progress, drafts.sent, list(dict.fromkeys(drafts.unconfirmed)))


def draft(event: Event, words: str, left: list[str]) -> Draft:
    """One event of the list."""
    address = url_for("submission.overview", reference=event.reference)
    return Draft(event.reference, event.latest.title or _("No name yet"), words, address, left)


def to_do(row: Checked | None, event: Event) -> list[str]:
    """What is left to put right: the errors of the row on pages that are not answered yet."""
    done = set(event.latest.sections_done)
    errors = row.errors if row else {}
    return [f"{BY_CODE[c].heading}: {words}" for c, words in errors.items() if BY_CODE[c].section not in done]


@dataclass(frozen=True)
class Help:
    """One column on the page that explains them."""

    heading: str
    means: str
    answers: list[str]
    example: str
    needed: bool


def column_help() -> list[tuple[str, list[Help]]]:
    """Every column that the template has, page by page of the form."""
    choices = Choices()
    parts = []
    for section in SECTIONS:
        columns = [column for column in COLUMNS if column.section == section.code and column.in_template]
        parts.append((str(section.title), [help_of(column, choices) for column in columns]))
    return parts


def help_of(column: Column, choices: Choices) -> Help:
    """What to write into a column."""
    takes = column.takes in {"one", "several"}
    answers = [str(option.text) for option in choices.of(column) if option.value] if takes else []
    means = str(column.means)
    if column.takes == "several":
        means = " ".join(part for part in (means, _("Several answers have semicolons between them")) if part)
    return Help(str(column.heading), means, answers, column.example, column.needed)
