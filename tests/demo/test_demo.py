"""Past and example events go through the real path, say what they are, and are the same whenever they are made."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.models import Publication
from app.demo import archive, generator
from app.demo.weeks import DATA
from app.extensions import db
from app.notifications.models import OutboxMessage


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


def test_no_two_generated_events_share_a_reference() -> None:
    first = generator.first_free("1/7", set())
    again = generator.first_free("1/7", {str(first.reference)})
    assert len({first.reference, again.reference}) == len({first.uid, again.uid}) == 2
    assert generator.first_free("1/7", {str(first.reference)}) == again
