"""The words of other languages: built, whole, and with every placeholder where it belongs."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask

from app import create_app
from app.notifications.languages import NAMES, missing_words, spoken
from app.notifications.letters import letter
from app.serving import health

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "translations"
OTHERS = [language for language in NAMES if language != "en"]
NOTICE = "letters in Cymraeg go out in English, as its words are not built: run `make build`"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def catalogue(language: str) -> Catalog:
    with (WORDS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translated(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(words: str | Sequence[str]) -> tuple[str, ...]:
    """The one form of a sentence, or all of its plurals."""
    return (words,) if isinstance(words, str) else tuple(words)


def wrong_placeholders(message: Message) -> list[str]:
    """What would be a KeyError, a lost name or a stray sign in somebody's letter."""
    one, many = forms(message.id)[0], forms(message.id)[-1]
    wrong = []
    for number, words in enumerate(forms(message.string)):
        wanted = sorted(PLACEHOLDER.findall(one if number == 1 else many))
        if sorted(PLACEHOLDER.findall(words)) != wanted or "%" in PLACEHOLDER.sub("", words):
            wrong.append(words)
    return wrong


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_built_is_what_was_translated(language: str) -> None:
    built = WORDS / language / "LC_MESSAGES" / "messages.mo"
    assert built.exists(), "run: make build"
    with built.open("rb") as file:
        found = {forms(message.id): forms(message.string) for message in read_mo(file) if message.id}
    assert found == {forms(m.id): forms(m.string) for m in translated(language)}, "run: make build"


@pytest.mark.parametrize("language", OTHERS)
def test_everything_letters_can_say_is_translated(language: str) -> None:
    """As ``make words`` finds it."""
    with (WORDS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {
        "_": None,
        "_l": None,
        "gettext": None,
        "lazy_gettext": None,
        "ngettext": (1, 2),
        "lazy_ngettext": (1, 2),
    }
    extracted = extract_from_dir(ROOT, methods, options, keywords, directory_filter=lambda path: is_ours(Path(path)))
    said = {words for _file, _line, words, _comments, _context in extracted}
    known = {message.id: message for message in translated(language)}
    assert len(said) > 300
    assert sorted(map(str, said - set(known))) == [], "run: make words, and translate what is new"
    empty = [message.id for message in known.values() if message.fuzzy or not all(forms(message.string))]
    assert empty == []


def is_ours(folder: Path) -> bool:
    """Not what others wrote: looking there takes long."""
    return folder.name not in {"node_modules", "static", "tests", "assets"} and not folder.name.startswith(".")


@pytest.mark.parametrize("language", OTHERS)
def test_every_placeholder_of_a_sentence_is_in_its_translation(language: str) -> None:
    found = catalogue(language)
    assert [words for message in found if message.id for words in wrong_placeholders(message)] == []
    assert {len(message.string) for message in found if message.pluralizable} == {found.num_plurals}


def test_a_placeholder_that_got_lost_is_found() -> None:
    """The test above can fail."""
    for words in ("Helo,", "Helo %(enw)s,", "Helo %(name)s %,", "Helo %(name)"):
        assert wrong_placeholders(Message("Hello %(name)s,", words)) == [words]


def test_without_built_words_the_site_starts_and_writes_english_letters(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = create_app({**app.config, "BABEL_TRANSLATION_DIRECTORIES": str(tmp_path)})
    assert NOTICE in caplog.text
    with bare.app_context():
        assert spoken("cy") == "en"
        wrote = letter("submission/mail/own_list.txt", "cy", address="https://example.org/")
        assert (wrote.language, wrote.text[:6]) == ("en", "Hello,")
        assert len(missing_words()) == 1
        with monkeypatch.context() as patch:
            patch.setattr(health, "database_problem", lambda: None)
            answer = health.readyz()
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, f"ready\n{NOTICE}\n")
    assert missing_words() == []
