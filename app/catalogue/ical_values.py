"""Organisers' words and links as values of iCalendar properties (RFC 5545 §3.3)."""

import re

from icalendar import vText
from werkzeug.urls import iri_to_uri

# U+2028 and U+2029 end a line for readers that use str.splitlines(): vdirsyncer would see a broken entry.
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNSENDABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")


def clean(text: str) -> str:
    """Text that can be sent (RFC 5545 §3.1): every line end is a line feed; no control characters or surrogates."""
    return UNSENDABLE.sub("", LINE_ENDS.sub("\n", text))


class Text(vText):
    """TEXT escaped as RFC 5545 §3.3.11 says. The library's own reads a written ``\\N`` (``C:\\New``) as line end."""

    def to_ical(self) -> bytes:
        """Backslash first, so that nothing is escaped twice."""
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return text.encode()


def text(value: str) -> Text:
    """Organisers' words, ready for a property."""
    return Text(clean(value))


def web_address(typed: str) -> str:
    """A link as a URI (RFC 3986), its other letters escaped; empty for what is not a link to a page."""
    if not typed.lower().startswith(("https://", "http://")):
        return ""
    try:
        # No backslash is a URI's, and the library reads \\N in one as a line end.
        return iri_to_uri(clean(typed).replace("\n", "")).replace("\\", "%5C")
    except ValueError:  # such as half an IPv6 address: one bad link must not keep an event out of every calendar
        return ""
