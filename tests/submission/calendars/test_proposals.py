"""What changes in a calendar is proposed: accepted into a draft, declined, or dropped; never done by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.catalogue.models import Publication
from app.extensions import db
from app.moderation.services import approve
from app.registry.calendar_source import CalendarEntry
from app.registry.event import Event
from app.registry.lifecycle import State
from app.shared.clock import now
from app.submission.calendars import jobs
from app.submission.calendars.looking import News
from tests.client import Visitor
from tests.fetching.server import Elsewhere, answer
from tests.submission.afterwards.conftest import MO, find
from tests.submission.calendars.conftest import bring, send, the_source
from tests.submission.calendars.entries import CIRCLE, WALK, Entry, ahead, calendar_of
from tests.test_sweeps import moderator

pytestmark = pytest.mark.enable_socket
Says = Callable[..., None]


def look(days: float = 1) -> News:
    """The worker looks."""
    db.session.rollback()
    found = jobs.look(the_source().id, now() + timedelta(days=days), tell=True)
    db.session.rollback()
    assert found is not None, the_source().last_error
    return found


def entry_of(title: str) -> CalendarEntry:
    return next(one for one in the_source().entries if one.title == title)


def public() -> Event:
    """Olu's circle, sent and approved."""
    event = entry_of("Sharing circle").event
    assert event is not None
    approve(event, MO, now())
    db.session.commit()
    return find(event.reference)


def slots(event: Event) -> list[str]:
    return [f"{row.starts_on:%m-%d} {row.start_time:%H:%M}" for row in event.latest.sessions]


@pytest.fixture
def circle(follower: Visitor) -> str:
    """The reference of a public event that came of the calendar."""
    send(follower)
    return public().reference


def open_news(olu: Visitor, what: str = "Sharing circle") -> Visitor:
    olu.get(f"/my-events/calendars/{the_source().key}")
    link = next(str(a["href"]) for a in olu.page.soup.select("main a") if what in a.get_text())
    return olu.get(link)


def test_a_change_of_a_public_event_is_shown_accepted_and_sent(follower: Visitor, circle: str, says: Says) -> None:
    uid = find(circle).latest.sessions[0].uid
    says(CIRCLE.but(day=ahead(31), start="1400", end="1500", summary="Now with tea."), WALK)
    assert look().changed == 1
    assert len(find(circle).revisions) == 1
    open_news(follower).has("The calendar says something else", "Dates and times", "Summary", "Now with tea.")
    follower.submit("Take what is ticked").has("Check your answers")
    event = find(circle)
    assert [one.state for one in event.revisions] == [State.APPROVED, State.DRAFT]
    assert (slots(event), event.latest.summary) == ([f"{ahead(31):%m-%d} 14:00"], "Now with tea.")
    assert event.latest.sessions[0].uid == uid
    follower.get(f"/my-events/{circle}").has("What your change says differently", "Now with tea.")
    row = db.session.get(Publication, event.id)
    assert row is not None
    assert row.document["summary"] == "An open circle about planning care together."
    assert look(2).changed == 0
    follower.get(f"/my-events/calendars/{the_source().key}").has("There is nothing to answer")


def test_a_declined_change_is_not_asked_again_until_there_is_another(
    follower: Visitor, circle: str, says: Says
) -> None:
    says(CIRCLE.but(title="Sharing circles"), WALK)
    look()
    open_news(follower).submit("Leave everything as it is").has("There is nothing to answer")
    assert look(2).changed == 0
    assert len(find(circle).revisions) == 1
    says(CIRCLE.but(title="Sharing circles", place="Town Hall\\, Leeds\\, LS1 3AD"), WALK)
    assert look(3).changed == 1
    open_news(follower).has("Place", "Town Hall").lacks("Sharing circles")


