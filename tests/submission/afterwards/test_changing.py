"""Olu changes a public event: wording at once, anything people plan by after a moderator has read it."""

from collections.abc import Callable

from flask import Flask

from app.extensions import db
from app.moderation.services import approve, reject, request_changes
from app.registry.lifecycle import State
from app.registry.vocabularies.pages import QUESTIONS
from app.shared.clock import now
from app.shared.forms import leaves
from app.submission.sections import BY_CODE
from tests.client import Visitor
from tests.submission.afterwards.conftest import MO, find, sent_by
from tests.submission.answers import answer


def begin(olu: Visitor, circle: str, page: str) -> Visitor:
    """Open the change and one of its pages."""
    olu.get(f"/my-events/{circle}").submit("Change what it says").has("Completed")
    return olu.get(f"/submit/{circle}/{page}")


def test_other_words_are_public_at_once_and_logged(app: Flask, olu: Visitor, circle: str) -> None:
    begin(olu, circle, "about")
    answer(olu, "about", summary="An open circle about planning care, together.")
    olu.has("Everyone sees this change as soon as you send it", "What is different", "Summary")
    olu.submit("Send your event").has("Your event is public")
    event = find(circle)
    assert [row.state for row in event.revisions] == [State.APPROVED, State.APPROVED]
    assert event.decisions[-1].decided_by == "the wording rule"
    assert "Summary" in event.decisions[-1].reason
    olu.get(f"/events/{event.slug}").has("An open circle about planning care, together.")


def test_another_place_waits_while_the_old_one_stays_public(app: Flask, olu: Visitor, circle: str) -> None:
    begin(olu, circle, "where")
    answer(olu, "where", venue="Room 2, Hyde Park Hall")
    olu.has("A moderator looks at this change first", "Where: Place")
    olu.submit("Send your event").has("Thank you: your event is with us")
    slug = find(circle).slug
    olu.get(f"/events/{slug}").has("Central Library").lacks("Hyde Park Hall")
    olu.get(f"/my-events/{circle}").has("Your change waits for a moderator. Until then people see it as it was.")
    approve(find(circle), MO, now())
    db.session.commit()
    olu.get(f"/events/{slug}").has("Hyde Park Hall").lacks("Central Library")


def test_wording_waits_with_what_waits(app: Flask, olu: Visitor, circle: str) -> None:
    begin(olu, circle, "about")
    answer(olu, "about", summary="Other words.")
    olu.get(f"/submit/{circle}/joining")
    answer(olu, "joining", cost="paid")
    olu.has("A moderator looks at this change first", "Your new wording waits with them")
    olu.submit("Send your event")
    assert find(circle).latest.state == State.SUBMITTED


def test_words_that_lead_somewhere_new_are_read_first(app: Flask, olu: Visitor, circle: str) -> None:
    begin(olu, circle, "about")
    answer(olu, "about", summary="Come to https://elsewhere.example/ instead.")
    olu.has("A moderator looks at this change first").submit("Send your event")
    assert find(circle).latest.state == State.SUBMITTED


def test_a_change_can_be_thrown_away(app: Flask, olu: Visitor, circle: str) -> None:
    begin(olu, circle, "about")
    answer(olu, "about", summary="Words I do not want.")
    olu.get(f"/my-events/{circle}").has("You have begun a change and not sent it yet.")
    olu.click("Throw the change away").submit("Throw it away").lacks("You have begun a change")
    begin(olu, circle, "about").lacks("Words I do not want.")


def test_what_waits_can_be_taken_back_and_sent_again(app: Flask, olu: Visitor) -> None:
    reference = sent_by(olu)
    olu.get(f"/my-events/{reference}").has("Waiting for a moderator", "Yours is next.")
    olu.submit("Take it back to change it").has("Completed")
    assert [row.state for row in find(reference).revisions] == [State.WITHDRAWN, State.DRAFT]
    olu.get(f"/submit/{reference}/check").submit("Send your event").has("Thank you: your event is with us")


