"""Words from calendar files: HTML made plain, a first sentence for the summary, a place taken apart."""

import re
from html import unescape

import nh3

from app.geography.geocoders import in_towns
from app.geography.postcodes import normalise_postcode

LONGEST_SUMMARY = 280
LOOKS_LIKE_HTML = re.compile(
    r"</?(p|br|div|span|a|b|strong|ul|ol|li|html|body|i|em|h\d|table)\b[^<>]{0,2000}/?>", re.IGNORECASE
)
BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
ITEMS = re.compile(r"<li\b[^<>]{0,200}>", re.IGNORECASE)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,400}")
SENTENCE = re.compile(r"(?<=[.!?])\s")


def plain(value: object) -> str:
    """Text without HTML. A property that is given twice counts once."""
    text = str(value[0] if isinstance(value, list) and value else value or "")
    if not LOOKS_LIKE_HTML.search(text):
        return text.strip()
    text = BREAKS.sub("\n", ITEMS.sub("* ", text))
    text = unescape(nh3.clean(text, tags=set()))
    return re.sub(r"\n\s*\n+", "\n\n", text).replace("\xa0", " ").strip()


def first_sentences(text: str) -> str:
    """As many of the first sentences as a summary takes; nothing when the first alone is too long."""
    kept = ""
    for sentence in SENTENCE.split(" ".join(text[:2000].split()))[:2]:
        longer = f"{kept} {sentence}".strip()
        if len(longer) > LONGEST_SUMMARY:
            break
        kept = longer
    return kept


def join_link(location: str) -> str:
    """The web address in a location, where somebody put the link to join."""
    found = ADDRESS.search(location)
    return found[0] if found else ""


def place_of(location: str) -> dict[str, str]:
    """Venue, town and postcode of a location in one line. Nothing for a link to join."""
    text = " ".join(location.split())
    if not text or ADDRESS.search(text):
        return {}
    cells: dict[str, str] = {}
    if (found := POSTCODE.search(text)) and normalise_postcode(found[0]):
        cells["postcode"] = str(normalise_postcode(found[0]))
        text = (text[: found.start()] + text[found.end() :]).strip(" ,")
    parts = [part.strip() for part in text.split(",") if part.strip()]
    for part in reversed(parts[1:]):
        if in_towns(part) is not None:
            cells["town"] = part
            parts.remove(part)
            break
    if parts:
        cells["venue"] = parts[0]
    if parts[1:]:
        cells["address"] = ", ".join(parts[1:])
    return cells