def test_only_what_is_ticked_is_taken(follower: Visitor, circle: str, says: Says) -> None:
    says(CIRCLE.but(title="Care circle", summary="Other words."), WALK)
    look()
    open_news(follower).submit("Take what is ticked", names=["summary"])
    assert (find(circle).latest.title, find(circle).latest.summary) == ("Sharing circle", "Other words.")


def test_an_organisers_unsent_words_are_not_overwritten(follower: Visitor, circle: str, says: Says) -> None:
    follower.get(f"/my-events/{circle}").submit("Change what it says")
    follower.get(f"/submit/{circle}/about").submit("Continue", title="Olu’s own circle", description="My words.")
    says(CIRCLE.but(title="Their title", day=ahead(33)), WALK)
    assert look().changed == 1
    assert find(circle).latest.title == "Olu’s own circle"
    open_news(follower).has("you changed this here", "Olu’s own circle")
    ticked = [str(box["value"]) for box in follower.page.soup.select("input[name=names][checked]")]
    assert ticked == ["when"]
    follower.submit("Take what is ticked")
    latest = find(circle).latest
    assert (latest.title, latest.description) == ("Olu’s own circle", "My words.")
    assert slots(find(circle)) == [f"{ahead(33):%m-%d} 10:00"]


def test_a_page_that_is_older_than_either_side_is_shown_again(follower: Visitor, circle: str, says: Says) -> None:
    says(CIRCLE.but(title="Care circle"), WALK)
    look()
    open_news(follower)
    seen = follower.page
    follower.get(f"/my-events/{circle}").submit("Change what it says")
    follower.get(f"/submit/{circle}/about").submit("Continue", title="My circle")
    follower.page, follower.path = (
        seen,
        f"/my-events/calendars/{the_source().key}/news/{entry_of('Sharing circle').id}",
    )
    follower.submit("Take what is ticked").has("Something changed in the meantime", "you changed this here")
    assert find(circle).latest.title == "My circle"
    assert follower.submit("Leave everything as it is").path.endswith(the_source().key)


def test_a_draft_that_was_never_sent_is_asked_about_too(follower: Visitor, says: Says) -> None:
    says(CIRCLE.but(start="1100", end="1200"), WALK)
    look()
    event = entry_of("Sharing circle").event
    assert event is not None
    assert slots(event)[0].endswith("10:00")
    open_news(follower).submit("Take what is ticked")
    assert slots(find(event.reference))[0].endswith("11:00")
    assert len(find(event.reference).revisions) == 1


def test_what_waits_for_a_moderator_is_taken_back_to_be_changed(follower: Visitor, says: Says) -> None:
    send(follower)
    says(CIRCLE.but(title="Care circle"), WALK)
    look()
    open_news(follower).has("Your event leaves the queue").submit("Take what is ticked")
    event = entry_of("Sharing circle").event
    assert event is not None
    assert [one.state for one in event.revisions] == [State.WITHDRAWN, State.DRAFT]
    assert event.latest.title == "Care circle"


def test_the_same_said_on_both_sides_is_no_question(follower: Visitor, circle: str, says: Says) -> None:
    follower.get(f"/my-events/{circle}").submit("Change what it says")
    follower.get(f"/submit/{circle}/about").submit("Continue", title="Care circle")
    says(CIRCLE.but(title="Care circle"), WALK)
    assert look().changed == 0
    follower.get(f"/my-events/calendars/{the_source().key}").has("There is nothing to answer")


@pytest.mark.parametrize("how", ["cancelled", "gone"])
def test_what_is_cancelled_or_gone_there_is_asked_about(follower: Visitor, circle: str, says: Says, how: str) -> None:
    says(*([CIRCLE.but(more="STATUS:CANCELLED")] if how == "cancelled" else []), WALK)
    looks = [look(day).gone for day in (1, 2, 3)]
    assert looks == ([1, 0, 0] if how == "cancelled" else [0, 1, 0])
    assert find(circle).happening == "going_ahead"
    open_news(follower).has("Does it still go ahead?", "Only you can say")
    follower.click("Say that it is cancelled or postponed").submit(
        "Tell everyone", to="cancelled", reason="The hall is flooded."
    )
    assert find(circle).happening == "cancelled"
    follower.get(f"/my-events/calendars/{the_source().key}").has("There is nothing to answer")


