"""Nothing typed is lost: what is right is saved, what is not yet right is kept as typed."""

from collections.abc import Callable

import pytest

from app.notifications.models import OutboxMessage
from app.registry.event import Event
from app.registry.lifecycle import State
from tests.client import Visitor
from tests.submission.answers import PAGES, answer, fill_in, hand_in, start

ReadEvent = Callable[[str], Event]
Letters = Callable[[], list[OutboxMessage]]
Link = Callable[[str], str]
SAVE = "Save and come back later"


def value_of(visitor: Visitor, name: str) -> str:
    box = visitor.page.soup.select_one(f"[name='{name}']")
    assert box is not None, name
    return str(box.get("value") or box.get_text())


def test_half_a_page_is_kept_and_shown_as_typed_in_another_browser(
    olu: Visitor, stranger: Visitor, event_of: ReadEvent, mailed_link: Link, letters: Letters
) -> None:
    reference = start(olu)
    olu.submit(SAVE, title="Sharing circle", website="not a web page")
    olu.has("Save and come back later", reference, "We keep your draft until")
    olu.submit("Email me the link", email="olu@example.org").has("Your draft is saved", "olu@example.org")
    assert [letter.recipient for letter in letters()] == ["olu@example.org"]
    assert event_of(reference).latest.title == ""
    stranger.get(mailed_link("way-back")).submit("Open my event").has(reference, "In progress", "Cannot start yet")
    stranger.click("About the event").has("This page is not finished")
    assert value_of(stranger, "title") == "Sharing circle"
    assert value_of(stranger, "website") == "not a web page"
    answer(stranger, "about", website="")
    assert event_of(reference).latest.title == "Sharing circle"
    assert event_of(reference).latest.unfinished == {}


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("about", {"title": "", "summary": "Half"}),
        (
            "when",
            {"sessions-0-starts_on-day": "31", "sessions-0-starts_on-month": "2", "sessions-0-start_time": "25pm"},
        ),
        ("where", {"format": "in_person", "postcode": "LS1 4A", "venue": "Library"}),
        ("joining", {"cost": "free", "booking": "required", "capacity": "many"}),
        ("contacts", {"your_email": "olu@", "organisation_name": "The Circle"}),
    ],
)
@pytest.mark.parametrize("button", ["Continue", SAVE])
def test_what_is_wrong_is_kept_by_either_button(olu: Visitor, page: str, typed: dict[str, str], button: str) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/{page}").submit(button, 422 if button == "Continue" else 200, **typed)
    olu.get(f"/submit/{reference}").has("In progress")
    olu.get(f"/submit/{reference}/{page}")
    for name, value in typed.items():
        boxes = olu.page.soup.select(f"[name='{name}']")
        if boxes[0].get("type") == "radio":
            assert [box["value"] for box in boxes if box.has_attr("checked")] == [value]
        else:
            assert value_of(olu, name) == value


def test_a_page_that_was_right_and_is_wrong_now_holds_the_sending(olu: Visitor, event_of: ReadEvent) -> None:
    reference = fill_in(olu)
    olu.get(f"/submit/{reference}/about").submit(SAVE, title="")
    olu.get(f"/submit/{reference}/check")
    assert olu.path == f"/submit/{reference}"
    olu.has("In progress", "Cannot start yet")
    assert event_of(reference).latest.title == "Sharing circle"


def test_leaving_a_page_untouched_answers_nothing(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    for page in PAGES:
        olu.get(f"/submit/{reference}/{page}").submit(SAVE)
    draft = event_of(reference).latest
    assert (draft.sections_done, draft.unfinished) == ([], {})
    olu.get(f"/submit/{reference}").lacks("In progress", "Completed")


def test_leaving_a_page_that_is_right_saves_it(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    olu.submit(SAVE, kind="event", title="Sharing circle", summary="An open circle.")
    assert event_of(reference).latest.sections_done == ["about"]


def test_only_an_address_is_needed(olu: Visitor, letters: Letters) -> None:
    start(olu)
    olu.submit(SAVE).submit("Email me the link", 422).has("Enter your email address")
    olu.submit("Email me the link", 422, email="olu@").has("Enter an email address in the right shape")
    assert value_of(olu, "email") == "olu@"
    assert letters() == []


def test_the_way_back_works_once_and_a_new_one_can_be_asked_for(
    olu: Visitor, stranger: Visitor, event_of: ReadEvent, mailed_link: Link
) -> None:
    reference = start(olu)
    olu.submit(SAVE, title="Sharing circle").submit("Email me the link", email="olu@example.org")
    link = mailed_link("way-back")
    stranger.get(link).submit("Open my event").has("In progress")
    Visitor(olu.app).get(link, 410).has("This link has been used").click("Get a new link")
    elsewhere = Visitor(olu.app)
    elsewhere.get("/my-events").submit("Email me a link", email="olu@example.org")
    elsewhere.get(mailed_link("own-list")).submit("See my events").has(reference, "Not sent yet")
    elsewhere.get(f"/submit/{reference}/about")
    assert value_of(elsewhere, "title") == "Sharing circle"


def test_an_address_typed_in_the_form_alone_shows_nobody_the_draft(
    olu: Visitor, stranger: Visitor, letters: Letters
) -> None:
    fill_in(olu)
    stranger.get("/my-events").submit("Email me a link", email="olu@example.org")
    assert letters() == []


def test_the_known_address_is_offered(olu: Visitor, mailed_link: Link) -> None:
    hand_in(olu)
    olu.get(mailed_link("confirm")).submit("Confirm my address")
    start(olu)
    olu.submit(SAVE)
    assert value_of(olu, "email") == "olu@example.org"


def test_a_sent_event_is_not_left_for_later(olu: Visitor, event_of: ReadEvent) -> None:
    reference = hand_in(olu)
    assert olu.get(f"/submit/{reference}/later").path.endswith("/sent")
    assert event_of(reference).latest.state == State.UNCONFIRMED


def test_more_than_anybody_types_is_told_not_kept(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    olu.submit(SAVE, 422, title="", description="x" * 300_000)
    assert event_of(reference).latest.unfinished == {}


def test_what_no_database_takes_is_kept_without_it(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    olu.submit(SAVE, title="Sharing\x00 circle")
    assert event_of(reference).latest.unfinished["about"]["title"] == ["Sharing circle"]
    olu.get(f"/submit/{reference}/about")
