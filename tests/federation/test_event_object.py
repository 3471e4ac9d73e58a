"""An event in the words of other servers. What they read is written down in ``event_object``."""

import json
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.models import Publication, PublishedWeek
from app.federation.activities import in_context
from app.federation.event_object import event_object
from app.federation.models import Announcement
from app.registry.times import instant
from tests.catalogue.documents import a_document, a_place, a_session

MADE = datetime(2027, 5, 2, 10, 0, tzinfo=UTC)
ACTOR = "https://weeks.example/federation/weeks/week"


@pytest.fixture(scope="module")
def words_only(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The site's settings, without its database."""
    from app import create_app
    from tests.conftest import settings as for_tests

    folder = tmp_path_factory.mktemp("words")
    given_settings = for_tests(folder, f"sqlite:///{folder / 'none.sqlite3'}", SITE_URL="https://weeks.example")
    app = create_app(given_settings)
    with app.app_context():
        yield app


def shown(updates: int = 0, hashtag: str = "#CoProWeek", **said: Any) -> dict[str, Any]:
    """The Event of a document."""
    document = a_document(**{"image": None, **said})
    days = [date.fromisoformat(one["starts_on"]) for one in document["sessions"]]
    last = document["sessions"][-1]
    ends = instant(days[-1], time.fromisoformat(last["end_time"])) if last["end_time"] else None
    first = document["sessions"][0]
    starts = instant(days[0], time.fromisoformat(first["start_time"] or "00:00"))
    publication = SimpleNamespace(document=document, uid=str(uuid4()), starts_at=starts, ends_at=ends or starts)
    week = PublishedWeek(slug="week", document={"hashtag": hashtag})
    announced = Announcement(key="0" * 32, updates=updates, made_at=MADE, updated_at=MADE.replace(hour=12))
    return event_object(cast(Publication, publication), week, announced)


def test_everything_mobilizon_gancio_and_mastodon_read_is_there(words_only: Flask) -> None:
    event = shown(booking_url="https://book.example/", website="https://circle.example/")
    assert event["id"] == f"https://weeks.example/federation/events/{'0' * 32}"
    assert (event["type"], event["attributedTo"]) == ("Event", ACTOR)
    assert event["to"] == ["https://www.w3.org/ns/activitystreams#Public"]
    assert event["cc"] == [f"{ACTOR}/followers"]
    assert event["url"].startswith("https://weeks.example/events/")
    assert (event["startTime"], event["endTime"]) == ("2027-07-07T10:00:00+01:00", "2027-07-07T11:30:00+01:00")
    assert event["timezone"] == "Europe/London"
    assert event["published"] == "2027-05-02T10:00:00Z"
    assert "updated" not in event
    assert shown(updates=1)["updated"] == "2027-05-02T12:00:00Z"
    assert (event["status"], event["ical:status"]) == ("CONFIRMED", "CONFIRMED")
    assert (event["joinMode"], event["externalParticipationUrl"]) == ("external", "https://book.example/")
    assert event["isOnline"] is False
    assert event["commentsEnabled"] is False
    assert event["location"] == {
        "type": "Place",
        "name": "Leeds Central Library",
        "address": {
            "type": "PostalAddress",
            "streetAddress": "Calverley Street",
            "addressLocality": "Leeds",
            "addressRegion": "England",
            "postalCode": "LS1 3AB",
            "addressCountry": "United Kingdom",
        },
        "latitude": 53.80083,
        "longitude": -1.54846,
    }
    assert event["tag"] == [
        {"type": "Hashtag", "name": "#CoProWeek", "href": "https://weeks.example/events?week=week"}
    ]
    assert "Wednesday 7 July 2027" in event["summary"]
    assert "Bring a story." in event["content"]
    assert event["nameMap"]["cy"] == "Cylch rhannu"
    context = in_context(event)["@context"][1]
    assert {"timezone", "joinMode", "isOnline", "ical", "status", "PostalAddress"} <= set(context)


def test_every_attachment_has_a_media_type_and_the_picture_its_description(words_only: Flask) -> None:
    image = {"key": "a" * 40 + "-800x600.jpg", "alt": "Two people laughing", "width": 800, "height": 600}
    attachments = shown(image=image, online_url="https://meet.example/x")["attachment"]
    assert all(one["mediaType"] for one in attachments)
    assert attachments[0] == {
        "type": "Document",
        "mediaType": "image/jpeg",
        "url": f"https://weeks.example/pictures/{image['key']}",
        "name": "Two people laughing",
        "width": 800,
        "height": 600,
    }
    assert {one["name"] for one in attachments[1:]} == {"Website", "Join online"}


@pytest.mark.parametrize(
    ("happening", "status", "name"),
    [
        ("cancelled", "CANCELLED", "Cancelled: Sharing circle"),
        ("postponed", "TENTATIVE", "Postponed: Sharing circle"),
        ("moved_online", "CONFIRMED", "Sharing circle"),
    ],
)
def test_what_has_changed_is_said(words_only: Flask, happening: str, status: str, name: str) -> None:
    event = shown(happening=happening, happening_reason="The hall flooded.")
    assert (event["status"], event["ical:status"], event["name"]) == (status, status, name)
    assert "The hall flooded." in event["summary"]
    assert "The hall flooded." in event["content"]
    assert ("location" in event, event["isOnline"]) == (happening != "moved_online", happening == "moved_online")


def test_an_area_is_an_area_and_no_door(words_only: Flask) -> None:
    place = a_place(venue="", address="", postcode="LS9", area_only=True, latitude=53.8, longitude=-1.5)
    event = shown(place=place)
    assert set(event["location"]) == {"type", "name", "address"}
    assert event["location"]["name"] == "Leeds area, LS9"
    assert event["location"]["address"]["addressCountry"] == "United Kingdom"


def test_online_or_not_known_yet_has_no_place(words_only: Flask) -> None:
    assert "location" not in shown(format="online", place=None)
    assert shown(format="online", place=None)["isOnline"] is True
    assert "location" not in shown(format="not_stated", place=None)


def test_all_day_and_no_end_and_to_be_confirmed(words_only: Flask) -> None:
    assert "endTime" not in shown(sessions=[a_session(end_time=None)])
    unsure = shown(sessions=[a_session(timing="time_tbc")])
    assert (unsure["status"], unsure["startTime"]) == ("TENTATIVE", "2027-07-07T00:00:00+01:00")
    winter = shown(sessions=[a_session(starts_on="2027-11-10")])
    assert winter["startTime"] == "2027-11-10T10:00:00+00:00"


def test_a_week_without_a_hashtag_has_none(words_only: Flask) -> None:
    assert shown(hashtag="")["tag"] == []
    assert shown(hashtag="#Co-Pro Week!")["tag"][0]["name"] == "#CoProWeek"


NASTY = st.text(min_size=1, max_size=60) | st.sampled_from(["<script>alert(1)</script>", '"><b>', "&amp;", "a\nb"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=NASTY, summary=NASTY, reason=NASTY, venue=NASTY)
def test_organisers_words_are_never_markup(
    words_only: Flask, title: str, summary: str, reason: str, venue: str
) -> None:
    said = {"title": title, "summary": summary, "happening_reason": reason, "happening": "cancelled"}
    event = shown(**said, place=a_place(venue=venue))
    assert event["name"] == f"Cancelled: {title}"
    for html in (event["summary"], event["content"]):
        assert "<script" not in html
        assert "<b>" not in html
    json.dumps(event)


def test_nothing_but_the_public_document_is_told(words_only: Flask) -> None:
    contact = {"role": "Events team", "email": "hello@circle.example"}
    text = json.dumps(shown(online_url="", contact=contact, organisation={"slug": "x", "name": "C", "website": ""}))
    assert "private" not in text
    assert "https://meet.example" not in text
