"""Olu's answers, page by page, as she types them; and walking through the pages with them."""

from typing import Any

from tests.client import Visitor

SIMPLEST: dict[str, dict[str, Any]] = {
    "about": {"kind": "event", "title": "Sharing circle", "summary": "An open circle about planning care together."},
    "when": {
        "sessions-0-starts_on-day": "7",
        "sessions-0-starts_on-month": "7",
        "sessions-0-starts_on-year": "2027",
        "sessions-0-start_time": "10am",
        "sessions-0-end_time": "11.30",
    },
    "where": {"format": "in_person", "venue": "Central Library", "town": "Leeds", "postcode": "ls1 4ap"},
    "access": {},
    "together": {},
    "joining": {"cost": "free", "booking": "turn_up"},
    "contacts": {
        "organisation_name": "The Circle",
        "your_name": "Olu Quillfeather",
        "your_email": "olu@example.org",
    },
}
PAGES = tuple(SIMPLEST)
# What the pages send besides, because it is chosen already when they are opened.
CHOSEN: dict[str, dict[str, Any]] = {
    "about": {"languages": ["en"], "week": ""},
    "when": {"sessions-0-timing": "timed"},
}
SECRETS = ("Olu Quillfeather", "olu@example.org", "07700 900 123")


def start(olu: Visitor) -> str:
    """Press Start; the reference of the draft."""
    olu.get("/submit").submit("Start")
    assert olu.path.endswith("/about")
    return olu.path.split("/")[2]


def answer(olu: Visitor, page: str, status: int = 200, **changed: Any) -> Visitor:
    """Answer the page that is open as Olu does, but for what is changed, and press Continue."""
    return olu.submit("Continue", status, **{**SIMPLEST[page], **changed})


def answer_all(olu: Visitor, **pages: dict[str, Any]) -> str:
    """From Start to "Check your answers"; the reference."""
    reference = start(olu)
    for page in PAGES:
        assert olu.path.partition("?")[0].endswith(f"/{reference}/{page}"), olu.path
        answer(olu, page, **pages.get(page, {}))
    assert olu.path.partition("?")[0].endswith("/check"), olu.path
    return reference


def fill_in(olu: Visitor, **pages: dict[str, Any]) -> str:
    """The same draft, its pages sent without being looked at: for tests of what comes afterwards."""
    reference = start(olu)
    token = str(olu.page.soup.select("main input[name=csrf_token]")[0]["value"])
    for page in PAGES:
        typed = {**CHOSEN.get(page, {}), **SIMPLEST[page], **pages.get(page, {}), "csrf_token": token}
        answer = olu.ask("POST", f"/submit/{reference}/{page}", data=typed)
        assert answer.status_code == 303, f"{page}: {answer.text}"
    olu.get(f"/submit/{reference}/check")
    return reference


def hand_in(olu: Visitor, **pages: dict[str, Any]) -> str:
    """The same, sent; the reference."""
    reference = fill_in(olu, **pages)
    olu.submit("Send your event")
    return reference


def send(olu: Visitor, **pages: dict[str, Any]) -> str:
    """From Start to "Nearly there: check your email"; the reference."""
    reference = answer_all(olu, **pages)
    olu.submit("Send your event")
    return reference
