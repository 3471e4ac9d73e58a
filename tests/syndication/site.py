"""A site with something of everything, for tests that ask it many questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from app.extensions import db
from tests.catalogue.documents import a_place, a_session
from tests.catalogue.rows import a_week, an_organisation, published
from tests.conftest import settings

FESTIVAL = {"slug": "leeds-together", "title": "Leeds Together", "uid": "0a3b5d1c-25a1-4d0c-8a5e-7c2f4a1d9e01"}
NOBODY_SAID = {
    "access": {},
    "together": {},
    "contact": {},
    "access_contact": {},
    "week": None,
    "languages": [],
    "audience": [],
    "cost": "not_stated",
    "booking": "not_stated",
    "format": "not_stated",
    "capacity": None,
    "place": None,
    **dict.fromkeys(("booking_url", "booking_phone", "booking_email", "access_checked_how", "website"), ""),
    **dict.fromkeys(("access_checked_on", "access_ask_by", "booking_by")),
}
ODD = "=1+1 \"quoted\", <b>&amp;</b>; 'Gŵyl' \u2028 🎪 ]]>"


def fill(tables: int = 0) -> None:
    """One of each kind, and some more that are much alike."""
    a_week()
    an_organisation()
    published("Leeds Together", kind="festival", sessions=[a_session(timing="all_day", ends_on="2027-07-09")])
    published("Sharing circle", festival=FESTIVAL)
    published("Cancelled tea", happening="cancelled", happening_reason="Snow")
    published("Postponed talk", happening="postponed", sessions=[a_session(timing="date_tbc")])
    published("Moved chat", happening="moved_online", happening_reason="Snow")
    published("Withdrawn walk", happening="withdrawn", happening_reason="Snow")
    published("Chat", kind="activity", format="online", online_url="https://meet.example/", place=None)
    area = {"area_only": True, "venue": "", "address": "", "postcode": "LS9", "latitude": 53.8, "longitude": -1.5}
    published("Supper at home", place=a_place(**area), format="hybrid")
    published("Quiet hour", **NOBODY_SAID)
    published("Two dates", sessions=[a_session("a-1", label="First"), a_session("a-2", end_time=None)])
    published("Picture show", image={"key": "x-10x10.jpg", "alt": "A tent", "width": 10, "height": 10})
    published("Example", origin="example")
    published(ODD, slug="odd", summary=ODD, description=ODD, access_note=ODD, organisation=organisation(ODD))
    for number in range(tables):
        published(f"Table {number}", sessions=[a_session(f"b-{number}", starts_on=f"2027-07-{number % 5 + 5:02}")])


def organisation(name: str) -> dict[str, str]:
    """Who holds the odd one."""
    return {"slug": "odd", "name": name, "kind": "user_led", "website": "javascript:alert(1)"}


@contextmanager
def filled_site(folder: Path) -> Iterator[Flask]:
    """The application on an SQLite database of its own, filled."""
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}"))
    with app.app_context():
        db.create_all()
        fill(tables=100)  # enough for a second page of data
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()
