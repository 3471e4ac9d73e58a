"""The data face: a FeatureCollection that any map can read."""

import json
from typing import Any

from app.extensions import db
from tests.catalogue.rows import published
from tests.client import Visitor
from tests.selects import counted_selects


def collection(vi: Visitor, path: str) -> dict[str, Any]:
    """The answer, read."""
    data: dict[str, Any] = json.loads(vi.get(path).response.data)
    return data


def test_features_stand_in_the_order_of_the_list_longitude_first(vi: Visitor) -> None:
    published("Circle")
    published("Chat", format="online", place=None)
    db.session.commit()
    data = collection(vi, "/events.geojson")
    assert data["type"] == "FeatureCollection"
    assert [one["properties"]["title"] for one in data["features"]] == ["Circle", "Chat"]
    assert data["features"][0]["geometry"] == {"type": "Point", "coordinates": [-1.54846, 53.80083]}
    assert data["features"][1]["geometry"] is None
    assert vi.response.mimetype == "application/geo+json"
    assert vi.response.headers["Access-Control-Allow-Origin"] == "*"


def test_the_whole_says_what_it_is_and_what_it_could_not_use(vi: Visitor) -> None:
    data = collection(vi, "/events.geojson?format=online&nation=narnia")
    assert data["title"] == "Online events"
    assert data["page"] == "http://127.0.0.1:5000/events?format=online"
    assert "open-government-licence" in data["licence"]
    assert [problem["parameter"] for problem in data["problems"]] == ["nation"]
    assert data["features"] == []


def test_any_words_of_an_organiser_arrive_as_written(vi: Visitor) -> None:
    title = '"},{"type":"Feature" \u2028 \\ 🎪 </script>'
    published(title, slug="odd")
    db.session.commit()
    assert collection(vi, "/events.geojson")["features"][0]["properties"]["title"] == title


def test_two_selects_whatever_the_number(vi: Visitor) -> None:
    for number in range(30):
        published(f"Table {number}")
    db.session.commit()
    with counted_selects() as sent:
        assert len(collection(vi, "/events.geojson")["features"]) == 30
    assert len(sent) == 2  # the catalogue's version, the features
