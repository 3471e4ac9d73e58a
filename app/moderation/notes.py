"""A moderator's words about single pages and questions of the form, beside the words about the whole."""

from flask_babel import gettext as _

from app.registry.decision import Decision
from app.registry.vocabularies.pages import PAGES, in_words, is_known, page_of

LOOK_AT_THEM = "Please look at the pages we wrote about."  # kept in English; said in the reader's language


def kept(notes: dict[str, str]) -> dict[str, str]:
    """The notes that say something, in the order of the form."""
    written = {key: text.strip() for key, text in notes.items() if is_known(key) and text.strip()}
    return {key: written[key] for page in PAGES for key in written if page_of(key) == page}


def reason_with(reason: str, notes: dict[str, str]) -> str:
    """The reason; where only pages were written about, words that point there."""
    return reason.strip() or (LOOK_AT_THEM if notes else "")


def in_full(decision: Decision) -> str:
    """The reason and every note under the title of its page and question, for a letter."""
    reason = _("Please look at the pages we wrote about.") if decision.reason == LOOK_AT_THEM else decision.reason
    blocks = [reason, *(f"{in_words(key)}: {text}" for key, text in (decision.notes or {}).items())]
    return "\n\n".join(block for block in blocks if block)
