"""Addresses to subscribe to."""

from urllib.parse import parse_qs, urlsplit

from app.catalogue.query import EventQuery
from app.feeds.subscribing import addresses

SITE = "https://weeks.example"


def test_every_form_leads_to_the_same_calendar() -> None:
    found = addresses(SITE, EventQuery(nation="wales", q="gŵyl & te", page=3), "Events in Wales")
    assert found.https == "https://weeks.example/events.ics?nation=wales&q=g%C5%B5yl+%26+te"
    assert found.webcal == found.https.replace("https:", "webcal:")
    assert parse_qs(urlsplit(found.google).query) == {"cid": [found.webcal]}
    for address in (found.outlook, found.microsoft_365):
        assert parse_qs(urlsplit(address).query) == {"url": [found.https], "name": ["Events in Wales"]}
        assert "+" not in address


def test_the_calendar_of_everything_has_a_short_address() -> None:
    assert addresses(SITE, EventQuery(), "All").https == "https://weeks.example/events.ics"


def test_a_site_without_https_can_be_tried_too() -> None:
    assert addresses("http://127.0.0.1:5000", EventQuery(), "All").webcal == "webcal://127.0.0.1:5000/events.ics"
