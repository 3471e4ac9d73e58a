"""What is said about a text's sentences, kindly, where something is worth saying."""

from collections.abc import Callable
from dataclasses import dataclass

from app.registry.revision import Revision
from app.submission.blueprint import submission
from app.submission.readability import Reading, Sentence, read

MOST_SHOWN = 3
TEXTS = {"summary": "", "description": "", "summary_cy": "cy", "description_cy": "cy"}


@dataclass(frozen=True)
class Note:
    """Sentences and words to look at. ``more`` counts the long sentences that are not shown."""

    sentences: tuple[Sentence, ...]
    words: tuple[str, ...]
    more: int


def note_on(*readings: Reading) -> Note | None:
    """The note for some texts together, or None where all are easy."""
    sentences = [one for reading in readings for one in reading.long_sentences]
    words = [word for reading in readings for word in reading.long_words]
    if not sentences and not words:
        return None
    shown = sorted(sentences, key=lambda one: -one.words)[:MOST_SHOWN]
    return Note(tuple(shown), tuple(words[:MOST_SHOWN]), len(sentences) - len(shown))


def note_on_text(text: str, language: str = "") -> Note | None:
    """The note for one text."""
    return note_on(read(text, language))


def note_on_draft(revision: Revision) -> Note | None:
    """The note for everything written on the first page."""
    return note_on(*(read(getattr(revision, name), language) for name, language in TEXTS.items()))


@submission.context_processor
def notes() -> dict[str, Callable[..., Note | None]]:
    """What the room's templates may ask."""
    return {"note_on_text": note_on_text, "note_on_draft": note_on_draft}
