"""Working together: all ten questions, kept as answered, shown as words and never scored."""

from collections.abc import Callable

from flask import Flask

from app.catalogue.document import document
from app.catalogue.together_lines import more_words, together_lines
from app.registry.event import Event
from app.registry.vocabularies.together import pays_costs
from tests.client import Visitor
from tests.submission.answers import answer, fill_in, start

ReadEvent = Callable[[str], Event]
ALL = {
    "idea": "together",
    "planning": "equal_say",
    "roles": ["co_design", "co_deliver"],
    "roles_more": "Ada and a group welcome people.",
    "shaped_by": ["unpaid_carers", "other"],
    "shaped_by_other": "Travellers",
    "left_out": "People who work nights: we meet twice.",
    "rewards": ["money", "travel"],
    "how_much": "£15 an hour",
    "paid_when": "on_the_day",
    "told_benefits": "no",
    "costs_towards": ["travel"],
    "checking": "together",
    "change": "How plans are written",
    "who_changes": "The council",
    "follow_up": "yes",
}


def test_every_answer_is_kept_and_shown_again(olu: Visitor, event_of: ReadEvent) -> None:
    reference = fill_in(olu, together=ALL)
    assert event_of(reference).latest.together == ALL
    olu.get(f"/submit/{reference}/together").submit("Continue")
    assert event_of(reference).latest.together == ALL


def test_what_is_between_the_organiser_and_us_is_not_public(app: Flask, olu: Visitor, event_of: ReadEvent) -> None:
    event = event_of(fill_in(olu, together=ALL))
    with app.test_request_context():
        public = document(event, event.latest)["together"]
        assert "told_benefits" not in public
        assert "follow_up" not in public
        lines = dict(together_lines(public))
        more = dict(more_words(public))
    assert list(lines) == ["Idea", "Planning", "Running", "Checking", "Giving back"]
    assert lines["Giving back"] == (
        "Money for their time; Travel paid; £15 an hour; Paid on the day or before; Towards costs of coming: Travel"
    )
    assert more["Who has helped shape it"] == "Unpaid carers; Travellers"
    assert more["Who can make that change"] == "The council"
    assert "follow" not in str(more)


def test_what_is_typed_about_money_is_kept_but_not_shown_when_nobody_is_paid(
    app: Flask, olu: Visitor, event_of: ReadEvent
) -> None:
    event = event_of(fill_in(olu, together=ALL | {"rewards": ["thanks"]}))
    assert event.latest.together["how_much"] == "£15 an hour"
    with app.test_request_context():
        assert "£15" not in str(together_lines(document(event, event.latest)["together"]))


def test_no_and_something_are_not_said_together(olu: Visitor) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/together")
    answer(olu, "together", 422, costs_towards=["no", "travel"])
    olu.has("Choose “No” or the other answers, not both")


def test_only_a_promise_counts_as_costs_paid() -> None:
    assert pays_costs({"costs_towards": ["travel"]})
    assert not any(pays_costs({"costs_towards": codes}) for codes in (["no"], ["ask_us"], []))
    assert not pays_costs({})
