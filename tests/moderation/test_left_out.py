"""Mo sees which public events are missing somewhere."""

from flask import Flask

from app.extensions import db
from app.moderation.services import approve
from tests.client import Visitor
from tests.registry.factory import A_MODERATOR, DECIDED, a_session, approved, edited

UID = "11111111-1111-4111-8111-111111111111"


def test_mo_sees_what_is_missing_where_and_why_until_it_is_well_again(app: Flask, mo: Visitor) -> None:
    bad = approved(title="On Mars", sessions=[a_session(uid=UID, timezone="Mars/Olympus_Mons")])
    db.session.commit()
    mo.get("/moderation").has("Some events are missing somewhere", "missing from calendars", "Mars/Olympus_Mons")
    mo.click("On Mars").has("On Mars")
    edited(bad, title="On Earth", sessions=[a_session(uid=UID)])
    approve(bad, A_MODERATOR, DECIDED)
    db.session.commit()
    mo.get("/moderation").lacks("Some events are missing somewhere")
