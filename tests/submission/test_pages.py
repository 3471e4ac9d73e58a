"""The pages when something is wrong: said, linked, and what was typed is kept."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from app.registry.event import Event
from tests.client import Visitor
from tests.submission.answers import SIMPLEST, answer, answer_all, start

ReadEvent = Callable[[str], Event]
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("about", {"title": ""}, "Enter the name of your event"),
    ("about", {"title": "x" * 10_000}, "Name must be 120 characters or fewer"),
    ("about", {"title": "Circle\x00"}, "Take out the character we cannot read from name"),
    ("about", {"festival": "CW-ZZZZZZ"}, "We do not know that festival"),
    ("about", {"website": "javascript:alert(1)"}, "Enter a web address that starts with https://"),
    ("when", {"sessions-0-starts_on-day": "31", "sessions-0-starts_on-month": "2"}, "Date must be a real date"),
    ("when", {"sessions-0-end_time": "9am"}, "The end must be after the start"),
    ("when", {"sessions-0-start_time": "teatime"}, "Enter a time like 9:30am"),
    ("where", {"town": "", "postcode": ""}, "Enter a town or a postcode"),
    ("where", {"postcode": "LS1 4A!"}, "Enter a full UK postcode"),
    (
        "access",
        {"access_checked_on-day": "1", "access_checked_on-month": "1", "access_checked_on-year": "2150"},
        "today",
    ),
    ("joining", {"booking": "required"}, "Tell people how to book"),
    ("joining", {"capacity": "lots"}, "must be a whole number"),
    ("contacts", {"your_email": "olu@"}, "Enter an email address in the right shape"),
    ("contacts", {"your_email": "olú@example.org"}, "Our mail cannot reach this address"),
    ("contacts", {"contact_shown": ["email"]}, "You ticked something that is empty"),
]


@pytest.mark.parametrize(("page", "typed", "said"), WRONG, ids=[f"{page}-{said}" for page, _, said in WRONG])
def test_what_is_wrong_is_said_linked_and_kept(olu: Visitor, page: str, typed: dict[str, Any], said: str) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/{page}")
    answer(olu, page, 422, **typed)
    assert olu.page.title.startswith("Error: ")
    summary = olu.page.soup.select_one(".govuk-error-summary")
    assert summary is not None
    assert said in summary.get_text()
    for link in summary.select("a"):
        target = olu.page.soup.find(id=str(link["href"]).removeprefix("#"))
        assert target is not None
        assert target.name in {"input", "textarea", "select"}
    for value in (SIMPLEST[page] | typed).values():
        assert not isinstance(value, str) or value.replace("\x00", "") in olu.page.html


def test_a_place_nobody_knows_is_told_once_and_the_moderator_sees_it(olu: Visitor, event_of: ReadEvent) -> None:
    nowhere = {"town": "Llanfairnowhere", "postcode": ""}
    reference = start(olu)
    olu.get(f"/submit/{reference}/where")
    answer(olu, "where", **nowhere).has("We could not find “Llanfairnowhere” on the map", "press Continue")
    assert olu.path.endswith("/where")
    olu.submit("Continue")
    assert olu.path.endswith("/access")
    place = event_of(reference).latest.place
    assert place is not None
    assert (place.town, place.found) == ("Llanfairnowhere", False)


def test_another_place_that_is_not_found_is_told_again(olu: Visitor) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/where")
    answer(olu, "where", town="Llanfairnowhere", postcode="")
    answer(olu, "where", town="Aberneverwas", postcode="").has("We could not find “Aberneverwas” on the map")


def test_dates_are_added_and_removed_and_nothing_typed_is_lost(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/when")
    olu.submit("Add another date", **SIMPLEST["when"] | {"sessions-0-start_time": "teatime"})
    assert 'value="teatime"' in olu.page.html
    second = {name.replace("-0-", "-1-"): value for name, value in SIMPLEST["when"].items()}
    olu.submit("Add another date", **second | {"sessions-1-label": "Evening"})
    olu.submit("Remove date 1").has("Date 2")
    assert "teatime" not in olu.page.html
    assert 'value="Evening"' in olu.page.html
    olu.submit("Remove date 2").submit("Continue")
    rows = event_of(reference).latest.sessions
    assert [(row.label, row.position) for row in rows] == [("Evening", 0)]


def test_a_date_keeps_its_uid_when_its_time_changes(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    answer(olu, "about")
    answer(olu, "when")
    (before,) = [row.uid for row in event_of(reference).latest.sessions]
    olu.get(f"/submit/{reference}/when").submit("Add another date")
    later = {"sessions-0-start_time": "2pm", "sessions-0-end_time": "3pm"}
    second = {name.replace("-0-", "-1-"): value for name, value in SIMPLEST["when"].items()}
    olu.submit("Continue", **later | second)
    first, added = event_of(reference).latest.sessions
    assert first.uid == before
    assert first.start_time is not None
    assert first.start_time.hour == 14
    second_uid = added.uid
    assert second_uid != before
    olu.get(f"/submit/{reference}/when").submit("Remove date 1").submit("Continue")
    assert [row.uid for row in event_of(reference).latest.sessions] == [second_uid]


def test_a_uid_from_elsewhere_is_not_taken(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/when")
    answer(olu, "when", **{"sessions-0-uid": "11111111-1111-1111-1111-111111111111"})
    assert event_of(reference).latest.sessions[0].uid != "11111111-1111-1111-1111-111111111111"


def test_the_hour_that_comes_twice_is_said_before_sending(olu: Visitor) -> None:
    night = {"starts_on-day": "31", "starts_on-month": "10", "start_time": "1.30am", "end_time": "3am"}
    answer_all(olu, when={f"sessions-0-{name}": value for name, value in night.items()})
    olu.has("The clocks go back on 31 October 2027, so 1:30am comes twice. We mean the first.")


def test_a_question_left_empty_is_not_answered_with_its_placeholder(olu: Visitor) -> None:
    answer_all(olu)
    olu.lacks("Choose an answer")


def test_long_texts_and_markup_are_shown_as_typed(olu: Visitor) -> None:
    title = "<b>" + "Zusammenarbeitsveranstaltung" * 4 + "</b>"
    answer_all(olu, about={"title": title[:120], "description": "<script>alert(1)</script>\n\n" + "word " * 1500})
    olu.has(title[:120], "<script>alert(1)</script>")
    assert "<script>alert" not in olu.page.html


def test_a_form_without_its_token_is_kept_and_can_be_sent_again(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    typed = {"kind": "event", "title": "Kept title", "summary": "Kept summary", "languages": "en", "week": ""}
    olu.post(f"/submit/{reference}/about", typed | {"csrf_token": "stale"}, 400)
    olu.has("We could not be sure this came from you", "What you typed is still here")
    assert event_of(reference).latest.title == ""
    olu.submit("Send it again")
    assert olu.path.endswith("/when")
    assert event_of(reference).latest.title == "Kept title"


BIG = b"x" * (1024 * 1024 + 1)
PART = b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n'
BODIES = {
    "application/x-www-form-urlencoded": b"title=" + BIG,
    "multipart/form-data; boundary=b": PART + BIG + b"\r\n--b--\r\n",
}


@pytest.mark.parametrize("kind", BODIES)
def test_more_than_a_megabyte_is_refused_plainly(olu: Visitor, kind: str) -> None:
    reference = start(olu)
    olu.post(f"/submit/{reference}/about", BODIES[kind], 413, content_type=kind)
    assert re.search(r"too (big|large|much|long)", olu.page.text, re.IGNORECASE), olu.page.text


def test_a_key_this_site_never_made_begins_nothing(olu: Visitor) -> None:
    olu.get("/submit").submit("Start", key="k" * 150)
    assert olu.path == "/submit"


def test_sixty_dates_are_enough(app: Flask, olu: Visitor) -> None:
    reference = start(olu)
    many = {f"sessions-{n}-{k.split('-', 2)[2]}": v for n in range(60) for k, v in SIMPLEST["when"].items()}
    token = olu.get(f"/submit/{reference}/when").page.soup.select_one("main input[name=csrf_token]")
    assert token is not None
    many |= {f"sessions-{n}-timing": "timed" for n in range(60)} | {"csrf_token": str(token["value"])}
    olu.post(f"/submit/{reference}/when", many | {"add": "1"}).has("Give at most 60 dates")
    assert olu.page.title.startswith("Error: ")
