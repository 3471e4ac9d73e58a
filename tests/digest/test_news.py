"""What a letter tells: what changed first, then what is new, then what is on soon; each event once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.catalogue.document import SessionDocument
from app.catalogue.query import EventQuery
from app.digest.queries import News, news
from app.extensions import db
from app.moderation.services import approve
from app.registry.event import Event
from app.registry.session import EventSession
from app.registry.vocabularies.kinds import Happening
from tests.catalogue import documents
from tests.catalogue.rows import published
from tests.digest.conftest import THURSDAY, WEDNESDAY
from tests.registry.factory import A_MODERATOR, a_place, a_session, approved, edited, happens
from tests.selects import counted_selects

LAST_WEEK = THURSDAY - timedelta(weeks=1)


def far(day: date = date(2027, 9, 1)) -> dict[str, object]:
    """Beyond the next two weeks."""
    return {"sessions": [a_session(day)]}


def tell(asked: str = "", since: datetime = LAST_WEEK, at: datetime = THURSDAY, most: int = 40) -> News:
    query = EventQuery.from_args(MultiDict([tuple(pair.split("=")) for pair in asked.split("&") if pair]))
    return news(query, since, at, most)


def titles(found: News) -> tuple[list[str], list[str], list[str]]:
    changed, new, soon = (
        [told.document["title"] for told in p.events] for p in (found.changed, found.new, found.soon)
    )
    return changed, new, soon


def test_an_event_is_new_once_and_then_waits_until_it_is_near(app: Flask) -> None:
    approved(title="Fresh", at=WEDNESDAY, **far())
    approved(title="Known and far", **far())
    approved(title="Known and near", sessions=[a_session(date(2027, 7, 8))])
    approved(title="A day too far", sessions=[a_session(date(2027, 7, 9))])
    approved(title="Over", sessions=[a_session(date(2027, 6, 23))])
    assert titles(tell()) == ([], ["Fresh"], ["Known and near"])
    assert titles(tell(since=THURSDAY, at=THURSDAY + timedelta(weeks=1)))[1:] == (
        [],
        ["Known and near", "A day too far"],
    )


def test_nothing_is_nothing(app: Flask) -> None:
    approved(title="Known and far", **far())
    assert not tell()
    assert not tell("nation=scotland")


def test_what_is_off_comes_first_and_is_told_once(app: Flask) -> None:
    for number, state in enumerate((Happening.MOVED_ONLINE, Happening.POSTPONED, Happening.CANCELLED), 1):
        happens(approved(title=state, sessions=[a_session(date(2027, 7, number))]), state, "Ill.", WEDNESDAY)
    gone = approved(title="withdrawn", **far())
    happens(gone, Happening.WITHDRAWN, "Ill.", WEDNESDAY)
    edited(approved(title="at another time", sessions=[a_session(date(2027, 6, 30))]), WEDNESDAY)
    found = tell()
    assert titles(found) == (["cancelled", "withdrawn", "postponed", "moved_online"], [], ["at another time"])
    next_week = tell(since=THURSDAY, at=THURSDAY + timedelta(weeks=1))
    assert titles(next_week) == ([], [], ["moved_online"]), "what is off is not on"


def test_another_time_or_place_is_a_change_and_other_words_are_none(app: Flask) -> None:
    later = approved(title="Later", **far())
    approve(edited(later, title="Later", sessions=[a_session(date(2027, 9, 2))]), A_MODERATOR, WEDNESDAY)
    elsewhere = approved(title="Elsewhere", **far())
    approve(
        edited(elsewhere, title="Elsewhere", places=[a_place(venue="The Hall")], sessions=same_of(elsewhere)),
        A_MODERATOR,
        WEDNESDAY,
    )
    reworded = approved(title="Reworded", **far())
    approve(
        edited(reworded, title="Reworded", summary="Said better.", sessions=same_of(reworded)), A_MODERATOR, WEDNESDAY
    )
    assert titles(tell()) == (["Elsewhere", "Later"], [], [])
    approve(edited(later, title="Later", summary="New words.", sessions=same_of(later)), A_MODERATOR, THURSDAY)
    assert titles(tell(since=THURSDAY, at=THURSDAY + timedelta(weeks=1)))[0] == [], "a change is told once"


def same_of(event: Event) -> list[EventSession]:
    """The sessions of an event's last revision, again."""
    rows = event.latest.sessions
    return [a_session(row.starts_on, row.start_time, row.end_time, uid=row.uid) for row in rows]