def test_a_press_that_comes_too_late_changes_nothing(
    app: Flask, olu: Visitor, circle: str, press: Callable[..., Visitor]
) -> None:
    for deed in ("take-back", "discard"):
        press(olu, f"/my-events/{circle}/{deed}").has("Public")
    press(olu, f"/my-events/{circle}/edit")
    press(olu, f"/my-events/{circle}/edit")
    assert [row.number for row in find(circle).revisions] == [1, 2]


def test_notes_are_shown_beside_the_pages_they_are_about(app: Flask, olu: Visitor) -> None:
    reference = sent_by(olu)
    notes = {"where": "Which room is it in?", "joining": "  ", "nonsense": "not a page"}
    request_changes(find(reference), MO, "", now(), notes=notes)
    db.session.commit()
    assert find(reference).decisions[-1].notes == {"where": "Which room is it in?"}
    olu.get(f"/my-events/{reference}").has("Please change this", "Which room is it in?")
    olu.submit("Answer and change it").has("A moderator asks: Which room is it in?")
    olu.click("Where").has("A moderator asks: Which room is it in?")
    olu.get(f"/submit/{reference}/when").lacks("A moderator asks")
    olu.get(f"/submit/{reference}/check").submit("Send your event")
    olu.get(f"/my-events/{reference}").lacks("Which room is it in?")


def test_notes_about_questions_are_shown_beside_them(app: Flask, olu: Visitor) -> None:
    reference = sent_by(olu)
    notes = {"where.postcode": "Is it LS1?", "when.start_time": "Or 10pm?", "access.drop_off": "Which side?"}
    request_changes(find(reference), MO, "", now(), notes=notes | {"where.moon": "no such question"})
    db.session.commit()
    assert find(reference).decisions[-1].notes == notes
    olu.get(f"/my-events/{reference}").has("Where: Postcode Is it LS1?")
    olu.submit("Answer and change it").has("A moderator asks about “Where: Postcode”: Is it LS1?")
    for page, box, words in (("where", "postcode", "LS1?"), ("when", "sessions-0-start_time", "10pm?")):
        soup = olu.get(f"/submit/{reference}/{page}").page.soup
        field = soup.select_one(f"input[name='{box}']")
        assert field is not None
        (note,) = soup.select(".govuk-inset-text")
        assert words in note.text
        assert note["id"] in field["aria-describedby"]
        assert note.find_next("input") is field
    olu.get(f"/submit/{reference}/access")
    group = olu.page.soup.select_one("details#group-getting_there")
    assert group is not None
    assert group.has_attr("open")
    assert "Which side?" in group.text


def test_every_question_a_moderator_can_name_is_on_its_page(app: Flask) -> None:
    with app.test_request_context():
        for page, questions in QUESTIONS.items():
            form = BY_CODE[page].form(formdata=None, meta={"csrf": False})
            assert set(questions) - {field.short_name for field in leaves(form)} == set(), page


def test_a_declined_change_leaves_the_event_as_it_was(app: Flask, olu: Visitor, circle: str) -> None:
    begin(olu, circle, "where")
    answer(olu, "where", venue="The Moon")
    olu.submit("Send your event")
    reject(find(circle), MO, "Nobody can get there.", now())
    db.session.commit()
    olu.get(f"/my-events/{circle}").has("We did not publish your last change", "Nobody can get there.")
    begin(olu, circle, "where").has("Page 3 of 7").lacks("The Moon")


def test_a_colleague_sends_without_confirming_again(
    app: Flask, olu: Visitor, ada: Visitor, circle: str, mailed_link: Callable[[str], str]
) -> None:
    from tests.submission.afterwards.test_people import takes_on

    takes_on(olu, ada, circle, "share", "ada@example.org")
    begin(ada, circle, "where")
    answer(ada, "where", venue="Room 3")
    ada.submit("Send your event").has("Thank you: your event is with us")
