"""The languages we write letters in. English is our own; another is spoken where its words have been built."""

from pathlib import Path

from flask_babel import get_babel

ENGLISH, WELSH = "en", "cy"
NAMES = {ENGLISH: "English", WELSH: "Cymraeg"}  # each by its own name, whoever reads
TAGS = {ENGLISH: "en-GB", WELSH: "cy"}


def tag(language: str) -> str:
    """The language as mails and pages name it (BCP 47)."""
    return TAGS.get(language, language)


def spoken(wish: str) -> str:
    """The language somebody asked for, if we have its words here; else English."""
    return wish if wish in NAMES and (wish == ENGLISH or is_built(wish)) else ENGLISH


def missing_words() -> list[str]:
    """What to tell whoever runs the site about each language whose words are not built."""
    missing = [name for language, name in NAMES.items() if spoken(language) != language]
    return [f"letters in {name} go out in English, as its words are not built: run `make build`" for name in missing]


def is_built(language: str) -> bool:
    """Whether the compiled words of a language are in one of the folders for them."""
    files = (
        Path(folder) / language / "LC_MESSAGES" / "messages.mo" for folder in get_babel().translation_directories
    )
    return any(file.exists() for file in files)
