"""Contacts: what is public is ticked and previewed; organisations are found by name."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.registry.event import Event
from tests.client import Visitor
from tests.registry.factory import approved, submitted
from tests.submission.answers import answer, fill_in, start
from tests.submission.test_double_press import hidden

ReadEvent = Callable[[str], Event]


def names(visitor: Visitor, typed: str) -> list[str]:
    """The names offered for what was typed."""
    response = visitor.ask("GET", "/submit/organisations", query_string={"q": typed})
    assert response.status_code == 200
    found: list[str] = response.get_json()["names"]
    return found


def known(*organisations: str) -> None:
    """Organisations with a public event each."""
    for name in organisations:
        approved(organisation_name=name)
    db.session.commit()


def open_contacts(olu: Visitor) -> str:
    """A draft, at its page of contacts."""
    reference = start(olu)
    olu.get(f"/submit/{reference}/contacts")
    return reference


@pytest.mark.parametrize("name", ["\x00", "Somebody else", "x" * 5000])
def test_a_name_no_button_offered_changes_nothing(olu: Visitor, name: str) -> None:
    reference = open_contacts(olu)
    typed = hidden(olu) | {"organisation_name": "The Circle", "find": name}
    assert olu.client.post(f"/submit/{reference}/contacts", data=typed).text.count('value="The Circle"') == 1


def test_only_what_is_ticked_is_previewed_and_shown(olu: Visitor) -> None:
    given = {
        "contact_role": "Events team",
        "contact_text_relay": "18001 01632 960 001",
        "contact_phone": "01632 960 002",
    }
    reference = fill_in(olu, contacts=given | {"contact_shown": ["role", "text_relay"]})
    public = olu.page.soup.select_one("article.preview")
    assert public is not None
    assert "Text relay 18001 01632 960 001" in public.text
    assert "01632 960 002" not in public.text
    olu.get(f"/submit/{reference}/contacts")
    shown = [item.text for item in olu.page.soup.select("#public-words li:not([hidden])")]
    assert shown == ["Who to ask: Events team", "Text relay: 18001 01632 960 001"]


def test_a_tick_beside_an_empty_box_is_not_a_contact(olu: Visitor) -> None:
    open_contacts(olu)
    answer(olu, "contacts", 422, contact_shown=["text_relay"])
    olu.has("You ticked something that is empty", "No contact. Tick what we may show.")


def test_public_organisations_are_offered_by_name_and_waiting_ones_are_not(app: Flask, olu: Visitor) -> None:
    known("The Circle of Leeds", "Caerdydd Cŵl", "Leeds Carers")
    submitted(organisation_name="Leeds Secret Group")
    db.session.commit()
    assert names(olu, "leeds") == ["Leeds Carers", "The Circle of Leeds"]
    assert names(olu, "cwl") == ["Caerdydd Cŵl"]
    assert names(olu, "l") == names(olu, "%") == names(olu, "\x00\ud7ff_") == names(olu, "") == []


def test_at_most_ten_names_are_offered(app: Flask, olu: Visitor) -> None:
    known(*(f"Group {number}" for number in range(12)))
    assert len(names(olu, "group")) == 10


def test_a_name_that_is_nearly_known_is_asked_about_once(olu: Visitor, event_of: ReadEvent) -> None:
    known("Leeds Carers Circle")
    reference = open_contacts(olu)
    answer(olu, "contacts", organisation_name="Leeds Carer Circle").has("Did you mean “Leeds Carers Circle”?")
    assert olu.path.endswith("/contacts")
    olu.submit("Use that name: Leeds Carers Circle").lacks("Did you mean")
    assert olu.page.soup.select("#organisation_name")[0]["value"] == "Leeds Carers Circle"
    olu.submit("Continue")
    assert event_of(reference).latest.organisation_name == "Leeds Carers Circle"


def test_a_name_of_ones_own_is_kept(olu: Visitor, event_of: ReadEvent) -> None:
    known("Leeds Carers Circle")
    reference = open_contacts(olu)
    answer(olu, "contacts", organisation_name="Leeds Carer Circle").submit("Continue")
    assert event_of(reference).latest.organisation_name == "Leeds Carer Circle"


@pytest.mark.parametrize("typed", ["LEEDS CARERS CIRCLE", "the Leeds Carers Circle", "Something Else"])
def test_the_same_name_and_another_are_not_asked_about(olu: Visitor, typed: str) -> None:
    known("Leeds Carers Circle")
    open_contacts(olu)
    answer(olu, "contacts", organisation_name=typed)
    assert not olu.path.endswith("/contacts")
