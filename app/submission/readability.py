"""How easy a text is to read: our own score, for English and Welsh, worked out here and asked of nobody.

The same rules are in ``assets/js/readability.js``, for people who see the note as they write; a test holds that both
say the same of the same text. What is measured is what plain-English and Cymraeg Clir guides agree on: the length of
sentences and the share of long words. It says nothing about a writer, and it never stops anybody.
"""

import re
from dataclasses import dataclass

LONG_SENTENCE = 25  # words; GOV.UK's limit
FEW_WORDS = 40  # of fewer words no share says anything
LONG_WORD = {"en": 9, "cy": 9}  # letters; a Welsh digraph is one letter
MANY_LONG_WORDS = 0.25
MOST_CHARACTERS = 20_000

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
ADDRESS = re.compile(r"(?:https?://|www\.|[^\s@]+@)\S*[^\s.,;:!?…)\]\"'”’]")
PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|[0-9]{1,3}[.)])[ \t])")
MARKER = re.compile(r"^[ \t]*(?:[-*+•]|[0-9]{1,3}[.)])[ \t]+")
# The end of a sentence: its mark, perhaps a closing quote or bracket, then white space.
END = re.compile(r"[.!?…]+[\"'”’)\]]*[ \t\n]+")
LAST_WORD = re.compile(r"(\S+)$")
TITLES = {"mr", "mrs", "ms", "dr", "prof", "st", "rev", "tel", "ext"}  # never the end
SHORTENED = {  # the end only where a capital follows
    *("e.g", "i.e", "etc", "a.m", "p.m", "vs", "approx", "inc", "dept"),
    *("e.e", "h.y", "ayb", "tud", "gw", "cyf", "y.b", "y.p"),
}
DIGRAPHS = re.compile(r"ch|dd|ff|ng|ll|ph|rh|th")
WELSH = {
    *("yn", "y", "yr", "a'r", "i'r", "o'r", "mae", "ac", "gyda", "ein", "eich", "bydd", "neu", "ar", "gan", "sydd"),
    *("wedi", "hefyd", "pob", "gallwch", "pobl"),
}


@dataclass(frozen=True)
class Sentence:
    """One sentence, without Markdown, and how many words it has."""

    text: str
    words: int

    @property
    def start(self) -> str:
        """Its first eight words, enough to find it again."""
        words = self.text.split(" ")
        return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


@dataclass(frozen=True)
class Reading:
    """What was found. ``score`` is words in a sentence plus the percentage of long words: up to 40 is easy."""

    language: str
    words: int
    sentences: int
    score: int
    long_sentences: tuple[Sentence, ...]
    long_words: tuple[str, ...]

    @property
    def is_gentle(self) -> bool:
        """Whether there is nothing to say."""
        return not self.long_sentences and not self.long_words


def read(text: str, language: str = "") -> Reading:
    """Measure a text. ``language`` is ``en``, ``cy`` or empty where the text itself must tell."""
    found = sentences_of(text[:MOST_CHARACTERS])
    words = [word for one in found for word in WORD.findall(one.text)]
    spoken = language or language_of(words)
    long = [word for word in words if length(word, spoken) > LONG_WORD[spoken]]
    share = len(long) / len(words) if words else 0
    average = len(words) / len(found) if found else 0
    many = len(words) >= FEW_WORDS and share > MANY_LONG_WORDS
    return Reading(
        language=spoken,
        words=len(words),
        sentences=len(found),
        score=int(average + share * 100 + 0.5),
        long_sentences=tuple(one for one in found if one.words > LONG_SENTENCE),
        long_words=tuple(sorted(set(long), key=lambda word: (-len(word), word))[:3]) if many else (),
    )


def sentences_of(text: str) -> list[Sentence]:
    """The sentences: of each paragraph and list item, up to a full stop that is no abbreviation's."""
    found = []
    for part in PARAGRAPH.split(text):
        for one in split(MARKER.sub("", plain(part))):
            if count := len(WORD.findall(one)):
                found.append(Sentence(one, count))
    return found


def plain(part: str) -> str:
    """A paragraph without Markdown's signs; an address is one short word."""
    return ADDRESS.sub("link", LINK.sub(r"\1", part)).replace("**", "").replace("__", "")


def split(part: str) -> list[str]:
    """Cut after every end of a sentence; white space becomes single spaces."""
    pieces, begun = [], 0
    for match in END.finditer(part):
        before = LAST_WORD.search(part[begun : match.start()])
        word = before[1].lower().lstrip("(\"'“‘") if before else ""
        if word in TITLES or (word in SHORTENED and not part[match.end() : match.end() + 1].isupper()):
            continue
        pieces.append(part[begun : match.end()])
        begun = match.end()
    return [" ".join(piece.split()) for piece in [*pieces, part[begun:]]]


def language_of(words: list[str]) -> str:
    """``cy`` where at least one word in eight is a small Welsh one, which no English text reaches; else ``en``."""
    small = sum(word.lower().replace("’", "'") in WELSH for word in words)
    return "cy" if small * 8 >= len(words) > 0 else "en"


def length(word: str, language: str) -> int:
    """Letters of a word's longest part, as the language counts them: ``ll`` is one letter in Welsh."""
    parts = re.split(r"['’-]", word.lower())
    return max(len(DIGRAPHS.sub("x", part) if language == "cy" else part) for part in parts)
