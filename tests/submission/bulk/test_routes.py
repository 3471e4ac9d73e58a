"""Olu sends many events: two stages, one letter, and nobody else sees them."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.upload import Upload
from app.shared.clock import now
from app.submission.bulk import routes
from app.submission.bulk.services import forget_old_uploads
from tests.client import Visitor
from tests.submission.answers import answer
from tests.submission.bulk.files import SENDER, calendar, csv_file, good, xlsx_file

Letters = Callable[[], list[OutboxMessage]]
BAD = {3: {"Date": "31/2/2027"}, 7: {"Cost": "Maybe"}, 9: {"Summary": ""}}


def rows(count: int = 10, wrong: bool = True) -> list[list[str]]:
    return [good(n, **(BAD.get(n, {}) if wrong else {})) for n in range(1, count + 1)]


def upload(olu: Visitor, data: bytes, name: str = "events.csv", status: int = 200, **changed: object) -> Visitor:
    olu.get("/submit/many")
    return olu.submit("Upload and check", status, file=(BytesIO(data), name), **{**SENDER, **changed})


def count(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def link_in(letter: OutboxMessage) -> str:
    found = re.search(r"http://127\.0\.0\.1:5000(/confirm-many/\S+)", letter.text_body)
    assert found is not None, letter.text_body
    return found[1]


def states() -> dict[str, int]:
    db.session.rollback()
    found: dict[str, int] = {}
    for event in db.session.scalars(select(Event)):
        found[event.latest.state] = found.get(event.latest.state, 0) + 1
    return found


def test_nothing_is_made_before_the_button_is_pressed(olu: Visitor) -> None:
    upload(olu, csv_file(rows()))
    olu.has("10 events: 7 are ready, 3 need work.", "There is no such day", "Choose from these answers", "sentences")
    assert count(Event) == 0
    olu.submit("Create these drafts").has("7 events are ready to send", "3 drafts are in progress")
    assert states() == {State.DRAFT: 10}
    assert count(OutboxMessage) == 0


def test_every_error_stands_in_its_cell(olu: Visitor) -> None:
    upload(olu, csv_file(rows()))
    headings = [th.get_text(strip=True) for th in olu.page.soup.select("thead th")]
    found = {}
    for row in olu.page.soup.select("tbody tr"):
        cells = row.select("td, th")
        assert len(cells) == len(headings)
        number = cells[0].get_text(" ", strip=True).removeprefix("Row ")
        found[int(number) - 1] = [
            name for name, cell in zip(headings, cells, strict=True) if cell.select(".govuk-error-message")
        ]
        assert len(row.select("th[scope=row]")) == 1
    assert found == {3: ["Date"], 7: ["Cost"], 9: ["Summary"]}


def test_rows_that_are_ready_say_how_dates_were_read(olu: Visitor) -> None:
    upload(olu, csv_file(rows(3, wrong=False))).has("Monday 5 July 2027", "We read dates as day, month, year")


def test_one_letter_and_one_link_for_all(olu: Visitor, letters: Letters) -> None:
    upload(olu, xlsx_file(rows()), "events.xlsx").submit("Create these drafts")
    olu.submit("Send these 7 events").has("Nearly there", "olu@example.org", "7 events were sent", "3 drafts")
    assert [letter.kind for letter in letters()] == ["confirm-many"]
    references = re.findall(r"CW-\w{6}", letters()[0].text_body)
    assert len(references) == len(set(references)) == 7
    assert states() == {State.UNCONFIRMED: 7, State.DRAFT: 3}
    olu.get(link_in(letters()[0])).submit("Confirm my address").has("3 drafts are in progress")
    assert [letter.kind for letter in letters()] == ["confirm-many", "received-many"]
    assert re.findall(r"CW-\w{6}", letters()[1].text_body) == references
    assert states() == {State.SUBMITTED: 7, State.DRAFT: 3}
    olu.get(link_in(letters()[0]), 410)
    olu.get("/my-events").has("Circle 1", "Waiting for a moderator")


def test_the_link_in_another_browser_opens_the_drafts_there(
    olu: Visitor, stranger: Visitor, letters: Letters
) -> None:
    upload(olu, csv_file(rows())).submit("Create these drafts").submit("Send these 7 events")
    stranger.get(link_in(letters()[0])).submit("Confirm my address").has("3 drafts are in progress")


def test_a_draft_in_progress_is_finished_by_hand_and_sent(olu: Visitor, letters: Letters) -> None:
    upload(olu, csv_file([good(), good(2, Summary="")])).submit("Create these drafts")
    olu.has("Circle 2", "Summary: Enter one or two sentences")
    here = olu.path
    draft = str(olu.page.soup.select("#main .govuk-task-list a")[-1]["href"])
    olu.get(draft).click("Go on with “About the event”").submit(
        "Continue", title="Circle 2", summary="It is.", kind="event"
    )
    olu.get(here).submit("Send these 2 events")
    assert states() == {State.UNCONFIRMED: 2}


def test_rows_that_need_work_can_be_left_out(olu: Visitor) -> None:
    upload(olu, csv_file(rows())).submit("Create these drafts", wrong="leave").lacks("in progress")
    assert count(Event) == 7


def test_a_file_with_nothing_right_still_becomes_drafts_to_finish(olu: Visitor) -> None:
    upload(olu, csv_file([good(Cost="Maybe")])).submit("Create these drafts").has("1 draft is in progress")


def test_a_second_press_makes_and_sends_nothing_more(olu: Visitor, letters: Letters) -> None:
    upload(olu, csv_file(rows(4, wrong=False)))
    page, here = olu.page, olu.path
    olu.submit("Create these drafts")
    olu.page, olu.path = page, here
    olu.submit("Create these drafts")
    assert count(Event) == 4
    page, here = olu.page, olu.path
    olu.submit("Send these 4 events")
    olu.page, olu.path = page, here
    olu.submit("Send these 4 events")
    assert len(letters()) == 1
    assert olu.get(here.removesuffix("/drafts")).path == here


def test_a_known_organiser_needs_no_confirming(olu: Visitor, letters: Letters) -> None:
    upload(olu, csv_file(rows(2, wrong=False))).submit("Create these drafts").submit("Send these 2 events")
    olu.get(link_in(letters()[0])).submit("Confirm my address")
    walks = [good(number, **{"Event name": f"Walk {number}"}) for number in (1, 2, 3)]
    upload(olu, csv_file(walks)).submit("Create these drafts").submit("Send these 3 events")
    olu.has("Thank you: your events are with us")
    assert [letter.kind for letter in letters()] == ["confirm-many", "received-many", "received-many"]


def test_a_stranger_finds_nothing(olu: Visitor, stranger: Visitor) -> None:
    upload(olu, csv_file(rows(2, wrong=False)))
    looked_at = olu.path
    olu.submit("Create these drafts")
    reference = db.session.scalars(select(Event.reference)).first()
    token = stranger.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert token is not None
    data = {"csrf_token": token["value"]}
    for key in (looked_at.rpartition("/")[2], "nothing", "%00", "x" * 3000, "é"):
        stranger.get(f"/submit/many/{key}", 404).lacks("Circle 1")
        stranger.get(f"/submit/many/{key}/drafts", 404).lacks("Circle 1")
        stranger.post(f"/submit/many/{key}/create", data, 404)
        stranger.post(f"/submit/many/{key}/send", data, 404)
    stranger.get(f"/submit/{reference}", 404)
    stranger.get("/confirm-many/nothing", 404)
    assert states() == {State.DRAFT: 2}


def test_a_link_for_one_event_is_none_for_many(olu: Visitor, letters: Letters) -> None:
    upload(olu, csv_file(rows(2, wrong=False))).submit("Create these drafts").submit("Send these 2 events")
    token = link_in(letters()[0]).rpartition("/")[2]
    olu.get(f"/confirm/{token}").submit("Confirm my address", 404)
    olu.get(f"/confirm-many/{token}").submit("Confirm my address").has("Thank you")


@pytest.mark.parametrize("name", ["events.csv", "events.xlsx", "page.html", "x\0.csv", "../../etc/passwd", "é" * 400])
def test_the_name_of_a_file_means_nothing(olu: Visitor, name: str) -> None:
    upload(olu, csv_file([good()]), name).has("1 event: 1 is ready")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"<html><table>", "This is a web page"),
        (b"Event name,Date\r\n" + b"a,b\r\n" * 1001, "more than 1,000 events"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(olu: Visitor, data: bytes, words: str) -> None:
    upload(olu, data, status=422).has("There is a problem", words)
    box = olu.page.soup.select_one("input[name=your_name]")
    assert box is not None
    assert box["value"] == "Olu Quillfeather"
    assert count(Upload) == 0


def test_a_request_that_is_far_too_big_is_not_read(olu: Visitor) -> None:
    kind = "multipart/form-data; boundary=x"
    olu.post("/submit/many", b"x" * (6 * 1024 * 1024), 413, content_type=kind)
    olu.has("There is a problem", "5 MB or smaller")


def test_other_pages_take_no_more_than_before(olu: Visitor) -> None:
    token = olu.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert token is not None
    kind = "application/x-www-form-urlencoded"
    olu.post("/submit", f"csrf_token={token['value']}&key={'x' * 2_000_000}".encode(), 413, content_type=kind)


def test_a_form_from_elsewhere_is_refused(olu: Visitor) -> None:
    olu.post("/submit/many", {**SENDER, "file": (BytesIO(csv_file([good()])), "x.csv")}, 400)
    assert count(Upload) == 0


def test_without_a_file_or_a_name_one_is_told(olu: Visitor) -> None:
    olu.get("/submit/many").submit("Upload and check", 422)
    olu.has("Choose the file with your events", "Enter your name", "Enter your email address")


def test_too_many_files_are_told_why(olu: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_UPLOADS", 1)
    upload(olu, csv_file([good()]))
    upload(olu, csv_file([good()]), status=429).has("at most 1 files an hour")


def test_what_is_in_cells_is_never_markup(olu: Visitor) -> None:
    evil = "<script>alert(1)</script>"
    upload(olu, csv_file([good(Summary=evil, Cost=evil, **{"Event name": "=1+1"})])).has(evil, "=1+1")
    assert "<script>alert" not in olu.page.html


def test_a_calendar_becomes_drafts(olu: Visitor) -> None:
    lines = "SUMMARY:Circle\r\nDESCRIPTION:We meet.\r\nDTSTART:20270705T090000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3"
    upload(olu, calendar(lines), "x.ics").has("1 event: 1 is ready").submit("Create these drafts")
    event = db.session.scalars(select(Event)).one()
    assert [session.starts_on.day for session in event.latest.sessions] == [5, 12, 19]


def test_the_templates_can_be_filled_in_and_read(olu: Visitor) -> None:
    olu.get("/submit/many").click("What each column takes").has(
        "Event name", "Must be filled in", "Turn up, no booking"
    )
    for ending in ("csv", "xlsx"):
        data = olu.get(f"/submit/many/template.{ending}").response.data
        upload(olu, data, status=422).has("We found no events in the file")


def test_old_uploads_are_forgotten_and_their_events_stay(app: Flask, olu: Visitor) -> None:
    upload(olu, csv_file([good()])).submit("Create these drafts")
    upload(olu, csv_file([good()]))
    forget_old_uploads(now() + timedelta(days=8))
    db.session.commit()
    assert count(Upload) == 1
    forget_old_uploads(now() + timedelta(days=61))
    db.session.commit()
    assert (count(Upload), count(Event)) == (0, 1)


def test_the_private_contact_of_a_row_can_be_another(olu: Visitor, letters: Letters) -> None:
    upload(olu, csv_file(rows(2, wrong=False))).submit("Create these drafts")
    here, drafts = olu.path, [str(a["href"]) for a in olu.page.soup.select("#main .govuk-task-list a")]
    olu.get(f"{drafts[0]}/contacts")
    answer(olu, "contacts", your_email="ada@example.org")
    olu.get(here).submit("Send these 2 events").has("olu@example.org", "ada@example.org")
    assert sorted(letter.recipient for letter in letters()) == ["ada@example.org", "olu@example.org"]
    mine = next(letter for letter in letters() if letter.recipient == "olu@example.org")
    olu.get(link_in(mine)).submit("Confirm my address")
    assert states() == {State.SUBMITTED: 1, State.UNCONFIRMED: 1}


@pytest.mark.parametrize("page", ["2", "0", "99", "x", "²", "-1"])
def test_long_files_are_shown_in_pages(olu: Visitor, page: str) -> None:
    upload(olu, csv_file(rows(120, wrong=False)))
    assert len(olu.page.soup.select("tbody tr")) == 50
    here = olu.click("Next page").has("Circle 51").path.partition("?")[0]
    assert olu.get(f"{here}?rows=right&page={page}").page.soup.select("tbody tr")


def test_coming_home_instead_confirms_all_with_one_letter(
    olu: Visitor, letters: Letters, mailed_link: Callable[[str], str]
) -> None:
    upload(olu, csv_file(rows(4, wrong=False))).submit("Create these drafts").submit("Send these 4 events")
    olu.get("/my-events").submit("Email me a link", email="olu@example.org")
    olu.get(mailed_link("own-list")).submit("See my events")
    assert states() == {State.SUBMITTED: 4}
    assert [letter.kind for letter in letters()] == ["confirm-many", "own-list", "received-many"]
