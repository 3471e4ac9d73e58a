"""A query in words."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.catalogue.heading import heading
from app.catalogue.query import EventQuery
from app.extensions import db
from tests.catalogue.rows import a_week, an_organisation, published


@pytest.fixture(autouse=True)
def names(app: Flask) -> None:
    """What the addresses of a Week, an organisation and a festival are called."""
    a_week()
    an_organisation()
    published("Leeds Together", kind="festival")
    db.session.commit()


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "Events"),
        ([("format", "online"), ("nation", "wales"), ("access", "bsl")], "Online events in Wales with BSL"),
        ([("access", "step_free"), ("access", "easy_read")], "Events with step-free and Easy Read"),
        ([("kind", "festival"), ("cost", "free")], "Free festivals"),
        ([("near", "Leeds"), ("within", "10")], "Events within 10 miles of Leeds"),
        ([("week", "co-production-week-2027")], "Events in Co-production Week 2027"),
        ([("organisation", "circle")], "Events by The Circle"),
        ([("festival", "leeds-together")], "Events in Leeds Together"),
        ([("week", "no-such-week")], "Events in no-such-week"),
        ([("audience", "unpaid_carers")], "Events for unpaid carers"),
        ([("language", "cy")], "Events in Welsh"),
        ([("q", "tea")], "Events about “tea”"),
        ([("from", "2027-07-05"), ("to", "2027-07-05")], "Events on 5 July 2027"),
        ([("from", "2027-07-05"), ("to", "2027-07-09")], "Events from 5 July 2027 up to 9 July 2027"),
        ([("region", "north-east"), ("nation", "england")], "Events in North East, England"),
        ([("together", "planned_together")], "Events planned with people with lived experience"),
    ],
)
def test_a_query_is_worded(pairs: list[tuple[str, str]], words: str) -> None:
    assert heading(EventQuery.from_args(MultiDict(pairs))) == words
