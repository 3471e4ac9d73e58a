"""Access in the words of OpenActive: only what an organiser is sure of counts."""

import pytest

from app.catalogue.openactive import SUPPORTED_BY, information, support
from app.registry.vocabularies.access import FEATURES
from tests.catalogue.documents import a_document


def said(**states: str) -> list[str]:
    """The concepts that some answers come to."""
    document = a_document(access={code: {"state": state, "note": ""} for code, state in states.items()})
    return [one["prefLabel"] for one in support(document)]


def test_every_feature_of_the_mapping_is_one_of_ours() -> None:
    assert {code for _concept, codes in SUPPORTED_BY for code in codes} <= set(FEATURES)


@pytest.mark.parametrize(("concept", "codes"), SUPPORTED_BY, ids=range(len(SUPPORTED_BY)))
def test_each_feature_makes_its_concept_true(concept: dict[str, str], codes: frozenset[str]) -> None:
    for code in codes:
        assert concept["prefLabel"] in said(**{code: "yes"})


@pytest.mark.parametrize("state", ["no", "on_request", "unknown"])
def test_what_is_not_sure_comes_to_nothing(state: str) -> None:
    assert said(bsl=state, step_free=state) == []


def test_concepts_stand_in_the_lists_order_each_once() -> None:
    assert said(relaxed="yes", bsl="yes", live_captions="yes") == [
        "Hearing impairment",
        "Mental health issues",
        "Social or behavioural problems",
    ]


def test_the_text_has_every_answer_and_nobodys_contact() -> None:
    text = information(a_document())
    assert text.splitlines() == [
        "Step-free: Yes (Lift from the street)",
        "Changing Places toilet: No",
        "BSL: On request, ask by Wednesday 23 June 2027",
        "The room is on the first floor.",
    ]
