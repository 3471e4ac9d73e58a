"""Answers of a vocabulary as the options of a field."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.shared.forms import Option

NO_ANSWER = _("Choose an answer")


def options(vocabulary: Mapping[str, LazyString], *, exclusive: tuple[str, ...] = ()) -> list[Option]:
    """One option for each code, in the vocabulary's order."""
    return [Option(str(code), words, exclusive=code in exclusive) for code, words in vocabulary.items()]
