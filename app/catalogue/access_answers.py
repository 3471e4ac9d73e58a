"""Access on an event's page: four states in words, "No" and "Not known yet" shown too, and whom to ask."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.catalogue.document import Document
from app.catalogue.event_facts import link
from app.catalogue.wording import long_day
from app.registry.vocabularies.access import (
    ACCESS_STATES,
    CHECKED_HOW,
    GROUPS,
    SHORT_SET,
    AccessFeature,
    AccessState,
)


@dataclass(frozen=True)
class Answer:
    """One feature: its name, the code and words of its state, and the organiser's note."""

    label: str
    state: str
    words: str
    note: str


@dataclass(frozen=True)
class AnswerGroup:
    """Features under one heading."""

    heading: str
    answers: list[Answer]


class AccessAnswers:
    """Everything an organiser said about access."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.note = document["access_note"]
        self.contact = {name: said for name, said in document["access_contact"].items() if name != "guide"}

    @property
    def groups(self) -> list[AnswerGroup]:
        """Features in the groups people look for them in: the short set always, the others where answered."""
        shown = {feature.code for feature in SHORT_SET} | set(self.document["access"])
        return [
            AnswerGroup(str(group.heading), [self.answer(one) for one in group.features if one.code in shown])
            for group in GROUPS
        ]

    @property
    def unanswered(self) -> list[str]:
        """The names of the short set where nothing is known of any feature: said in one breath. Else empty."""
        if any(
            given.get("state", AccessState.UNKNOWN) != AccessState.UNKNOWN
            for given in self.document["access"].values()
        ):
            return []
        noted = any(given.get("note") for given in self.document["access"].values())
        return [] if noted else [str(feature.label) for feature in SHORT_SET]

    def answer(self, feature: AccessFeature) -> Answer:
        """One feature's answer. No answer means not known yet, never no."""
        given = self.document["access"].get(feature.code, {})
        state = AccessState(given.get("state", AccessState.UNKNOWN))
        words = str(ACCESS_STATES[state])
        if state == AccessState.ON_REQUEST and self.ask_by:
            words = _("On request, ask by %(day)s", day=self.ask_by)
        return Answer(str(feature.label), state, words, given.get("note", ""))

    @property
    def guide(self) -> str:
        """A link to the venue's own access guide."""
        return link(self.document["access_contact"].get("guide", ""))

    @property
    def ask_by(self) -> str:
        """The last day to ask."""
        return long_day(date.fromisoformat(self.document["access_ask_by"])) if self.document["access_ask_by"] else ""

    @property
    def checked(self) -> str:
        """How and when the answers were checked."""
        how = str(CHECKED_HOW.get(self.document["access_checked_how"], ""))
        on = self.document["access_checked_on"]
        if how and on:
            return str(_("%(how)s, on %(day)s", how=how, day=long_day(date.fromisoformat(on))))
        return how or str(_("Nobody has told us how these answers were checked."))
