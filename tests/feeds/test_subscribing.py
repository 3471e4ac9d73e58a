"""Addresses to subscribe to."""

from urllib.parse import parse_qs, urlsplit

from app.feeds.subscribing import addresses

ADDRESS = "https://weeks.example/events.ics?nation=wales&q=g%C5%B5yl+%26+te"


def test_every_form_leads_to_the_same_calendar() -> None:
    found = addresses(ADDRESS, "Events in Wales")
    assert found.https == ADDRESS
    assert found.webcal == ADDRESS.replace("https:", "webcal:")
    assert parse_qs(urlsplit(found.google).query) == {"cid": [found.webcal]}
    for address in (found.outlook, found.microsoft_365):
        assert parse_qs(urlsplit(address).query) == {"url": [found.https], "name": ["Events in Wales"]}
        assert "+" not in address


def test_a_site_without_https_can_be_tried_too() -> None:
    assert addresses("http://127.0.0.1:5000/events.ics", "All").webcal == "webcal://127.0.0.1:5000/events.ics"