def test_it_goes_ahead_although_it_is_gone_there(follower: Visitor, circle: str, says: Says) -> None:
    says(WALK)
    look(1)
    look(2)
    open_news(follower).submit("It goes ahead: leave it as it is").has("There is nothing to answer")
    assert look(3).gone == 0
    says(CIRCLE, WALK)
    assert not look(4)
    says(WALK)
    assert [look(day).gone for day in (5, 6)] == [0, 1]


def test_what_is_over_here_is_not_asked_about(follower: Visitor, circle: str, says: Says) -> None:
    says(WALK)
    assert [look(day).gone for day in (40, 41, 42)] == [0, 0, 0]


def test_a_deleted_draft_is_not_made_again(follower: Visitor, says: Says) -> None:
    event = entry_of("Sharing circle").event
    assert event is not None
    follower.get(f"/my-events/{event.reference}/withdraw").submit("Withdraw it")
    assert not look()
    says(CIRCLE.but(title="Other"), WALK)
    assert not look(2)
    follower.get(f"/my-events/calendars/{the_source().key}").has("There is nothing to answer")


def test_a_weekly_series_is_no_news_every_day(olu: Visitor, there: Elsewhere, says: Says, follower: Visitor) -> None:
    says(CIRCLE, WALK, Entry("weekly", "Weekly tea", day=ahead(3), more="RRULE:FREQ=WEEKLY"))
    look()
    follower.get(f"/my-events/calendars/{the_source().key}").click("Look at them, and make drafts")
    follower.submit("Create these drafts")
    assert not any(look(day) for day in (2, 100))
    says(CIRCLE, WALK, Entry("weekly", "Weekly tea", day=ahead(3), start="1100", more="RRULE:FREQ=WEEKLY"))
    assert look(101).changed == 1


def test_moderators_answer_for_events_they_brought(app: Flask, there: Elsewhere, says: Says) -> None:
    mo = moderator(app)
    fields = {"organisation": "Leeds Carers", "your_name": "Pat", "your_email": "pat@example.org"}
    bring(mo, there.address(), page="/moderation/calendars/bring", **fields, often="daily")
    mo.submit("Create these drafts").submit("Send these 2 events")
    reference = public().reference
    says(CIRCLE.but(title="Care circle"), WALK)
    look()
    mo.get(f"/moderation/calendars/{the_source().key}")
    link = next(str(a["href"]) for a in mo.page.soup.select("main a") if reference in a.get_text())
    mo.get(link).submit("Take what is ticked").has("Check your answers")
    assert find(reference).latest.title == "Care circle"
    says(WALK)
    look(2)
    look(3)
    mo.get(link).has("Does it still go ahead?").click("Say that it is cancelled").has("Does it go ahead?")


def test_a_colleague_who_left_is_not_asked(follower: Visitor, circle: str, says: Says) -> None:
    event = find(circle)
    event.organisers.clear()
    db.session.commit()
    says(CIRCLE.but(title="Care circle"), WALK)
    look()
    follower.get(f"/my-events/calendars/{the_source().key}").has("There is nothing to answer")
    follower.get(f"/my-events/calendars/{the_source().key}/news/{entry_of('Sharing circle').id}", 404)


def test_a_not_modified_answer_is_a_second_look_at_what_is_gone(
    follower: Visitor, circle: str, there: Elsewhere
) -> None:
    there.pages["/events.ics"] = answer(calendar_of(WALK), ETag='"1"')
    assert look(1).gone == 0
    there.pages["/events.ics"] = answer(status="304 Not Modified", whole=False)
    assert look(2).gone == 1
