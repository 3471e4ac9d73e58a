"""Access on an event's page: four states in words, "No" and "Not known yet" shown too, and whom to ask."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.catalogue.document import Document
from app.catalogue.wording import long_day
from app.registry.vocabularies.access import ACCESS_STATES, CHECKED_HOW, FEATURES, AccessState


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
        self.contact = document["access_contact"]

    @property
    def groups(self) -> list[AnswerGroup]:
        """Features in the groups people look for them in."""
        named = {
            _("Getting in and around"): ("step_free", "accessible_toilet", "changing_places"),
            _("Hearing and understanding"): ("bsl", "live_captions", "hearing_loop", "easy_read"),
            _("Comfort and company"): ("quiet_space", "relaxed", "pa_free"),
        }
        placed = {code for codes in named.values() for code in codes}
        named[_("Also")] = tuple(code for code in FEATURES if code not in placed)
        return [AnswerGroup(name, [self.answer(code) for code in codes]) for name, codes in named.items() if codes]

    def answer(self, code: str) -> Answer:
        """One feature's answer. No answer means not known yet, never no."""
        given = self.document["access"].get(code, {})
        state = AccessState(given.get("state", AccessState.UNKNOWN))
        words = str(ACCESS_STATES[state])
        if state == AccessState.ON_REQUEST and self.ask_by:
            words = _("On request, ask by %(day)s", day=self.ask_by)
        return Answer(str(FEATURES[code].label), state, words, given.get("note", ""))

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
