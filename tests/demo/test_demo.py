"""Past and example events go through the real path, say what they are, and are the same whenever they are made."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.models import Publication
from app.demo import archive
from app.demo.path import Identities
from app.demo.weeks import DATA
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.vocabularies.kinds import Origin
from tests.registry.factory import approved


def told(app: Flask, *words: str) -> str:
    """Run ``flask demo …`` and return what it says."""
    result = app.test_cli_runner().invoke(args=["demo", *words])
    assert result.exit_code == 0, result.output
    return result.output


def made() -> list[tuple[str, bytes]]:
    """Address and calendar entry of everything public."""
    db.session.rollback()
    found = db.session.execute(select(Publication.slug, Publication.vevents).order_by(Publication.slug))
    return [(row.slug, row.vevents) for row in found]


def test_every_real_event_is_public_as_a_past_one_and_nobody_is_written_to(app: Flask) -> None:
    assert "Not published" not in told(app, "load")
    origins = db.session.scalars(select(Publication.origin)).all()
    assert list(origins) == ["archive"] * len(json.loads((DATA / "real_events.json").read_text("utf-8")))
    assert db.session.scalars(select(OutboxMessage)).all() == []
    page = app.test_client().get("/festivals/scie-co-production-festival-2016").get_data(as_text=True)
    assert "was not submitted by its organiser" in page


def test_loading_again_adds_nothing(app: Flask) -> None:
    told(app, "load")
    before = made()
    told(app, "load")
    told(app, "load", "--if-empty")
    assert made() == before


def test_a_record_without_a_date_is_reported_and_not_invented() -> None:
    record = archive.records()[0] | {"start_date": None}
    with pytest.raises(ValueError, match="no date at all"):
        archive.answers(record)


def test_the_same_seed_makes_the_same_events(app: Flask) -> None:
    told(app, "generate", "12", "--seed", "4")
    first = made()
    told(app, "generate", "12", "--seed", "4")
    assert made() == first
    told(app, "generate", "3", "--seed", "5")
    assert len(made()) == 15
    assert len(first) == 12


def test_of_two_listings_that_like_one_reference_the_later_takes_another_and_both_keep_it() -> None:
    identities = Identities({})
    found = {str(number): identities.of(Origin.EXAMPLE, f"1/{number}") for number in range(10_000)}
    assert len({one.reference for one in found.values()}) == 10_000
    again = Identities({str(one.reference): str(one.uid) for one in found.values()})
    assert {name: again.of(Origin.EXAMPLE, f"1/{name}") for name in reversed(found)} == found


def test_a_reference_an_organiser_has_is_left_to_them(app: Flask) -> None:
    theirs = str(Identities({}).of(Origin.EXAMPLE, "4/0").reference)
    event = approved(title="Ours first")
    event.reference = theirs
    db.session.commit()
    told(app, "generate", "5", "--seed", "4")
    assert len(made()) == 6
    festival = db.session.scalars(select(Event).where(Event.reference != theirs).order_by(Event.id)).first()
    assert festival is not None
    children = db.session.scalars(select(Publication).where(Publication.festival == festival.slug)).all()
    assert len(children) == 3
