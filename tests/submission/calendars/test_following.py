"""A followed calendar: looked at daily, told in one letter, paused when unreadable; seen by its owner only."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.calendar_source import CalendarSource
from app.shared.clock import now
from app.submission.bulk.services import forget_old_uploads
from app.submission.calendars import following, jobs, pages
from app.submission.calendars.looking import waiting_table
from tests.client import Visitor
from tests.fetching.server import Elsewhere, answer
from tests.submission.afterwards.conftest import signs_in
from tests.submission.calendars.conftest import bring, the_source, work
from tests.submission.calendars.entries import CIRCLE, WALK, Entry, calendar_of

pytestmark = pytest.mark.enable_socket
Says = Callable[..., None]
Letters = Callable[[], list[OutboxMessage]]
Travel = Callable[[datetime], None]
DAY = timedelta(days=1, hours=3)


def test_a_followed_calendar_is_listed_with_what_was_found(follower: Visitor) -> None:
    follower.get("/my-events").click("Your calendars").has("Circle diary", "We look every day", "2 events to come")
    follower.click("Circle diary").has("There is nothing to answer")
    source = the_source()
    assert source.next_look_at is not None
    wait = source.next_look_at - source.created_at
    assert timedelta(hours=21) < wait < timedelta(hours=27)
    assert source.sender["organisation"] == "The Circle"


def test_news_comes_in_one_letter_a_look_and_not_twice(
    app: Flask, follower: Visitor, says: Says, letters: Letters, it_is: Travel
) -> None:
    choir = Entry("3", "Choir")
    says(CIRCLE.but(start="1100", end="1200"), choir)
    for day in range(1, 5):
        it_is(now() + DAY * day)
        work(app)
    kinds = [letter.kind for letter in letters()]
    assert kinds == ["calendar-news", "calendar-news"]
    first, second = letters()
    assert first.recipient == "olu@example.org"
    assert "1 new event\n1 event has changed" in first.text_body.replace("\n\n", "\n")
    assert "1 event is cancelled or gone" in second.text_body
    assert f"/my-events/calendars/{the_source().key}" in first.text_body
    follower.get("/my-events/calendars").has("1 new event, 2 proposed changes")
    follower.click("Circle diary").has("1 new event", "The calendar says something else now").click(
        "Look at them, and make drafts"
    )
    follower.has("1 event: 1 is ready").submit("Create these drafts").has("Choir")


def test_nothing_is_fetched_again_that_has_not_changed(
    app: Flask, follower: Visitor, there: Elsewhere, it_is: Travel
) -> None:
    there.pages["/events.ics"] = answer(calendar_of(CIRCLE, WALK), ETag='"1"')
    it_is(now() + DAY)
    work(app)
    there.pages["/events.ics"] = answer(status="304 Not Modified", whole=False)
    it_is(now() + 2 * DAY)
    work(app)
    assert 'If-None-Match: "1"' in there.asked[-1]
    assert (the_source().failures, the_source().etag, the_source().found) == (0, '"1"', 2)


def test_a_look_is_not_made_before_its_time_nor_by_two_workers(
    app: Flask, follower: Visitor, there: Elsewhere, it_is: Travel
) -> None:
    asked = len(there.asked)
    work(app)
    assert len(there.asked) == asked
    later, number = now() + DAY, the_source().id
    assert following.claim(number, later)
    assert not following.claim(number, later)


def test_what_cannot_be_read_is_tried_later_and_later_then_paused_and_said(
    app: Flask, follower: Visitor, there: Elsewhere, letters: Letters, it_is: Travel
) -> None:
    there.pages["/events.ics"] = answer(status="503 Busy")
    moment, waits = now() + DAY, []
    for _ in range(8):
        it_is(moment)
        work(app)
        if (following_at := the_source().next_look_at) is None:
            break
        waits.append(round((following_at - moment).total_seconds() / 3600))
        moment = following_at
    assert (the_source().following, the_source().failures) == ("paused", 6)
    assert waits[:2] == [1, 3]
    assert 8 <= waits[2] <= 10
    assert all(21 <= wait <= 27 for wait in waits[3:])
    assert [letter.kind for letter in letters()] == ["calendar-paused"]
    assert "error (503)" in letters()[0].text_body
    follower.get("/my-events/calendars").click("Circle diary").has("Paused", "We tried", "error (503)")
    there.pages["/events.ics"] = answer(calendar_of(CIRCLE, WALK))
    follower.submit("Look now").has("We look every day").lacks("We tried")
    assert the_source().failures == 0


def test_look_now_is_limited(follower: Visitor, there: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_LOOKS", 2)
    follower.get(f"/my-events/calendars/{the_source().key}")
    for _ in range(2):
        follower.submit("Look now")
    follower.submit("Look now", 429).has("at most 2 times an hour")
    assert len(there.asked) == 2


def test_a_table_waits_as_long_as_its_calendar_is_followed(follower: Visitor, says: Says) -> None:
    """A calendar that does not change is not read again, so what was read must not be forgotten."""
    says(CIRCLE, WALK, Entry("3", "Choir"))
    jobs.look(the_source().id, now(), tell=False)
    forget_old_uploads(now() + timedelta(days=30))
    db.session.commit()
    assert waiting_table(the_source()) is not None
    following.stop(the_source())
    db.session.commit()
    forget_old_uploads(now() + timedelta(days=30))
    db.session.commit()
    assert waiting_table(the_source()) is None


def test_stopping_forgets_whom_we_wrote_to_and_keeps_what_came_of_what(
    app: Flask, follower: Visitor, there: Elsewhere, it_is: Travel
) -> None:
    follower.get(f"/my-events/calendars/{the_source().key}").submit("Stop following").has("Brought once")
    assert (the_source().following, the_source().sender, the_source().next_look_at) == ("once", {}, None)
    asked = len(there.asked)
    it_is(now() + DAY)
    work(app)
    assert len(there.asked) == asked
    follower.submit("Look every day").has("We look every day")
    assert the_source().sender["organisation"] == "The Circle"
    bring(follower, there.address()).has("There is nothing to answer")


def test_half_a_calendar_says_nothing_is_gone(
    app: Flask, follower: Visitor, there: Elsewhere, letters: Letters, it_is: Travel
) -> None:
    there.pages["/events.ics"] = answer(calendar_of(CIRCLE)[:-20])
    for day in (1, 2, 3):
        it_is(now() + DAY * day)
        work(app)
    assert letters() == []
    follower.get(f"/my-events/calendars/{the_source().key}").has("breaks off before its end", "nothing to answer")


def test_a_table_that_is_open_keeps_its_rows_numbers(
    app: Flask, follower: Visitor, says: Says, it_is: Travel
) -> None:
    says(CIRCLE, WALK, Entry("c", "Choir"), Entry("d", "Dance"))
    it_is(now() + DAY)
    work(app)
    table = waiting_table(the_source())
    assert table is not None
    before = {row["uid"]: row["number"] for row in table.rows[1:]}
    says(Entry("a", "Art"), CIRCLE, WALK, Entry("d", "Dance"))
    it_is(now() + 2 * DAY)
    work(app)
    after = waiting_table(the_source())
    assert after is not None
    assert after.key == table.key
    numbers = {row["uid"]: row["number"] for row in after.rows[1:]}
    assert len(numbers) == 2
    assert set(before.items()) & set(numbers.items()) != set()
    assert max(numbers.values()) == 3


def test_forgetting_somebodys_details_forgets_their_calendars(follower: Visitor) -> None:
    follower.get("/my-events").click("Your details").submit("Delete my details", sure=["yes"])
    db.session.rollback()
    assert list(db.session.scalars(select(CalendarSource))) == []


def test_a_calendar_is_seen_by_its_owner_only(
    app: Flask, follower: Visitor, ada: Visitor, stranger: Visitor, says: Says
) -> None:
    """Another's calendar and none at all are the same answer, at every address that names one."""
    says(CIRCLE.but(title="Sharing circles"), WALK)
    jobs.look(the_source().id, now(), tell=False)
    source = the_source()
    entry = source.entries[0]
    signs_in(ada, "ada@example.org")
    ada.get("/my-events/calendars").has("No calendars yet").lacks("Circle diary")
    rules = [rule for rule in app.url_map.iter_rules() if "/my-events/calendars/<key>" in str(rule.rule)]
    assert len(rules) == 5
    box = ada.get("/submit").page.soup.select_one("main input[name=csrf_token]")
    assert box is not None
    for rule in rules:
        path = str(rule.rule).replace("<int:number>", str(entry.id))
        for method in (rule.methods or set()) & {"GET", "POST"}:
            data = {"csrf_token": str(box["value"])} if method == "POST" else None
            theirs = ada.ask(method, path.replace("<key>", source.key), data=data)
            nothing = ada.ask(method, path.replace("<key>", "x" * 32), data=data)
            assert theirs.status_code == nothing.status_code == 404, path
            assert theirs.text == nothing.text
            unknown = stranger.ask(method, path.replace("<key>", source.key), data=data)
            assert unknown.status_code in (302, 400, 404)
            assert unknown.headers.get("Location") in (None, "/my-events")
    table = waiting_table(source)
    assert table is None
    for key in ("%00", "%ED%A0%80", "é", "x" * 3000, "..%2f"):
        assert follower.ask("GET", f"/my-events/calendars/{key}").status_code == 404
    assert the_source().following == "followed"
