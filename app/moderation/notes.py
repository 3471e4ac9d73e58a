"""A moderator's words about single pages of the form, beside the words about the whole."""

from flask_babel import gettext as _

from app.registry.decision import Decision
from app.registry.vocabularies.pages import PAGES


def kept(notes: dict[str, str]) -> dict[str, str]:
    """The notes that say something, in the order of the form."""
    return {code: notes[code].strip() for code in PAGES if notes.get(code, "").strip()}


def reason_with(reason: str, notes: dict[str, str]) -> str:
    """The reason; where only pages were written about, words that point there."""
    return reason.strip() or (_("Please look at the pages we wrote about.") if notes else "")


def in_full(decision: Decision) -> str:
    """The reason and every note under the title of its page, for a letter."""
    blocks = [decision.reason, *(f"{PAGES[code]}: {text}" for code, text in (decision.notes or {}).items())]
    return "\n\n".join(block for block in blocks if block)
