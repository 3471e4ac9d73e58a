"""Olu's event is public. She changes what it says, cancels it, and brings last year's forward."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.person import KeyboardPerson, Person
from tests.journeys.running import RunningSite, link_in
from tests.journeys.test_first_journey import DARK, DAY, DESKTOP, PHONE, VENUE, answers
from tests.journeys.ways import walked
from tests.submission.answers import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WAYS: dict[str, tuple[type[Person], dict[str, Any]]] = {
    "phone": (Person, PHONE),
    "keyboard": (KeyboardPerson, DARK),
}
HALL = "Hyde Park Hall"
NEW_WORDS = "An open circle about planning care, together, with tea."
BOILER = "The boiler broke. We are sorry: please come another time."


@dataclass(frozen=True)
class Cast:
    """Olu in the browser under test; Mo and Vi at a desk. ``email`` is Olu's and nobody else's."""

    site: RunningSite
    browser: Browser
    olu: Person
    mo: Person
    vi: Person
    email: str
    title: str


@pytest.fixture
def cast(
    request: pytest.FixtureRequest, running: RunningSite, chromium: Browser, pictures: Path | None
) -> Iterator[Cast]:
    """Three people, Mo signed in, and how Olu works."""
    kind, looks = WAYS[request.param]
    mark = token_hex(3)
    olu = kind(chromium, f"afterwards-{mark}-olu", pictures, **looks)
    mo, vi = (Person(chromium, f"afterwards-{mark}-{name}", pictures, **DESKTOP) for name in ("mo", "vi"))
    mo.open(running.flask("moderator", "link", "mo@example.org").strip())
    mo.press(mo.page.locator("main button").first.inner_text())
    yield Cast(running, chromium, olu, mo, vi, f"olu.{mark}@example.org", f"Circle {mark}")
    for person in (olu, mo, vi):
        person.leave()


def published(cast: Cast, year: int = DAY.year) -> tuple[str, str]:
    """Olu's event, told in another browser of hers and approved by Mo: its reference and its public address."""
    desk = Person(cast.browser, f"{cast.olu.name}-desk", cast.olu.pictures, **DESKTOP)
    said = answers(cast.title)
    said["when"] |= {"sessions-0-starts_on-year": str(year)}
    said["contacts"] |= {"your_email": cast.email}
    desk.open(f"{cast.site.url}/submit")
    desk.press("Start")
    for page in PAGES:
        desk.answer(said[page])
        desk.press("Continue")
    desk.press("Send your event")
    reference = desk.page.locator(".reference").inner_text()
    desk.open(link_in(cast.site.letter("confirm", reference), "confirm/"))
    desk.press("Confirm my address")
    desk.leave()
    approve(cast, reference)
    return reference, link_in(cast.site.letter("published", reference), "events/")


def approve(cast: Cast, reference: str, *shown: str) -> None:
    """Mo finds it in the queue, reads it, and says yes."""
    cast.mo.open(f"{cast.site.url}/moderation")
    cast.mo.sees(cast.title, reference)
    cast.mo.follow(cast.title)
    cast.mo.sees(reference, *shown)
    cast.mo.press("Approve and publish")
    cast.mo.sees("Mo approved it", cast.title)


def own_letter(cast: Cast) -> EmailMessage:
    """The letter with the link to Olu's list. It names no event, so it is found by its address."""
    found: list[EmailMessage] = []

    def arrived() -> bool:
        files = sorted((cast.site.folder / "mail").glob("*-own-list-*.eml"))
        letters = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        found.extend(one for one in letters if isinstance(one, EmailMessage) and one["To"] == cast.email)
        return bool(found)

    cast.site.wait(arrived, "no link to one's own events")
    return found[-1]


def sign_in(cast: Cast) -> None:
    """Olu asks for a link with her address, uses it, and opens her event from the list."""
    olu = cast.olu
    olu.open(f"{cast.site.url}/my-events")
    olu.answer({"email": cast.email})
    olu.press("Email me a link")
    olu.sees("Check your email")
    olu.open(link_in(own_letter(cast), "my-events/"))
    olu.press("See my events")
    olu.sees(cast.email, "Public")
    olu.follow(cast.title)
    assert olu.heading == cast.title


def change(olu: Person, page: str, fields: dict[str, str], *said: str) -> None:
    """From the event in /my-events, change one page; what is said before it is sent; send it."""
    olu.press("Change what it says")
    olu.follow(page)
    olu.answer(fields)
    olu.press("Continue")
    assert olu.heading == "Check your answers"
    olu.sees("What is different", *said)
    olu.press("Send your event")


