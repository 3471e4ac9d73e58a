"""What one revision says differently from another, and whether a moderator reads it before the public does.

Changes that people plan by, filter by, follow or are contacted through are read first ("review"). Other words are
not ("wording"): they are public at once and logged. What nobody has put into either is read first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from app.registry.organisation import folded
from app.registry.place import EventPlace
from app.registry.revision import Revision
from app.registry.session import EventSession


class Kind(StrEnum):
    """Who sees it first."""

    REVIEW = "review"
    WORDING = "wording"


@dataclass(frozen=True)
class Difference:
    """One field of one page. ``before`` and ``after`` are values as the models hold them; ``key`` is which of many.

    ``field`` is a column of the revision, or "session" (``key``: its UID; values: EventSession or None), "place"
    (values: EventPlace or None), or a key inside ``access``, ``access_contact`` or ``together``.
    """

    section: str
    field: str
    kind: Kind
    before: Any
    after: Any
    key: str = ""


# Which page asks for which column, in the order of the form. A column that is missing here is on "about".
ASKED_ON: dict[str, tuple[str, ...]] = {
    "about": (
        "kind",
        "title",
        "summary",
        "description",
        "campaign_id",
        "festival_id",
        "languages",
        "audience",
        "audience_note",
        "website",
        "title_cy",
        "summary_cy",
        "description_cy",
        "image",
        "image_alt",
        "image_consent",
    ),
    "where": ("format", "online_how", "online_url", "online_url_public", "phone_in"),
    "access": ("access", "access_note", "access_checked_how", "access_checked_on", "access_contact", "access_ask_by"),
    "together": ("together",),
    "joining": (
        "cost",
        "cost_note",
        "booking",
        "booking_url",
        "booking_phone",
        "booking_email",
        "booking_by",
        "capacity",
    ),
    "contacts": (
        "organisation_name",
        "organisation_kind",
        "organisation_website",
        "organisation_summary",
        "organisation_logo",
        "organisation_logo_alt",
        "contact_role",
        "contact_email",
        "contact_phone",
        "contact_text_relay",
        "contact_shown",
    ),
}
SECTIONS = ("about", "when", "where", "access", "together", "joining", "contacts")
TITLES = ("title", "title_cy")
WORDING = ("summary", "summary_cy", "description", "description_cy", "audience_note", "image_alt")
OF_MANY = ("access", "access_contact", "together")
# What is no answer of the organiser's.
NOT_SAID = {
    "id",
    "event_id",
    "number",
    "state",
    "created_at",
    "saved_at",
    "sent_at",
    "submitted_at",
    "sections_done",
    "version",
    "unfinished",
}
OF_A_ROW = {"id", "revision_id", "position"}
# Where the geocoder looked is not what the organiser said: the same place may be found again in a newer table.
FOUND = {"precision", "source", "nation", "region", "council", "latitude", "longitude", "pinned"}
NEAR_DEGREES = 0.0005  # about 50 metres
ALIKE = 0.75  # of the letters; a title that is less like the old one is another event to those who look for it
ADDRESS = re.compile(r"(?:https?://|www\.|\bmailto:)\S+|\S+@\S+\.\S+", re.IGNORECASE)


def differences(before: Revision, after: Revision) -> list[Difference]:
    """Everything that differs, page by page."""
    found = [*columns(before, after), *dates(before, after), *places(before, after)]
    return sorted(found, key=lambda one: SECTIONS.index(one.section))


def columns(before: Revision, after: Revision) -> Iterator[Difference]:
    """The answers that are columns, in the order of the form."""
    pages = {name: page for page, names in ASKED_ON.items() for name in names}
    known = [column.key for column in Revision.__table__.columns if column.key not in NOT_SAID]
    order = list(pages)
    for name in sorted(known, key=lambda one: order.index(one) if one in pages else len(order)):
        was, now = getattr(before, name), getattr(after, name)
        page = pages.get(name, "about")
        if name in OF_MANY:
            yield from of_many(page, name, was or {}, now or {})
        elif was != now:
            yield Difference(page, name, kind_of(name, was, now), was, now)


def of_many(page: str, name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    """The answers inside one column."""
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield Difference(page, name, Kind.REVIEW, was.get(key), now.get(key), key)


def kind_of(name: str, was: Any, now: Any) -> Kind:
    """Wording, unless the words bring a new address with them or the title is another one."""
    if name in TITLES:
        return Kind.WORDING if alike(str(was), str(now)) and not new_addresses(was, now) else Kind.REVIEW
    return Kind.WORDING if name in WORDING and not new_addresses(was, now) else Kind.REVIEW


def alike(was: str, now: str) -> bool:
    """Whether people who know one title recognise the other."""
    return bool(was and now) and SequenceMatcher(None, folded(was), folded(now), autojunk=False).ratio() >= ALIKE


def new_addresses(was: Any, now: Any) -> bool:
    """Whether a text leads somewhere that the text before did not."""
    return bool(set(ADDRESS.findall(str(now))) - set(ADDRESS.findall(str(was))))


def dates(before: Revision, after: Revision) -> Iterator[Difference]:
    """Dates that were added, changed or taken out. A date keeps its UID while its times change."""
    was, now = ({row.uid: row for row in one.sessions} for one in (before, after))
    for uid in dict.fromkeys((*was, *now)):
        old, new = was.get(uid), now.get(uid)
        changed = changed_in(old, new, EventSession)
        if changed:
            wording = changed == {"label"} and not new_addresses(getattr(old, "label", ""), getattr(new, "label", ""))
            yield Difference("when", "session", Kind.WORDING if wording else Kind.REVIEW, old, new, uid)


def places(before: Revision, after: Revision) -> Iterator[Difference]:
    """The place, as one answer."""
    old, new = before.place, after.place
    changed = changed_in(old, new, EventPlace)
    if changed - FOUND or (changed and moved(old, new)):
        yield Difference("where", "place", Kind.REVIEW, old, new)


def changed_in(old: Any, new: Any, model: Any) -> set[str]:
    """Names of the columns in which two rows differ; all of them where one is missing."""
    if old is None and new is None:
        return set()
    names = {column.key for column in model.__table__.columns} - OF_A_ROW
    return {name for name in names if old is None or new is None or getattr(old, name) != getattr(new, name)}


def moved(old: EventPlace | None, new: EventPlace | None) -> bool:
    """Whether the pin is somewhere else."""
    if old is None or new is None or old.latitude is None or new.latitude is None:
        return (old is None or old.latitude is None) != (new is None or new.latitude is None)
    assert old.longitude is not None
    assert new.longitude is not None
    return max(abs(old.latitude - new.latitude), abs(old.longitude - new.longitude)) > NEAR_DEGREES


def only_wording(found: list[Difference]) -> bool:
    """Whether nothing of it is for a moderator."""
    return all(one.kind is Kind.WORDING for one in found)
