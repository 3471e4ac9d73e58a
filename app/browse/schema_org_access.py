"""Access for machines, as JSON-LD: what is true of the place, and OpenActive's words. Never shown to people."""

from typing import Any

from app.catalogue.document import Document
from app.catalogue.openactive import information, support
from app.registry.vocabularies.access import FEATURES, AccessState

OPENACTIVE = "https://openactive.io/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
# What a building has or lacks. The others are about how an event is held, for which schema.org has no words.
OF_A_PLACE = (
    *("nearest_step_free_stop", "drop_off", "blue_badge_parking", "step_free", "lift", "automatic_doors"),
    *("stage_step_free", "powerchair_space", "accessible_toilet", "changing_places", "gender_neutral_toilet"),
    *("baby_change", "hearing_loop", "infrared", "quiet_space", "faith_room"),
)
SAYS = {AccessState.YES: True, AccessState.NO: False}


def amenities(document: Document) -> list[dict[str, Any]]:
    """``amenityFeature`` of the place: a sure yes or no. What is not known, or only on request, is left out."""
    answers = {code: document["access"].get(code, {}).get("state") for code in OF_A_PLACE}
    return [
        {
            "@type": "LocationFeatureSpecification",
            "name": str(FEATURES[code].label),
            "value": SAYS[AccessState(state)],
        }
        for code, state in answers.items()
        if state in SAYS
    ]


def openactive(document: Document) -> dict[str, Any]:
    """OpenActive's two properties by their whole names, so that schema.org's context stays alone."""
    concepts = [
        {
            "@id": one["id"],
            "@type": SKOS + one["type"],
            SKOS + "prefLabel": one["prefLabel"],
            SKOS + "inScheme": {"@id": one["inScheme"]},
        }
        for one in support(document)
    ]
    said = {"accessibilitySupport": concepts, "accessibilityInformation": information(document)}
    return {OPENACTIVE + name: value for name, value in said.items() if value}
