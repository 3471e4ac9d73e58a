"""Vi looks at the map, and at the list that has the same without it."""

from app.extensions import db
from tests.catalogue.rows import published
from tests.client import Visitor
from tests.selects import counted_selects


def test_the_list_beside_the_map_is_complete_and_in_the_same_order(vi: Visitor) -> None:
    published("Circle")
    published("Walk")
    published("Chat", format="online", place=None)
    published("Moved", happening="moved_online", happening_reason="Snow.")
    db.session.commit()
    vi.get("/map").has("4 events", "Not on the map", "These are online, or their place is not known yet.")
    placed = [link["href"] for link in vi.page.soup.select("#map-list .card__link")]
    assert placed == ["/events/circle", "/events/walk"]
    assert [title.get_text() for title in vi.page.soup.select(".card__title")] == ["Circle", "Walk", "Chat", "Moved"]


def test_the_map_asks_for_the_same_query(vi: Visitor) -> None:
    vi.get("/map?near=Leeds&within=5&page=2&nonsense=1")
    element = vi.page.soup.select_one("#map")
    assert element is not None
    assert element["data-geojson-url"] == "/events.geojson?near=Leeds&within=5"
    assert not element.has_attr("data-tile-url")


def test_tiles_are_used_only_when_an_operator_says_so(vi: Visitor) -> None:
    vi.app.config.update(MAP_TILE_URL="https://tiles.example/{z}/{x}/{y}.png", MAP_TILE_ATTRIBUTION="Tiles")
    try:
        vi.get("/map")
        element = vi.page.soup.select_one("#map")
        assert element is not None
        assert element["data-tile-url"] == "https://tiles.example/{z}/{x}/{y}.png"
    finally:
        vi.app.config.update(MAP_TILE_URL="", MAP_TILE_ATTRIBUTION="")


def test_when_nothing_is_near_the_map_says_so(vi: Visitor) -> None:
    published("Circle")
    db.session.commit()
    vi.get("/map?near=Swansea&within=5").has("Nothing found near Swansea yet.")


def test_garbage_gets_words(vi: Visitor) -> None:
    vi.get("/map?near=%00&within=-1&access=%ff&page=x&from=never").has("Something we could not use")


def test_the_number_of_selects_does_not_grow(vi: Visitor) -> None:
    for number in range(30):
        published(f"Table {number}")
    db.session.commit()
    with counted_selects() as sent:
        vi.get("/map")
    assert len(sent) == 4  # the catalogue's version, the count, the events, the Weeks of the form
