"""Links to online meetings in other words. Whoever has one can walk in, so people are told before it is public."""

import re

# Pages where people register are meant to be public and are not among them.
_PLACES = r"""
    (?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com)/(?:j|my|w|s|wc)/
  | teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet)/
  | meet\.google\.com/[a-z]{3}-
  | (?:[\w-]+\.)+webex\.com/(?:meet|join|[\w./-]*j\.php)
  | (?:global\.)?(?:gotomeeting\.com/join|gotomeet\.me|meet\.goto\.com)/
  | meet\.jit\.si/
  | (?:[\w-]+\.)?whereby\.com/
  | join\.skype\.com/
"""
MEETING = re.compile(rf"\bhttps?://(?:{_PLACES})[^\s<>\"')\]]*", re.IGNORECASE | re.VERBOSE)


def meeting_link(text: str) -> str:
    """The first link to a meeting in a text, or nothing."""
    found = MEETING.search(text)
    return found[0].rstrip(".,;") if found else ""


def without_meeting_links(text: str) -> str:
    """The text with every such link taken out."""
    return MEETING.sub("", text)
