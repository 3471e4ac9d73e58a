"""Whatever the file: its events, or a reason. Never an exception, never without bounds."""

import time
import tracemalloc
import zipfile
from datetime import date, datetime
from datetime import time as clock
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.submission.bulk.bounds import MOST_CHARACTERS, MOST_COLUMNS, Unreadable
from app.submission.bulk.grid import Read
from app.submission.bulk.opening import CALENDAR, OLE, ZIP, read_file
from tests.submission.bulk.files import HEAD, calendar, csv_file, good, with_sheet, xlsx_file

pytestmark = pytest.mark.usefixtures("asked")
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ONE_ROW = b"<row><c t='inlineStr'><is><t>x</t></is></c></row>"


def wall(hour: int) -> datetime:
    """Excel knows no zones."""
    return datetime(2027, 7, 5, hour)  # noqa: DTZ001


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as reason:
        read_file(data)
    return str(reason.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_letters_are_read_however_they_were_written(encoding: str) -> None:
    read = read_file(csv_file([good(Town="Llandŵr" if encoding != "cp1252" else "Café £5")], encoding=encoding))
    assert read.rows[0].cells["town"] in {"Llandŵr", "Café £5"}
    assert bool([note for note in read.notes if "Unicode" in note]) == (encoding == "cp1252")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_is_found(separator: str) -> None:
    data = csv_file([good(Summary="One, two; three")], delimiter=separator)
    assert read_file(data).rows[0].cells["summary"] == "One, two; three"


def test_excels_own_line_about_the_separator_is_taken() -> None:
    assert len(read_file(b"sep=;\r\n" + csv_file([good()], delimiter=";")).rows) == 1


def test_a_title_above_the_header_and_empty_rows_do_not_matter() -> None:
    data = csv_file([[""] * 10, good(1), [""] * 10, good(2)])
    read = read_file(b"Our events this year\r\n\r\n" + data)
    assert [row.cells["title"] for row in read.rows] == ["Circle 1", "Circle 2"]
    assert [row.number for row in read.rows] == [5, 7]


def test_columns_are_known_by_other_names_and_strangers_are_named() -> None:
    head = ["EVENT_TITLE *", "start date", "Finish time", "Venue", "Wobble", "Location"]
    read = read_file(csv_file([["A", "1/7/2027", "5pm", "Hall", "x", "y"]], head))
    assert read.rows[0].cells == {"title": "A", "date": "1/7/2027", "end": "5pm", "venue": "Hall"}
    assert any("Wobble" in note for note in read.notes)
    assert any("twice" in note and "Location" in note for note in read.notes)


def test_formulas_stay_text() -> None:
    formulas = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")']
    for data in (csv_file([good(Summary=f) for f in formulas]), xlsx_file([good(Summary=f) for f in formulas])):
        assert [row.cells["summary"] for row in read_file(data).rows] == formulas


def test_excel_values_become_what_people_would_type() -> None:
    values = ["A", wall(0), clock(10, 0), clock(11, 30), "Leeds", "LS1 3AB", "S", 0, True, None]
    cells = read_file(xlsx_file([values, ["B", date(2027, 7, 5), 0.5, wall(13)]])).rows[0].cells
    assert (cells["date"], cells["start"], cells["end"]) == ("2027-07-05", "10:00", "11:30")
    assert (cells["cost"], cells["booking"]) == ("0", "yes")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (OLE + b"\0" * 500, "password"),
        (b"%PDF-1.7 \xff\xfe", "PDF"),
        (b"<!DOCTYPE html><table><tr><td>Event name", "web page"),
        (b"\n<html><body>", "web page"),
        (ZIP + b"rubbish", "could not read"),
        (bytes(range(256)) * 40, "not a spreadsheet"),
        (b"Name;Colour\nA;red\n", "did not find"),
        (b"Event name,Date\n", "no events"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "no events"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "could not be read"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
        (b'Event name,Date\nA,"' + b"never " * 40_000, "quotation mark"),
        (csv_file([["x"] * 61], ["Event name", "Date", *(f"c{n}" for n in range(MOST_COLUMNS))]), "60 columns"),
    ],
)
def test_what_is_no_list_of_events_is_refused_with_a_reason(data: bytes, words: str) -> None:
    assert words in refused(data)