def test_what_came_and_went_between_two_letters(app: Flask) -> None:
    both = approved(title="Published and cancelled", at=WEDNESDAY, **far())
    happens(both, Happening.CANCELLED, "Ill.", WEDNESDAY + timedelta(hours=1))
    neither = approved(title="Published and withdrawn", at=WEDNESDAY, **far())
    happens(neither, Happening.WITHDRAWN, "Ill.", WEDNESDAY + timedelta(hours=1))
    missed = approved(title="Cancelled and over", sessions=[a_session(date(2027, 6, 20))])
    happens(missed, Happening.CANCELLED, "Ill.", WEDNESDAY - timedelta(days=4))
    assert titles(tell()) == (["Cancelled and over", "Published and cancelled"], [], [])


def test_what_was_decided_as_the_last_letter_was_written_is_not_lost(app: Flask) -> None:
    approved(title="At that very second", at=LAST_WEEK - timedelta(seconds=30), **far())
    assert titles(tell())[1] == ["At that very second"]


def test_what_is_on_all_the_while_is_on(app: Flask) -> None:
    approved(title="All summer", sessions=[a_session(date(2027, 6, 1), None, ends_on=date(2027, 9, 1))])
    approved(title="This morning", sessions=[a_session(date(2027, 6, 24), time(7, 0), time(7, 30))])
    assert titles(tell())[2] == ["All summer"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("nation=wales", ["In Wales"]),
        ("near=Leeds&within=5", ["In Leeds"]),
        ("from=2027-07-01", ["In Wales"]),
        ("to=2027-06-30", ["In Leeds"]),
        ("q=wales", ["In Wales"]),
        ("cost=free&access=step_free", ["In Leeds", "In Wales"]),
    ],
)
def test_a_letter_is_about_what_was_asked(app: Flask, asked: str, found: list[str]) -> None:
    wales = {"town": "Swansea", "postcode": "SA1 1AA", "nation": "wales", "region": None, "council": "Swansea"}
    approved(title="In Leeds", sessions=[a_session(date(2027, 6, 28))])
    place = a_place(latitude=51.62, longitude=-3.94, **wales)
    approved(title="In Wales", sessions=[a_session(date(2027, 7, 3))], places=[place])
    assert titles(tell(asked))[2] == found


def test_forty_events_and_three_selects_whatever_there_is(app: Flask) -> None:
    for number in range(5):
        day = [session(f"2027-07-0{number + 1}")]
        replanned = {"replanned_at": WEDNESDAY.isoformat()}
        off = published(f"Off {number}", happening="cancelled", sessions=day, changed_at=WEDNESDAY)
        off.card = off.card | replanned
        published(f"New {number}", sessions=day).first_published_at = WEDNESDAY
        published(f"Soon {number}", sessions=day)
    db.session.commit()
    with counted_selects() as selects:
        found = tell(most=7)
    assert len(selects) == 3
    shown = [len(part.events) for part in (found.changed, found.new, found.soon)]
    assert shown == [5, 2, 0]
    assert [part.others for part in (found.changed, found.new, found.soon)] == [0, 3, 5]


def session(day: str) -> SessionDocument:
    return documents.a_session(starts_on=day, ends_on=day)


def test_rows_made_before_cards_said_when_they_changed_are_read(app: Flask) -> None:
    published("Old row", sessions=[session("2027-07-01")], changed_at=datetime(2027, 6, 23, tzinfo=UTC))
    db.session.commit()
    assert titles(tell()) == ([], [], ["Old row"])
