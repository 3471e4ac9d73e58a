"""The first page: what it is, which festival it belongs to, in Welsh too, and a kind word about long sentences."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.registry.event import Event
from tests.client import Visitor
from tests.registry.factory import approved
from tests.submission.answers import answer, start

ReadEvent = Callable[[str], Event]
LONG = "We will " + "talk and listen and plan and " * 8 + "drink tea."


def festival(title: str) -> Event:
    """A public festival."""
    event = approved(kind="festival", title=title)
    db.session.commit()
    return event


@pytest.mark.parametrize("how", ["reference", "name", "address", "typed name"])
def test_a_festival_is_found_however_it_is_named(app: Flask, olu: Visitor, event_of: ReadEvent, how: str) -> None:
    event = festival("Leeds Together Festival")
    said = {
        "reference": event.reference.lower(),
        "name": "Leeds Together Festival",
        "address": f"http://127.0.0.1:5000/festivals/{event.slug}",
        "typed name": "the leeds  together festival",
    }
    reference = start(olu)
    options = [str(option["value"]) for option in olu.page.soup.select("#festivals option")]
    assert options == [event.reference]
    answer(olu, "about", festival=said[how])
    assert event_of(reference).latest.festival_id == event.id
    olu.get(f"/submit/{reference}/about")
    assert 'value="Leeds Together Festival"' in olu.page.html


def test_two_festivals_of_one_name_need_a_reference(app: Flask, olu: Visitor, event_of: ReadEvent) -> None:
    first, _second = festival("Together"), festival("Together")
    reference = start(olu)
    answer(olu, "about", 422, festival="together").has("Several festivals have this name")
    olu.submit("Continue", festival=first.reference)
    olu.get(f"/submit/{reference}/about")
    assert f'value="{first.reference}"' in olu.page.html
    answer(olu, "about", 422, festival="Nobody’s festival").has("We do not know that festival")


def test_welsh_words_are_kept_and_shown_again(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    answer(olu, "about", title_cy="Cylch rhannu", description_cy="Dewch i’r ŵyl.\n\n- te\n- cacen")
    assert event_of(reference).latest.description_cy.startswith("Dewch i’r ŵyl.")
    box = olu.get(f"/submit/{reference}/about").page.soup.select_one("textarea[name=description_cy]")
    assert box is not None
    assert box["lang"] == "cy"
    assert "cacen" in box.text


def test_long_sentences_are_mentioned_on_the_next_page_and_beside_the_box_and_stop_nobody(olu: Visitor) -> None:
    reference = start(olu)
    answer(olu, "about", description=LONG)
    assert olu.path.partition("?")[0].endswith("/when")
    olu.has("Saved. A thought about your words", "These sentences are long:", "(52 words)", "carry on")
    olu.click("Go back to “About the event”").has("These sentences are long:")
    olu.submit("Continue", description="Short now.").lacks("A thought about your words")
    olu.get(f"/submit/{reference}/about").lacks("Could each be two?</p>")


def test_enter_in_a_box_continues_and_does_nothing_else(olu: Visitor) -> None:
    start(olu)
    first = olu.page.soup.select_one("main form button")
    assert first is not None
    assert first.get("name") is None