def test_a_cell_is_cut_one_past_the_most_so_that_it_is_still_refused() -> None:
    cells = read_file(csv_file([good(Summary="x" * 50_000)])).rows[0].cells
    assert len(cells["summary"]) == MOST_CHARACTERS + 1


def test_a_nul_is_shown_to_be_unreadable() -> None:
    assert "\ufffd" in read_file(csv_file([good(Town="Le\0eds")])).rows[0].cells["town"]


MANY = csv_file([], ["Event name", "Date"]) + b"a,b\r\n" * 1_000_000


@pytest.mark.parametrize(
    "data",
    [
        MANY,
        with_sheet(ONE_ROW * 1_000_000),
        with_sheet(b"<row>" + b"<c/>" * 4_000_000 + b"</row>"),
        with_sheet(b"<row><c " + b"".join(b'a%d="" ' % n for n in range(900_000)) + b"/></row>"),
        with_sheet(b"<row><c t='inlineStr'><is><t>" + b"x" * 60_000_000 + b"</t></is></c></row>"),
        calendar("DTSTART:20270705T100000Z\r\n") * 100_000,
    ],
    ids=["csv", "xlsx rows", "xlsx cells", "xlsx attributes", "xlsx text", "calendar"],
)
def test_a_million_rows_are_refused_fast_and_in_little_memory(data: bytes) -> None:
    data = data[: 5 * 1024 * 1024]
    began = time.process_time()
    refused(data)
    took = time.process_time() - began
    tracemalloc.start()
    refused(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 * 1024 * 1024
    assert took < 2


def test_entities_are_not_followed() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    assert "could not read" in refused(with_sheet(b"<row><c t='inlineStr'><is><t>&b;&c;</t></is></c></row>", laughs))


def test_a_locked_member_is_refused() -> None:
    data = bytearray(xlsx_file([good()]))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    assert members
    assert "password" in refused(bytes(data))


def test_a_sheet_that_says_it_is_endless_is_read_to_its_end() -> None:
    sheet = (
        b"<row r='2'><c r='A2' t='inlineStr'><is><t>A</t></is></c></row><row r='1048576'><c r='XFD1048576'/></row>"
    )
    read = read_file(with_sheet(sheet))
    assert [row.cells for row in read.rows] == [{"title": "A"}]


@BOUNDED
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    settle(data)


@BOUNDED
@given(
    st.sampled_from([ZIP, OLE, b"BEGIN:VCALENDAR\r\n", b"Event name,Date\n", b"\xff\xfe"]), st.binary(max_size=2000)
)
def test_any_bytes_behind_a_known_start_are_read_or_refused(start: bytes, data: bytes) -> None:
    settle(start + data)


@BOUNDED
@given(st.lists(st.lists(st.text(max_size=30), min_size=10, max_size=10), max_size=5))
def test_any_text_in_cells_is_read_or_refused(rows: list[list[str]]) -> None:
    settle(csv_file(rows, encoding="utf-8").replace(b"\r", b"") if not surrogates(rows) else b"x")


@BOUNDED
@given(st.integers(0, 8000), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_refused(place: int, data: bytes) -> None:
    whole = xlsx_file([good()])
    settle(whole[: place % len(whole)] + data + whole[place % len(whole) + len(data) :])


def surrogates(rows: list[list[str]]) -> bool:
    return any("\ud800" <= letter <= "\udfff" for row in rows for text in row for letter in text)


def settle(data: bytes) -> None:
    try:
        read = read_file(data)
    except Unreadable as reason:
        assert str(reason)  # noqa: PT017 - both outcomes are right, silence is not
    else:
        assert isinstance(read, Read)
        assert 1 <= len(read.rows) <= 1000
        assert all(len(text) <= MOST_CHARACTERS + 1 for row in read.rows for text in row.cells.values())


def test_the_kind_is_known_by_content() -> None:
    assert CALENDAR.match("\n begin:vcalendar")
    assert HEAD[0] == "Event name"
