"""Where: postcodes however they are typed, places that are not found, what stays private."""

from typing import Any

import pytest

from app.catalogue.document import place
from app.extensions import db
from app.geography.models import GazetteerOutward, GazetteerPostcode
from app.registry.revision import Revision
from tests.submission.forms.conftest import Fill

LEEDS = {"format": "in_person", "venue": "Central Library", "town": "Leeds", "postcode": "LS1 4AP"}
HYBRID = LEEDS | {"format": "hybrid", "online_url": "https://meet.example/secret"}


def errors(form: Any) -> dict[str, str]:
    return {error["href"]: error["text"] for error in form.error_list()}


@pytest.mark.parametrize(
    "typed", ["LS1 4AP", "ls14ap", " l s 1 4 a p ", "LS1-4AP", "ls1 4ap.", "LSI 4AP", "LS1\u00a04AP"]
)
def test_a_postcode_is_read_however_it_is_typed(fill: Fill, typed: str) -> None:
    form = fill("where", LEEDS | {"postcode": typed})
    assert errors(form) == {}
    place = form.place()
    assert place is not None
    assert place.postcode == "LS1 4AP"
    assert place.found
    assert place.nation == "england"


@pytest.mark.parametrize("typed", ["ZZ1 1ZZ", "LS1 4A!", "somewhere near Leeds", "ß" * 10])
def test_what_cannot_be_a_postcode_is_put_right(fill: Fill, typed: str) -> None:
    form = fill("where", LEEDS | {"postcode": typed})
    assert errors(form) == {"#postcode": "Enter a full UK postcode, like LS1 4AP"}
    assert form.postcode.typed


@pytest.mark.parametrize(("typed", "kept"), [("LS1", "LS1"), ("ls1 9zz", "LS1 9ZZ"), ("d02af30", "D02 AF30")])
def test_a_part_of_a_postcode_a_new_one_and_an_eircode_are_kept(fill: Fill, typed: str, kept: str) -> None:
    form = fill("where", LEEDS | {"postcode": typed})
    assert errors(form) == {}
    place = form.place()
    assert place is not None
    assert place.postcode == kept


def test_a_door_needs_a_town_or_a_postcode_or_the_word_that_it_is_not_known(fill: Fill) -> None:
    nowhere = {"format": "in_person"}
    assert list(errors(fill("where", nowhere))) == ["#town"]
    assert errors(fill("where", nowhere | {"place_tbc": "yes"})) == {}
    assert errors(fill("where", {"format": "online"})) == {}


def test_how_people_take_part_is_asked(fill: Fill) -> None:
    assert errors(fill("where", {})) == {"#format": "Choose how people take part"}
    assert errors(fill("where", {"format": "by_carrier_pigeon"})) == {"#format": "Choose one of the answers listed"}


@pytest.mark.parametrize(("ticked", "public"), [([], False), (["yes"], True)])
def test_a_link_to_join_is_private_unless_ticked(fill: Fill, ticked: list[str], public: bool) -> None:
    form = fill("where", HYBRID | {"online_url_public": ticked})
    revision = Revision(places=[])
    form.save(None, revision)
    assert revision.online_url == "https://meet.example/secret"
    assert revision.online_url_public is public


def test_a_tick_without_a_link_shows_nothing(fill: Fill) -> None:
    form = fill("where", HYBRID | {"online_url": "", "online_url_public": ["yes"]})
    revision = Revision(places=[])
    form.save(None, revision)
    assert revision.online_url_public is False


def test_the_area_and_not_the_door(fill: Fill) -> None:
    place = fill("where", LEEDS | {"area_only": ["yes"]}).place()
    assert place is not None
    assert place.area_only


SECRET = {"format": "in_person", "venue": "Flat 4", "area_only": ["yes"]}


KNOWN = {"latitude": 5379812, "longitude": -154812, "country": "E", "region": 3, "council_code": None}


@pytest.mark.parametrize(("north", "told"), [(0.0, 0), (0.9, 0), (1.1, 1), (3.2, 3)])
def test_a_pin_more_than_a_mile_from_its_postcode_is_doubted(fill: Fill, north: float, told: int) -> None:
    db.session.add(GazetteerPostcode(postcode="LS14AP", terminated=None, **KNOWN))
    db.session.flush()
    pin = {"latitude": f"{53.79812 + north / 69.1:.5f}", "longitude": "-1.54812"}
    form = fill("where", LEEDS | pin)
    assert form.error_list() == []
    assert form.astray == told
    assert bool(form.doubtful()) is bool(told)


