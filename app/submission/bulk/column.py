"""One column of a spreadsheet of events."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString


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
