"""What differs between two revisions, and who reads it first."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.registry.differences import (
    ASKED_ON,
    NOT_SAID,
    TITLES,
    WORDING,
    Difference,
    Kind,
    differences,
    only_wording,
)
from app.registry.revision import Revision
from tests.registry.factory import a_place, a_revision, a_session

UID = {"uid": "11111111-1111-4111-8111-111111111111"}


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """What differs between the factory's revision changed one way and another."""
    base = {"sessions": [a_session(**UID)]}
    return differences(a_revision(**(base | before)), a_revision(**({"sessions": [a_session(**UID)]} | after)))


def test_every_column_is_on_a_page_or_no_answer() -> None:
    asked = {name for names in ASKED_ON.values() for name in names}
    assert {column.key for column in Revision.__table__.columns} == asked | NOT_SAID


def test_nothing_differs_from_itself() -> None:
    assert compare({}, {}) == []


REVIEWED: list[dict[str, Any]] = [
    {"sessions": [a_session(at=time(11), **UID)]},
    {"sessions": [a_session(day=date(2027, 7, 8), **UID)]},
    {"sessions": [a_session(**UID), a_session(day=date(2027, 7, 9))]},
    {"sessions": [a_session(drop_in=True, **UID)]},
    {"sessions": []},
    {"places": [a_place(venue="Hyde Park Hall")]},
    {"places": [a_place(latitude=53.81)]},
    {"places": [a_place(area_only=True)]},
    {"places": []},
    {"access": {"step_free": {"state": "no", "note": ""}}},
    {"access": {}},
    {"access_ask_by": date(2027, 7, 1)},
    {"cost": "paid"},
    {"cost_note": "£5"},
    {"booking_url": "https://book.example/"},
    {"contact_email": "other@circle.example"},
    {"contact_shown": []},
    {"organisation_name": "Another circle"},
    {"campaign_id": 1},
    {"festival_id": 1},
    {"kind": "activity"},
    {"online_url": "https://meet.example/"},
    {"website": "https://circle.example/"},
    {"image": "abc.webp"},
    {"title": "A quite different event"},
    {"title": ""},
    {"summary": "See https://elsewhere.example/"},
    {"description": "Write to me@elsewhere.example"},
    {"together": {"planning": "staff"}},
]


@pytest.mark.parametrize("said", REVIEWED, ids=lambda said: next(iter(said)))
def test_what_people_plan_by_is_read_first(said: dict[str, Any]) -> None:
    found = compare({}, said)
    assert found
    assert not only_wording(found)


@pytest.mark.parametrize(
    "said",
    [
        {"title": "The sharing circle!"},
        {"title": "Sharing circles"},
        {"summary": "Other words."},
        {"description": "Bring a story.\n\n* Tea at eleven"},
        {"audience_note": "Come as you are"},
        {"sessions": [a_session(label="First", **UID)]},
    ],
    ids=lambda said: str(said)[:30],
)
def test_other_words_are_not(said: dict[str, Any]) -> None:
    found = compare({}, said)
    assert [one.kind for one in found] == [Kind.WORDING]


def test_a_place_found_again_elsewhere_in_the_table_is_the_same_place() -> None:
    assert compare({}, {"places": [a_place(source="towns", latitude=53.80084)]}) == []


TEXTS = st.text(max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*WORDING, *TITLES, "cost_note", "phone_in", "contact_role"]), TEXTS))
def test_exactly_what_was_changed_differs(said: dict[str, str]) -> None:
    before, after = a_revision(), a_revision(**said)
    after.sessions = [a_session(uid=before.sessions[0].uid)]
    changed = {name for name, text in said.items() if text != (getattr(before, name) or "")}
    found = {one.field for one in differences(before, after) if (one.before or "") != (one.after or "")}
    assert found == changed
