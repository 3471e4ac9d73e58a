"""A draft that is open in two tabs: the older one is told."""

from collections.abc import Callable
from copy import copy

from app.registry.event import Event
from tests.client import Visitor
from tests.submission.answers import PAGES, SIMPLEST, answer, fill_in, start

ReadEvent = Callable[[str], Event]
TOLD = "This page was changed somewhere else"


def second_tab(olu: Visitor) -> Visitor:
    """Another tab of the same browser, showing the same page."""
    return copy(olu)


def test_the_second_tab_is_shown_both_and_chooses_its_own(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    old = second_tab(olu)
    answer(olu, "about", title="The first name")
    answer(old, "about", 409, title="The second name")
    old.has(TOLD, "Saved now: The first name", "What you typed: The second name")
    assert event_of(reference).latest.title == "The first name"
    old.submit("Keep what I typed")
    assert event_of(reference).latest.title == "The second name"


def test_the_second_tab_can_keep_what_is_saved(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    old = second_tab(olu)
    answer(olu, "about", title="The first name")
    answer(old, "about", 409, title="The second name").click("Keep what is saved")
    assert old.path == f"/submit/{reference}/about"
    assert event_of(reference).latest.title == "The first name"


def test_a_tab_that_changed_again_meanwhile_is_told_again(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    old = second_tab(olu)
    answer(olu, "about", title="One")
    answer(old, "about", 409, title="Two")
    olu.get(f"/submit/{reference}/about")
    answer(olu, "about", title="Three")
    old.submit("Keep what I typed", 409).has("Saved now: Three", "What you typed: Two")
    assert event_of(reference).latest.title == "Three"


def test_wrong_answers_do_not_overwrite_what_the_other_tab_left(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    old = second_tab(olu)
    olu.submit("Continue", 422, title="", summary="Half a thought")
    olu.submit("Save and come back later", summary="Half a thought, longer")
    old.submit("Save and come back later", 409, title="Other").has(TOLD, "Half a thought, longer")
    assert event_of(reference).latest.unfinished["about"]["summary"] == ["Half a thought, longer"]
    old.submit("Keep what I typed").has("Save and come back later")
    assert event_of(reference).latest.unfinished["about"]["title"] == ["Other"]


def test_other_pages_in_other_tabs_do_not_meet(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    tabs = {page: second_tab(olu).get(f"/submit/{reference}/{page}") for page in PAGES}
    for page, tab in tabs.items():
        answer(tab, page)
    assert sorted(event_of(reference).latest.sections_done) == sorted(PAGES)


def test_a_button_pressed_twice_is_one_press(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    for page in PAGES:
        olu.get(f"/submit/{reference}/{page}")
        again = second_tab(olu)
        answer(olu, page)
        answer(again, page)
        assert again.path == olu.path
    draft = event_of(reference).latest
    assert len(draft.sessions) == 1
    assert draft.title == SIMPLEST["about"]["title"]


def test_adding_a_date_in_an_old_tab_does_not_make_it_new(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    olu.get(f"/submit/{reference}/when")
    old = second_tab(olu)
    answer(olu, "when", **{"sessions-0-start_time": "2pm", "sessions-0-end_time": "3pm"})
    old.submit("Add another date", **SIMPLEST["when"]).submit("Remove date 2")
    old.submit("Continue", 409, **SIMPLEST["when"]).has("Date 1: Starts at", "2pm", "10am")
    assert event_of(reference).latest.sessions[0].start_time.hour == 14  # type: ignore[union-attr]


def test_what_is_sent_was_seen(olu: Visitor, event_of: ReadEvent) -> None:
    reference = fill_in(olu)
    old = second_tab(olu)
    olu.get(f"/submit/{reference}/about")
    answer(olu, "about", title="Another name")
    old.submit("Send your event").has("Something changed since you opened this page", "Another name")
    assert event_of(reference).latest.state == "draft"
    old.submit("Send your event").has("Nearly there")
