"""The spreadsheet face: opened with one press, by Excel too, and nothing in it is ever a formula."""

import csv
import io
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.spreadsheet import COLUMNS, CONTACT_COLUMNS, as_text, joined
from app.extensions import db
from tests.catalogue.documents import a_session
from tests.catalogue.rows import published
from tests.client import Visitor
from tests.selects import counted_selects

NUMBERS = {"latitude", "longitude", "capacity"}
CALCULATES = re.compile(r"[=+\-@\t\r＝＋－＠]")


def rows(vi: Visitor, path: str = "/events.csv") -> list[dict[str, str]]:
    """The answer, read as a program reads it."""
    answer = vi.get(path).response
    assert answer.data.startswith(b"\xef\xbb\xbf"), "so that Excel sees that it is UTF-8"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_each_date_has_a_row(vi: Visitor) -> None:
    published("Gŵyl y Dref", sessions=[a_session("one", label="First"), a_session("two", starts_on="2027-07-08")])
    db.session.commit()
    first, second = rows(vi)
    assert vi.response.mimetype == "text/csv"
    assert vi.response.headers["Content-Disposition"] == 'attachment; filename="events.csv"'
    assert (first["title"], first["label"], first["starts_on"]) == ("Gŵyl y Dref", "First", "2027-07-07")
    assert (second["session"], second["starts_on"], second["event"]) == ("two", "2027-07-08", first["event"])
    assert (first["access_step_free"], first["access_bsl"], first["access_relaxed"]) == (
        "yes",
        "on_request",
        "unknown",
    )
    assert (first["area_only"], first["latitude"], first["longitude"]) == ("no", "53.80083", "-1.54846")
    assert (first["audience"], first["languages"], first["contact_phone"]) == ("everyone", "en; bfi", "0113 496 0002")


def test_the_columns_are_those_that_are_described(vi: Visitor) -> None:
    published()
    db.session.commit()
    names = [one.name for one in COLUMNS] + [one.name for one in CONTACT_COLUMNS]
    assert list(rows(vi)[0]) == names
    assert len(names) == len(set(names))
    assert all(str(one.means) for one in (*COLUMNS, *CONTACT_COLUMNS))


SIGNS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠", "\ufeff=")


def test_no_text_is_a_formula(vi: Visitor) -> None:
    for number, sign in enumerate(SIGNS):
        words = f"{sign}HYPERLINK(0)"
        everything: dict[str, Any] = dict.fromkeys(("summary", "audience_note", "cost_note", "access_note"), words)
        everything |= {"booking_phone": words, "contact": {"phone": words, "role": words}, "booking_url": words}
        published(words, slug=f"odd-{number}", sessions=[a_session(f"s-{number}", label=words)], **everything)
    db.session.commit()
    found = rows(vi)
    assert len(found) == len(SIGNS)
    for row in found:
        assert row["title"].startswith("'")
        assert row["booking_phone"].startswith("'")
        assert [name for name, cell in row.items() if CALCULATES.match(cell)] == ["longitude"]


@given(cells=st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_stays_in_its_cell_and_is_no_formula(cells: list[str]) -> None:
    line = joined(as_text(cell) for cell in cells) + b"\r\n"
    read = list(csv.reader(io.StringIO(line.decode(), newline="")))
    assert len(read) == 1
    assert len(read[0]) == len(cells)
    for cell in read[0]:
        assert not CALCULATES.match(cell)
        assert "\x1f" not in cell


def test_only_numbers_of_ours_are_written_as_numbers(vi: Visitor) -> None:
    published()
    db.session.commit()
    row = rows(vi)[0]
    assert {name for name, cell in row.items() if re.fullmatch(r"-?\d+(\.\d+)?", cell)} == NUMBERS


def test_contacts_vanish_a_month_after_the_event(vi: Visitor) -> None:
    published("Just shown", sessions=[a_session("a", starts_on="2027-05-02")])
    published("Over", sessions=[a_session("b", starts_on="2027-05-01"), a_session("c", starts_on="2027-04-01")])
    db.session.commit()
    found = rows(vi, "/events.csv?from=2027-01-01")
    named = {(row["session"], row["contact_email"], row["booking_phone"]) for row in found}
    assert named == {("a", "hello@circle.example", "0113 496 0001"), ("b", "", ""), ("c", "", "")}
    assert all(None not in row and None not in row.values() for row in found), "every row has every cell"


def test_one_select_whatever_the_number(vi: Visitor) -> None:
    for number in range(30):
        published(f"Table {number}")
    db.session.commit()
    with counted_selects() as sent:
        assert len(rows(vi)) == 30
    assert len(sent) == 2  # the catalogue's version, the rows


def test_a_sheet_of_nothing_has_its_heading(vi: Visitor) -> None:
    assert rows(vi, "/events.csv?nation=narnia") == []
    assert vi.response.headers["Problems"] == "nation"
    assert b'"title"' in vi.response.data
