"""Nominatim and Photon, played by a small server on this machine."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from app.extensions import db
from app.geography import remote
from app.geography.chain import locate
from app.geography.models import GazetteerPostcode
from app.geography.place import Precision, Source
from app.geography.turns import Turns
from app.registry.vocabularies.places import Nation

HALL: dict[str, Any] = {
    "lat": "53.8", "lon": "-1.55", "display_name": "Albion Hall, Leeds, LS1 1AA", "addresstype": "building",
    "address": {"state": "England", "country_code": "gb", "postcode": "LS1 1AA"},
}  # fmt: skip


class Service:
    """A geocoder's server: what it answers, and what it was asked."""

    def __init__(self) -> None:
        self.answer: Any = []
        self.status = 200
        self.asked: list[dict[str, list[str]]] = []
        self.agents: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(parse_qs(urlsplit(self.path).query))
                service.agents.append(self.headers["User-Agent"])
                body = service.answer if isinstance(service.answer, bytes) else json.dumps(service.answer).encode()
                self.send_response(service.status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def service(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The server, configured as this application's Nominatim."""
    service = Service()
    thread = Thread(target=service.server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setitem(app.config, "GEOCODER", "nominatim")
    monkeypatch.setitem(app.config, "GEOCODER_URL", service.url)
    monkeypatch.setattr(remote, "SECONDS_BETWEEN", 0.0)
    remote.connected.cache_clear()
    yield service
    service.server.shutdown()
    service.server.server_close()
    thread.join()
    remote.connected.cache_clear()


def test_without_the_setting_nobody_is_asked(app: Flask) -> None:
    assert remote.configured() is None


def test_an_address_is_asked_once_and_remembered(service: Service) -> None:
    service.answer = [HALL]
    first = locate("Albion Hall")
    assert first is not None
    assert (first.latitude, first.precision, first.source) == (53.8, Precision.ADDRESS, Source.NOMINATIM)
    assert (first.nation, first.postcode, first.outward) == (Nation.ENGLAND, "LS1 1AA", "LS1")
    again = locate("  albion hall")
    assert again is not None
    assert (again.name, again.point, again.nation) == (first.name, first.point, first.nation)
    assert len(service.asked) == 1
    assert service.asked[0]["countrycodes"] == ["gb,ie,im,je,gg"]
    assert service.agents[0].startswith("coproduction-week-registry (http")


def test_not_found_is_remembered_too(service: Service) -> None:
    assert locate("Nowhere Hall") is None
    assert locate("Nowhere Hall") is None
    assert len(service.asked) == 1


def test_what_we_know_ourselves_is_not_asked(service: Service) -> None:
    for text in ("Leeds", "Newport, Wales", "LS", "olu@example.org", "x " * 140):
        locate(text)
    assert service.asked == []


def test_a_town_in_an_address_is_the_answer_when_the_service_knows_nothing(service: Service) -> None:
    place = locate("Nowhere Hall, Leeds")
    assert place is not None
    assert (place.name, place.source) == ("Leeds", Source.TOWNS)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, b""),
        (429, b""),
        (403, b"no"),
        (200, b"<html>"),
        (200, {"error": "x"}),
        (200, [{"lat": "north"}]),
        (200, [7]),
    ],
)
def test_a_failure_is_not_the_organisers_and_is_not_asked_again_at_once(
    service: Service, status: int, answer: Any
) -> None:
    service.status, service.answer = status, answer
    assert locate("Albion Hall") is None
    assert locate("Another Hall") is None
    assert len(service.asked) == 1


def test_a_server_that_is_not_there_is_no_error(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "GEOCODER", "nominatim")
    monkeypatch.setitem(app.config, "GEOCODER_URL", "http://127.0.0.1:9")
    assert locate("Albion Hall") is None


def test_an_unknown_geocoder_is_none(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "GEOCODER", "oracle")
    assert locate("Albion Hall") is None


def test_an_answer_abroad_is_not_found(service: Service) -> None:
    service.answer = [HALL | {"address": {"country_code": "fr"}}]
    assert locate("Albion Hall") is None


def test_photon_is_understood(service: Service, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "GEOCODER", "photon")
    properties = {"name": "Albion Hall", "countrycode": "GB", "state": "Scotland", "type": "house"}
    service.answer = {"features": [{"geometry": {"coordinates": [-4.25, 55.86]}, "properties": properties}]}
    place = locate("Albion Hall")
    assert place is not None
    assert (place.latitude, place.source, place.nation) == (55.86, Source.PHOTON, Nation.SCOTLAND)
    assert place.precision is Precision.ADDRESS


def test_a_request_that_is_writing_is_not_held_up(service: Service) -> None:
    service.answer = [HALL]
    db.session.add(GazetteerPostcode(postcode="LS11AA", latitude=5380000, longitude=-150000))
    db.session.flush()
    assert locate("Albion Hall") is not None
    db.session.commit()


def test_turns_are_a_second_apart_and_nobody_waits_long() -> None:
    turns = Turns(0.2)
    assert turns.take(0)
    assert not turns.take(0.05)
    assert turns.take(1)
    turns.rest(60)
    assert not turns.take(2)
