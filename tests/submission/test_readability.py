"""A kind word about long sentences: the rules, that they never fail, and that the browser's are the same."""

import json
import subprocess
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.submission.readability import LONG_SENTENCE, Reading, read

EASY = "Come and join us. We drink tea and plan together. Bring a friend, e.g. your neighbour, at 9.30 a.m. or later!"
LONG = " ".join(["word"] * 30) + "."
HARD = "Organisational transformation necessitates multidisciplinary collaboration " * 8 + "."
WELSH = (
    "Dewch i ymuno gyda ni yn y neuadd. Mae croeso i bawb, ac mae te ar gael. Bydd pobl yn siarad am ein gwaith "
    "gyda'r cyngor a'r bobl sydd yn byw yn y pentref, neu gallwch wrando yn dawel a mwynhau cwmni eich cymdogion yn "
    "y gegin fach."
)
WORDS = "Hello|co-production|it's|e.g.|Dr.|llwyddiannus|ŵyl|9.30pm|https://a.example/b.c|mae|yn|**bold**|y|3|It"
SIGNS = "[a link](https://b.example)|extraordinarily|…|?|!|.|”|)|\n|\n\n|\n- |\n1. | |  |_|’|a.m.|(etc."
PIECES = [*WORDS.split("|"), *SIGNS.split("|")]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


def starts(reading: Reading) -> list[str]:
    return [one.start for one in reading.long_sentences]


def test_short_sentences_get_no_note() -> None:
    found = read(EASY)
    assert (found.sentences, found.long_sentences, found.long_words) == (3, (), ())
    assert found.is_gentle
    assert found.score < 40


def test_a_long_sentence_is_named_by_its_start() -> None:
    found = read(f"Short one. {LONG} Short two.")
    assert found.sentences == 3
    assert starts(found) == ["word word word word word word word word…"]
    assert found.long_sentences[0].words == 30


def test_many_long_words_are_noticed() -> None:
    found = read(HARD)
    assert found.long_words[0] == "multidisciplinary"
    assert found.score > 60
    assert not read("Multidisciplinary organisations collaborate.").long_words  # too few to say


def test_welsh_is_known_and_its_digraphs_are_one_letter() -> None:
    found = read(WELSH)
    assert found.language == "cy"
    assert found.sentences == 3
    assert [one.words for one in found.long_sentences] == [31]
    assert read(EASY).language == "en"
    assert read("cyfarchion", "cy").score < read("cyfarchion", "en").score


def test_markdown_lists_links_and_shortened_words_end_no_sentence() -> None:
    listed = "What we do:\n- " + "\n- ".join(["eat lunch together in the hall"] * 8)
    assert read(listed).is_gentle
    assert read(listed.replace("\n", " ")).long_sentences
    assert (
        read("See [our page](https://example.org/a.b?c=d) for Dr. Ada, St. John, etc. and i.e. more.").sentences == 1
    )
    assert read("Come at 9 a.m. We begin at 10 a.m. or so.").sentences == 2
    assert read("Look at https://example.org/a/b/c. It is good.").sentences == 2


@given(st.text(max_size=3000), st.sampled_from(["", "en", "cy"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    found = read(text, language)
    assert found.sentences <= found.words
    assert all(one.words > LONG_SENTENCE for one in found.long_sentences)
    assert found.is_gentle or found.words > LONG_SENTENCE


@given(TEXTS)
def test_more_white_space_changes_nothing(text: str) -> None:
    line = " ".join(text.split())
    assert read(line) == read(line.replace(" ", "   "))


def test_the_browser_says_the_same(require_program: Callable[[str], str]) -> None:
    """The examples Hypothesis finds, given to the script all at once."""
    texts = [EASY, LONG, HARD, WELSH]

    @settings(max_examples=200, database=None, derandomize=True)
    @given(TEXTS)
    def gather(text: str) -> None:
        texts.append(text)

    gather()
    program = "import {read} from './assets/js/readability.js'; import {readFileSync} from 'node:fs';"
    program += "console.log(JSON.stringify(JSON.parse(readFileSync(0)).map(t => read(t))))"
    command = [require_program("node"), "--input-type=module", "-e", program]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, timeout=60, check=True)
    for text, theirs in zip(texts, json.loads(done.stdout), strict=True):
        ours = read(text)
        assert theirs == {
            "language": ours.language,
            "words": ours.words,
            "sentences": ours.sentences,
            "score": ours.score,
            "longSentences": [{"text": one.text, "words": one.words} for one in ours.long_sentences],
            "longWords": list(ours.long_words),
        }, text
