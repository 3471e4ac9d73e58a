"""Whatever organisers write arrives in every calendar as written, and makes no second property."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from app.catalogue.document import Document
from app.catalogue.ical_values import clean
from tests.catalogue.documents import a_document, a_place, a_session
from tests.feeds.clients import icaljs, libical
from tests.feeds.published import feed

pytestmark = pytest.mark.client
AWKWARD = [
    "one\r\ntwo\rthree\nfour",
    "a, b; c: d \\ e \\n \\N \\, \\; \"f\" 'g' ^n ^^",
    "END:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "SUMMARY:x\r\n ATTENDEE:mailto:x@example.org\r\n\tfolded",
    "one\u2028two\u2029three\x85four\x0bfive\x0csix\x1cseven",
    "Gŵyl 🫖👩🏽\u200d🦽 " * 60,
    "\x00\x07\x1b\x7f\ud800\ufeff\ufffe",
    "long, long; \\ words ŵ " * 500,
    "<b>not bold</b> **nor this** &amp; [link](https://x.example)",
]
PAGE = 100  # texts to a calendar: each parser is started once for them all


def said_everywhere(words: str, number: int) -> Document:
    """An event whose organiser wrote the same in every box that a calendar shows."""
    everywhere = {"role": words, "name": words, "email": words, "phone": words, "text_relay": words}
    access = {"step_free": {"state": "yes", "note": words}, "bsl": {"state": "on_request", "note": words}}
    return a_document(
        slug=f"event-{number}",
        title=words,
        summary=words,
        happening="postponed",
        happening_reason=words,
        sessions=[a_session(f"{number}-a", label="One"), a_session(f"{number}-b", label=words)],
        place=a_place(venue=words, address=words, town=words, postcode=words),
        online_how=words,
        phone_in=words,
        access=access,
        access_note=words,
        access_contact=everywhere,
        contact=everywhere | {"email": f"{number}@circle.example"},
        cost_note=words,
        booking_url=words,
        booking_phone=words,
        booking_email=words,
        organisation={"slug": "", "name": words, "kind": "charity", "website": words},
        week={"slug": "w", "name": words},
        festival={"slug": "f", "title": words, "uid": "festival"},
    )


def by_icaljs(data: bytes) -> list[list[tuple[str, str]]]:
    """Every VEVENT's names and texts, as ical.js reads them."""
    return [[(name.upper(), value) for name, value in event["values"]] for event in icaljs.read(data)["events"]]


def by_icalendar(data: bytes) -> list[list[tuple[str, str]]]:
    """The same as icalendar reads them, which is what khal shows."""
    read = Calendar.from_ical(data)
    assert [component.errors for component in read.walk()] == [[] for _ in read.walk()]
    return [
        [(name, as_text(value)) for name, value in event.property_items(recursive=False)[1:-1]]
        for event in read.walk("VEVENT")
    ]


def as_text(value: Any) -> str:
    """A value of icalendar as a text, several joined as read_ical.mjs joins them."""
    return "\0".join(map(str, value.cats)) if hasattr(value, "cats") else str(value)


def names(event: list[tuple[str, str]]) -> Counter[str]:
    """How often each property is there; of categories only whether, as libical takes each for a property."""
    counted = Counter(name for name, _ in event)
    return counted - Counter(CATEGORIES=counted["CATEGORIES"] - 1)


def trimmed(text: str) -> str:
    """Without white space at the ends of lines: ical.js drops it, and our forms have done so before."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(st.text(max_size=200), min_size=PAGE, max_size=PAGE))
def test_words_arrive_as_written_and_make_no_second_property(libical_program: Path, words: list[str]) -> None:
    texts = [*AWKWARD, *words]
    data = feed(*(said_everywhere(text, number) for number, text in enumerate(texts)))
    plain = libical.read(libical_program, feed(said_everywhere("Plain", 0)))
    understood = libical.read(libical_program, data)
    assert understood.problems == []
    for read in ([event.properties for event in understood.events], by_icaljs(data), by_icalendar(data)):
        assert len(read) == 2 * len(texts)
        for number, text in enumerate(texts):
            check(read[2 * number : 2 * number + 2], clean(text), plain.events[0].properties)


def check(pair: list[list[tuple[str, str]]], text: str, plain: list[tuple[str, str]]) -> None:
    """Both dates of one event say the words where they belong, and have the properties of any other event."""
    for event, label in zip(pair, ("One", text), strict=True):
        assert names(event) == names(plain)
        said = dict(event)
        titled = f"{text}: {label}" if label else text
        assert trimmed(said["SUMMARY"]) == trimmed(f"Postponed: {titled}")
        assert trimmed(text) in trimmed(said["LOCATION"])
        for line in text.split("\n"):
            assert line.strip() in said["DESCRIPTION"]