@pytest.mark.parametrize(("north", "told"), [(0.0, 0), (0.9, 0), (1.1, 1), (3.2, 3)])
@pytest.mark.parametrize(
    ("postcode", "point"),
    [("SW1A 1AA", (51.501, -0.14159)), ("HS1 2AE", (58.20693, -6.38653)), ("TR18 4AB", (50.11662, -5.53116))],
)
def test_a_new_site_doubts_such_a_pin_too(
    fill: Fill, postcode: str, point: tuple[float, float], north: float, told: int
) -> None:
    latitude, longitude = point
    door = {"format": "in_person", "venue": "Here", "postcode": postcode}
    pin = {"latitude": f"{latitude + north / 69.1:.5f}", "longitude": f"{longitude}"}
    form = fill("where", door | pin)
    assert form.error_list() == []
    assert form.astray == told


BELFAST = {"latitude": "54.596", "longitude": "-5.93"}
LIBRARY = {"latitude": "53.79812", "longitude": "-1.54812"}


@pytest.mark.parametrize(
    ("typed", "unchecked"),
    [
        ({"postcode": "bt15gs", **BELFAST}, "BT1 5GS"),
        ({"postcode": "BT1 5GS", "town": "Belfast", **BELFAST}, "BT1 5GS"),
        ({"postcode": "IM1 1AG", "latitude": "54.15", "longitude": "-4.48"}, "IM1 1AG"),
        ({"postcode": "LS1 9YY", **LIBRARY}, "LS1 9YY"),
        ({"postcode": "LS1 4AP", **LIBRARY}, ""),
        ({"postcode": "LS1 4AP", **BELFAST}, ""),
        ({"postcode": "BT1 5GS"}, ""),
        ({"postcode": "BT1 5GS", **LIBRARY}, ""),
        ({"town": "Belfast", **BELFAST}, ""),
        ({"format": "online", "postcode": "BT1 5GS", **BELFAST}, "BT1 5GS"),
    ],
)
def test_a_pin_that_cannot_be_held_against_its_postcode_is_said(
    fill: Fill, typed: dict[str, str], unchecked: str
) -> None:
    form = fill("where", {"format": "in_person", "venue": "Here"} | typed)
    assert form.error_list() == []
    assert form.unchecked == unchecked
    assert bool(form.doubtful()) is (form.format.data == "in_person" and bool(unchecked or form.astray))


def test_a_site_with_the_postcodes_of_northern_ireland_checks_them(fill: Fill) -> None:
    here = {"latitude": 5459600, "longitude": -593000, "country": "N", "region": None, "council_code": None}
    db.session.add(GazetteerPostcode(postcode="BT15GS", terminated=None, **here))
    db.session.flush()
    door = {"format": "in_person", "venue": "Here", "postcode": "BT1 5GS"}
    assert fill("where", door | BELFAST).doubtful() == ""
    form = fill("where", door | BELFAST | {"latitude": "54.63"})
    assert (form.astray, form.unchecked) == (2, "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"postcode": "LS1 4AP"}, ("", "LS1")),
        ({"postcode": "LS1 4AP", "town": "Leeds"}, ("Leeds", "LS1")),
        ({"town": "Leeds LS1 4AP"}, ("Leeds LS1", "")),
        ({"postcode": "D02AF30", "town": "Dublin, d02 af30"}, ("Dublin, D02", "D02")),
        ({"postcode": "LS1"}, ("", "LS1")),
    ],
)
def test_no_part_of_an_area_names_a_door(fill: Fill, typed: dict[str, str], shown: tuple[str, str]) -> None:
    db.session.add(GazetteerPostcode(postcode="LS14AP", terminated=None, **KNOWN))
    db.session.add(GazetteerOutward(outward="LS1", **(KNOWN | {"latitude": 53.79, "longitude": -1.54})))
    db.session.flush()
    row = fill("where", SECRET | typed).place()
    public = place(row)
    assert public is not None
    assert (public["town"], public["postcode"]) == shown
    assert "4AP" not in str(public)
    assert "AF30" not in str(public).upper()


def test_what_is_typed_is_kept_where_the_format_is_not_known_yet(fill: Fill) -> None:
    place = fill("where", LEEDS | {"format": "not_stated"}).place()
    assert place is not None
    assert (place.venue, place.postcode) == ("Central Library", "LS1 4AP")
