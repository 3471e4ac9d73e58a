"""Cleaning of what people type or paste: one spelling of each letter, nothing that cannot be seen or stored."""

import re
import unicodedata

# Come along with copying from Word, PDF or a web page; dropping them changes nothing a person can see.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_SPACES = {ord(character): " " for character in "\t\x0b\x0c\x1c\x1d\x1e\x1f\u00a0\u2007\u202f"}
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff\ud800-\udfff]")


def clean(typed: str) -> tuple[str, bool]:
    """The text in NFC with ``\\n`` line ends and without invisible characters, and whether unreadable ones went.

    Unreadable are control characters, NUL, U+FFFD (what decoding makes of broken bytes), non-characters and lone
    surrogates: nobody meant them, a database may refuse them, and dropping them silently could change a word.
    """
    text = _NEWLINES.sub("\n", typed).translate(_SPACES).translate(_INVISIBLE)
    readable = _UNREADABLE.sub("", text)
    return unicodedata.normalize("NFC", readable), readable != text


def one_line(text: str) -> str:
    """Trimmed, with every run of white space as one space."""
    return " ".join(text.split())


def many_lines(text: str) -> str:
    """Trimmed, without white space at line ends and with at most one empty line between paragraphs."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).strip()
