"""Cal subscribes with vdirsyncer and reads with khal."""

from collections.abc import Callable

import pytest

from tests.catalogue.documents import a_document, a_session
from tests.feeds.clients.khal import Subscription
from tests.feeds.conftest import Shelf
from tests.feeds.published import feed

pytestmark = pytest.mark.client
PLACE = "Leeds Central Library, Calverley Street, Leeds LS1 3AB"


def test_cal_sees_title_london_time_and_place(subscribe: Callable[[str], Subscription], shelf: Shelf) -> None:
    winter = a_document(slug="winter", title="Winter circle", sessions=[a_session("winter", starts_on="2027-12-01")])
    shelf.feed = feed(a_document(), winter)
    cal = subscribe(shelf.url)
    assert cal.list("01/01/2027", "31/12/2027") == [
        f"07/07/2027 10:00-11:30 | Sharing circle | {PLACE} | CONFIRMED",
        f"01/12/2027 10:00-11:30 | Winter circle | {PLACE} | CONFIRMED",
    ]


def test_one_event_stays_one_event_through_its_life(subscribe: Callable[[str], Subscription], shelf: Shelf) -> None:
    moved = [a_session(starts_on="2027-07-08", start_time="14:00", end_time="15:00")]
    life = [
        ({}, "07/07/2027 10:00-11:30", "Sharing circle", "CONFIRMED"),
        ({"sessions": moved}, "08/07/2027 14:00-15:00", "Sharing circle", "CONFIRMED"),
        ({"sessions": moved, "title": "Story circle"}, "08/07/2027 14:00-15:00", "Story circle", "CONFIRMED"),
        (
            {"sessions": moved, "title": "Story circle", "happening": "cancelled", "happening_reason": "Flood"},
            "08/07/2027 14:00-15:00",
            "Cancelled: Story circle",
            "CANCELLED",
        ),
    ]
    shelf.feed = feed(a_document())
    cal = subscribe(shelf.url)
    for sequence, (fields, time, title, status) in enumerate(life):
        shelf.feed = feed(a_document(**fields), sequence=sequence)
        cal.sync()
        assert cal.list("01/07/2027", "31/07/2027") == [f"{time} | {title} | {PLACE} | {status}"]
