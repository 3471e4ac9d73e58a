"""What OpenActive calls access, for machines that ask in its words. Mapped on output only, never shown to people.

Its list (openactive.io/accessibility-support, a draft) names six impairments; we ask about barriers. So a concept is
given only where an organiser is sure of something that takes a barrier away, and nothing is concluded from a "no".
"""

from typing import TypedDict

from app.catalogue.access_answers import AccessAnswers
from app.catalogue.document import Document
from app.registry.vocabularies.access import AccessState

SCHEME = "https://openactive.io/accessibility-support"


class Concept(TypedDict):
    """One concept of OpenActive's list (SKOS)."""

    type: str
    id: str
    prefLabel: str
    inScheme: str


def concept(number: str, label: str) -> Concept:
    """A concept by the last part of its address."""
    return Concept(type="Concept", id=f"{SCHEME}#{number}", prefLabel=label, inScheme=SCHEME)


VISUAL = concept("1393f2dc-3fcc-4be9-a99f-f1e51f5ad277", "Visual impairment")
HEARING = concept("2bfb7228-5969-4927-8435-38b5005a8771", "Hearing impairment")
PHYSICAL = concept("dd026873-6713-4ea1-af5a-08901f651d98", "Physical impairment")
LEARNING = concept("67902468-fd49-4238-8650-20a22d7f0e40", "Learning impairment")
MENTAL_HEALTH = concept("40b9b11f-bdd3-4aeb-8984-2ecf74a14c7a", "Mental health issues")
SOCIAL = concept("69b689d4-be04-4e6d-be56-4ac72ec82444", "Social or behavioural problems")

SUPPORTED_BY: tuple[tuple[Concept, frozenset[str]], ...] = (
    (VISUAL, frozenset({"large_print", "braille", "audio_format", "audio_description", "deafblind_interpreter"})),
    (
        HEARING,
        frozenset(
            {"bsl", "bsl_led", "isl", "live_captions", "hearing_loop", "infrared", "lipspeaker"}
            | {"deafblind_interpreter", "captions_online"}
        ),
    ),
    (PHYSICAL, frozenset({"step_free", "changing_places", "powerchair_space"})),
    (LEARNING, frozenset({"easy_read", "makaton", "visual_guide", "pace"})),
    (MENTAL_HEALTH, frozenset({"quiet_space", "relaxed"})),
    (SOCIAL, frozenset({"relaxed", "chilled", "sensory_notes"})),
)
"""Which features, each surely there, make a concept true."""


def support(document: Document) -> list[Concept]:
    """``accessibilitySupport``: the concepts that the organiser's sure answers come to, in the list's order."""
    sure = {code for code, answer in document["access"].items() if answer["state"] == AccessState.YES}
    return [named for named, features in SUPPORTED_BY if sure & features]


def information(document: Document) -> str:
    """``accessibilityInformation``: every answer given, in the organiser's words, one to a line. No contact."""
    lines = [
        f"{answer.label}: {answer.words}" + (f" ({answer.note})" if answer.note else "")
        for group in AccessAnswers(document).groups
        for answer in group.answers
        if answer.state != AccessState.UNKNOWN or answer.note
    ]
    return "\n".join([*lines, document["access_note"]] if document["access_note"] else lines)
