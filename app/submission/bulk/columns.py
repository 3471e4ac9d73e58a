"""The columns of a spreadsheet of events: which answer of the form each is, and the other names people give it."""

import re
import unicodedata
from functools import cache

from flask_babel.speaklater import LazyString

from app.submission.bulk.column import Column
from app.submission.bulk.event_columns import ABOUT, WHEN, WHERE
from app.submission.bulk.people_columns import ACCESS, CONTACTS, JOINING, TOGETHER

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
