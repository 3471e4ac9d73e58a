"""The pin: found, moved by typing, doubted once when it disagrees, and never public where only the area is shown."""

import math
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.document import document
from app.extensions import db
from app.registry.event import Event
from app.registry.organiser import Organiser
from tests.client import Visitor
from tests.registry.factory import DECIDED, a_place, approved
from tests.submission.answers import answer, start
from tests.submission.coordinate_form import read

ReadEvent = Callable[[str], Event]
LEEDS = {"latitude": "53.8008", "longitude": "-1.5485"}


def open_where(olu: Visitor) -> str:
    """A draft, at its page about the place."""
    reference = start(olu)
    olu.get(f"/submit/{reference}/where")
    return reference


def test_a_typed_pin_near_the_town_is_taken(olu: Visitor, event_of: ReadEvent) -> None:
    reference = open_where(olu)
    answer(olu, "where", postcode="", **LEEDS)
    place = event_of(reference).latest.place
    assert place is not None
    assert (place.latitude, place.longitude, place.pinned) == (53.8008, -1.5485, True)
    olu.get(f"/submit/{reference}/where").has("where you put it", "53.80080")
    answer(olu, "where", postcode="", latitude="", longitude="")
    place = event_of(reference).latest.place
    assert place is not None
    assert not place.pinned
    assert place.found


def test_a_pin_far_from_the_town_is_doubted_once(olu: Visitor, event_of: ReadEvent) -> None:
    reference = open_where(olu)
    answer(olu, "where", postcode="", latitude="51.5", longitude="-0.1").has("The pin is about", "do not agree")
    assert olu.path.endswith("/where")
    assert event_of(reference).latest.places == []
    olu.submit("Continue")
    assert olu.path.endswith("/access")
    place = event_of(reference).latest.place
    assert place is not None
    assert (place.latitude, place.pinned) == (51.5, True)


def test_another_wrong_pin_is_doubted_again(olu: Visitor) -> None:
    open_where(olu)
    answer(olu, "where", postcode="", latitude="51.5", longitude="-0.1").has("do not agree")
    olu.submit("Continue", latitude="52.5").has("do not agree")


def test_the_same_pin_beside_another_postcode_is_doubted_again(olu: Visitor) -> None:
    open_where(olu)
    far = {"latitude": "53.83", "longitude": "-1.5485"}
    answer(olu, "where", postcode="LS1 4AP", **far).has("The pin is about 2 miles from there")
    olu.submit("Continue", postcode="M1 1AE", town="").has("do not agree")
    olu.submit("Continue")
    assert olu.path.endswith("/access")


def test_a_pin_nobody_can_check_is_looked_at_once(olu: Visitor, event_of: ReadEvent) -> None:
    reference = open_where(olu)
    told = ("We cannot check the pin for you", "We know only roughly where BT1 5GS is")
    answer(olu, "where", postcode="BT1 5GS", town="Belfast", latitude="54.596", longitude="-5.93").has(*told)
    assert event_of(reference).latest.places == []
    olu.submit("Continue")
    assert olu.path.endswith("/access")
    place = event_of(reference).latest.place
    assert place is not None
    assert (place.latitude, place.postcode, place.pinned, place.nation) == (
        54.596,
        "BT1 5GS",
        True,
        "northern-ireland",
    )


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        ("fifty", "-1.5", "Latitude must be a number, like 53.80083"),
        ("10", "-1.5", "Latitude must be between 49 and 61.5"),
        ("53.8", "170", "Longitude must be between -11 and 2.5"),
        ("53.8", "", "Enter both latitude and longitude"),
    ],
)
def test_what_is_no_point_is_said_and_kept(olu: Visitor, latitude: str, longitude: str, words: str) -> None:
    open_where(olu)
    answer(olu, "where", 422, latitude=latitude, longitude=longitude).has(words)
    assert olu.page.soup.select("#latitude")[0]["value"] == latitude
    assert olu.page.soup.select("details[open] #longitude")[0]["value"] == longitude


def test_the_pin_can_be_seen_before_going_on(olu: Visitor, event_of: ReadEvent) -> None:
    reference = open_where(olu)
    olu.submit("See the pin on the map", format="in_person", town="Leeds", venue="Central Library")
    olu.has("The pin: in the middle of Leeds")
    assert olu.page.soup.select("#venue")[0]["value"] == "Central Library"
    assert olu.page.soup.select("#pin-map")[0]["data-latitude"]
    assert event_of(reference).latest.places == []


def test_an_exact_pin_stays_out_of_the_catalogue_where_only_the_area_is_shown(
    app: Flask, olu: Visitor, event_of: ReadEvent
) -> None:
    reference = open_where(olu)
    answer(olu, "where", postcode="", area_only=["yes"], **LEEDS)
    event = event_of(reference)
    with app.test_request_context():
        public = document(event, event.latest)["place"]
    assert public is not None
    assert (public["latitude"], public["longitude"], public["venue"]) == (53.8, -1.5, "")


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_coordinate_or_words(text: str) -> None:
    value, words = read(text)
    assert (value is None) or (49 <= value <= 61.5 and math.isfinite(value))
    assert value is None or not words


@given(st.floats(49, 61.5), st.sampled_from(["", "°", " N", "° n"]))
def test_a_number_within_the_country_is_read(number: float, ending: str) -> None:
    value, words = read(f"{number:.5f}{ending}")
    assert not words
    assert value == pytest.approx(round(number, 5))


def test_places_given_before_are_offered_to_their_organiser_alone(
    olu: Visitor, stranger: Visitor, event_of: ReadEvent
) -> None:
    ada = Organiser(email="ada@example.org", created_at=DECIDED, confirmed_at=DECIDED)
    db.session.add(ada)
    home = approved(places=[a_place(venue="Ada’s house", address="9 Secret Lane", area_only=True)])
    home.organisers.append(ada)
    hall = approved(places=[a_place(venue="The Hall", pinned=True)])
    hall.organisers.append(ada)
    db.session.commit()
    ada_id = ada.id
    reference = open_where(olu)
    olu.lacks("Ada’s house", "The Hall")
    with olu.client.session_transaction() as cookie:
        cookie["organiser"] = ada_id
    olu.get(f"/submit/{reference}/where").has("Use a place you gave before", "Ada’s house", "The Hall")
    blank = {"venue": "", "town": "", "postcode": ""}
    answer(olu, "where", **blank, saved_place="The Hall, Calverley Street, Leeds LS1 3AB")
    place = event_of(reference).latest.place
    assert place is not None
    assert (place.venue, place.town, place.pinned) == ("The Hall", "Leeds", True)
    other = start(stranger)
    for page in ("about", "when", "where", "access", "together", "joining", "contacts"):
        stranger.get(f"/submit/{other}/{page}")
        answer(stranger, page)
    stranger.get(f"/submit/{other}/where").has("The Hall").lacks("Ada’s house", "9 Secret Lane")
    hidden = home.latest.places[0].id
    stranger.get(f"/submit/{other}/where")
    token = str(stranger.page.soup.select("input[name=csrf_token]")[0]["value"])
    sent = {"csrf_token": token, "format": "in_person", "saved_place": str(hidden)}
    stranger.post(f"/submit/{other}/where", sent, 422).has("Choose one of the answers listed").lacks("Secret Lane")
