"""Differences in words, with what changed marked."""

import re
from datetime import time

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.differences import changes, marked
from tests.registry.factory import a_place, a_session, approved, edited

UID = {"uid": "11111111-1111-4111-8111-111111111111"}
WORDS = st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=6), max_size=12).map(
    " ".join
)


def test_each_answer_is_said_before_and_after(app: Flask) -> None:
    event = approved(sessions=[a_session(**UID)])
    edited(
        event,
        sessions=[a_session(at=time(11), until=time(12), **UID)],
        places=[a_place(venue="Hyde Park Hall")],
        cost="paid",
        access={"step_free": {"state": "no", "note": "Six steps"}, "bsl": {"state": "yes", "note": ""}},
        contact_shown=["role"],
        together={"planning": "staff", "roles": ["co_deliver"]},
    )
    said = {one.question: (one.before, one.after) for one in changes(event.revisions[0], event.revisions[1])}
    assert said == {
        "Date and time": ("Wednesday 7 July 2027, 10am to 11:30am", "Wednesday 7 July 2027, 11am to midday"),
        "Place": (
            "Leeds Central Library, Calverley Street, Leeds LS1 3AB",
            "Hyde Park Hall, Calverley Street, Leeds LS1 3AB",
        ),
        "Step-free": ("Yes: Lift from the street", "No: Six steps"),
        "BSL": ("Not known yet", "Yes"),
        "Working together: planning": ("A group where everyone has an equal say", "Staff plan it"),
        "Cost": ("Free", "People pay"),
        "Contact details shown": ("Who to ask, Email address", "Who to ask"),
    }


def test_a_pin_that_was_moved_is_said_in_words(app: Flask) -> None:
    event = approved(sessions=[a_session(**UID)])
    edited(event, sessions=[a_session(**UID)], places=[a_place(latitude=53.9)])
    [place] = changes(event.revisions[0], event.revisions[1])
    assert place.after == f"{place.before} (changed)"


def words(html: str) -> list[str]:
    return re.sub(r"<[^>]*>", " ", re.sub(r"<span[^>]*>.*?</span>", "", html)).split()


@given(WORDS, WORDS)
def test_what_is_marked_adds_up_to_both_texts(before: str, after: str) -> None:
    html = str(marked(before, after))
    from markupsafe import Markup

    then = " ".join(words(re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL)))
    now = " ".join(words(re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL)))
    assert Markup(then).unescape().split() == before.split()
    assert Markup(now).unescape().split() == after.split()


def test_what_is_marked_is_never_html() -> None:
    html = marked("<b>old</b>", "<script>new</script>")
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_long_text_takes_no_time() -> None:
    assert len(marked("a b " * 4000, "b a " * 4000)) > 8000