def shows(vi: Person, address: str, *there: str, gone: str = "") -> None:
    """What Vi finds at a public address now, and what not."""
    vi.open(address)
    vi.sees(*there)
    assert not gone or gone not in vi.page.content()


def calendar(vi: Person, address: str) -> dict[str, str]:
    """The event's entry as Vi's calendar program reads it, by property."""
    answered = vi.context.request.get(f"{address}.ics")
    assert answered.status == 200
    lines = answered.text().replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 1
    entry = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in entry}


@pytest.mark.parametrize("cast", walked(WAYS, "keyboard"), indirect=True)
def test_wording_is_public_at_once_and_another_place_waits(cast: Cast) -> None:
    olu, vi = cast.olu, cast.vi
    reference, address = published(cast)
    before = calendar(vi, address)
    sign_in(cast)
    change(olu, "About the event", {"summary": NEW_WORDS}, "Everyone sees this change as soon as you send it")
    assert olu.heading == "Your event is public"
    shows(vi, address, NEW_WORDS, VENUE)
    olu.follow("See your events")
    olu.follow(cast.title)
    change(olu, "Where", {"venue": HALL}, "A moderator looks at this change first", "Where: Place")
    assert olu.heading == "Thank you: your event is with us"
    shows(vi, address, VENUE, gone=HALL)
    assert calendar(vi, address)["LOCATION"] == before["LOCATION"]
    approve(cast, reference, "What is different from what people see now", f"Was: {VENUE}", f"Now: {HALL}")
    shows(vi, address, HALL, gone=VENUE)
    after = calendar(vi, address)
    assert HALL in after["LOCATION"]
    assert (after["UID"], int(after["SEQUENCE"])) == (before["UID"], int(before["SEQUENCE"]) + 1)


@pytest.mark.parametrize("cast", walked(WAYS, "phone"), indirect=True)
def test_a_cancelled_event_says_so_and_why_everywhere_at_once(cast: Cast) -> None:
    olu, vi = cast.olu, cast.vi
    _reference, address = published(cast)
    before = calendar(vi, address)
    assert before["STATUS"] == "CONFIRMED"
    sign_in(cast)
    olu.follow("Postpone, move online or cancel")
    olu.answer({"to": "cancelled"})
    olu.press("Tell everyone")
    olu.sees("There is a problem", "Say why, in words that people who wanted to come can use")
    olu.answer({"reason": BOILER})
    olu.press("Tell everyone")
    olu.sees("Public: cancelled", BOILER)
    shows(vi, address, "Cancelled", BOILER)
    vi.open(f"{cast.site.url}/events")
    assert "Cancelled" in vi.page.locator(".card", has_text=cast.title).inner_text()
    shows(vi, f"{cast.site.url}/changes", cast.title, "Cancelled", BOILER)
    after = calendar(vi, address)
    assert (after["STATUS"], after["UID"]) == ("CANCELLED", before["UID"])
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.mark.parametrize("cast", walked(WAYS, "phone"), indirect=True)
def test_last_years_event_is_brought_forward_with_new_dates(cast: Cast) -> None:
    olu, vi = cast.olu, cast.vi
    reference, address = published(cast, DAY.year - 2)
    sign_in(cast)
    olu.follow("Copy it for another date")
    olu.press("Make the copy")
    boxes = {name: value for name, value in answers("")["when"].items() if value}
    for name in boxes:
        assert olu.page.locator(f"[name='{name}']").input_value() == "", name
    olu.press("Continue", 422)
    olu.sees("There is a problem")
    olu.answer(boxes)
    olu.press("Continue")
    assert olu.heading == "Check your answers"
    olu.sees(cast.title, VENUE, "Lift from the street", f"7 July {DAY.year}")
    olu.press("Send your event")
    assert olu.heading == "Thank you: your event is with us"
    again = olu.page.locator(".reference").inner_text()
    assert again != reference
    approve(cast, again)
    new = link_in(cast.site.letter("published", again), "events/")
    assert new != address
    shows(vi, new, cast.title, VENUE, f"7 July {DAY.year}")
    shows(vi, address, cast.title, f"7 July {DAY.year - 2}", "Past event")
    old_entry, new_entry = calendar(vi, address), calendar(vi, new)
    assert new_entry["UID"] != old_entry["UID"]
    assert new_entry["DTSTART"] == f"{DAY:%Y%m%d}T100000"
