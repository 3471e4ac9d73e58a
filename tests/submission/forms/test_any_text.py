"""Whatever is typed into whatever field: a message or an answer, never an error of ours, and it is shown again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.shared.forms import leaves
from app.submission import services
from app.submission.sections import BY_CODE
from tests.submission.answers import CHOSEN, PAGES, SIMPLEST
from tests.submission.forms.conftest import Fill

NASTY = [
    "\x00",
    "\ud800",
    "a\x07b",
    "x" * 10_000,
    "é" * 200,
    "ß" * 20,
    "<script>",
    "31/2/2027",
    "²",
    "\u202e",
    "9" * 5000,
]
TYPED = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=40),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
    st.from_regex(r"[A-Z]{1,2}[0-9]{1,3} ?[0-9][A-Z]{2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}[:.]?[0-9]{0,2} ?(am|pm)?", fullmatch=True),
    st.from_regex(r"(https?|javascript|ftp|data)?:?/{0,3}[a-z0-9.-]{1,30}(:[0-9]{1,6})?", fullmatch=True),
    st.from_regex(r"[a-zé]{1,8}@[a-zé]{1,8}\.[a-z]{1,4}", fullmatch=True),
)
NEVER_BEFORE = datetime(2027, 1, 1, tzinfo=UTC)


def sent_by(page: str) -> dict[str, Any]:
    """What Olu's browser sends."""
    return CHOSEN.get(page, {}) | SIMPLEST[page]


def names_of(page: str) -> Iterator[str]:
    """Every name the page's form reads."""
    form = BY_CODE[page].form(formdata=None, meta={"csrf": False})
    for field in leaves(form):
        boxes = [f"{field.name}-{box}" for box in ("day", "month", "year")]
        yield from boxes if getattr(field, "component", "") == "date" else [field.name]


@pytest.mark.parametrize("page", PAGES)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_an_answer_or_a_message(fill: Fill, page: str, data: st.DataObject) -> None:
    names = list(names_of(page))
    chosen = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    typed: dict[str, Any] = sent_by(page) | {name: data.draw(TYPED, label=name) for name in chosen}
    form = fill(page, typed)
    messages = form.error_list()
    if messages:
        assert all(message["text"] and message["href"].startswith("#") for message in messages)
        return
    if form.errors:
        pytest.fail(f"wrong, but nobody is told: {form.errors}")
    event = services.begin(None, NEVER_BEFORE)
    db.session.flush()
    services.save(event, BY_CODE[page], form, NEVER_BEFORE)
    db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("text", ["Circle\x00", "Circle\ud800", "x" * 10_000, "Circle \x07"])
def test_a_text_that_cannot_be_kept_is_said_and_shown_again(fill: Fill, text: str) -> None:
    form = fill("about", sent_by("about") | {"title": text})
    assert [error["href"] for error in form.error_list()][:1] == ["#title"]
    assert form.title.typed
    assert "\x00" not in form.title.typed


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://localhost/",
        "http://127.0.0.1/x",
        "https://10.0.0.1",
        "file:///etc/passwd",
        "http://[::1]/",
    ],
)
@pytest.mark.parametrize(
    ("page", "name"),
    [("about", "website"), ("where", "online_url"), ("joining", "booking_url"), ("contacts", "organisation_website")],
)
def test_addresses_that_are_not_public_pages_are_refused(fill: Fill, page: str, name: str, address: str) -> None:
    form = fill(page, sent_by(page) | {name: address})
    assert [error["href"] for error in form.error_list()] == [f"#{name}"]


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "http://192.168.0.1/", "https://localhost/x", "/events", "data:text/html,x", "oops"],
)
@pytest.mark.parametrize("name", ["description", "description_cy"])
def test_links_in_words_lead_to_pages_everybody_can_open(fill: Fill, name: str, link: str) -> None:
    (error,) = fill("about", sent_by("about") | {name: f"Read [this]({link}) first."}).error_list()
    assert error["href"] == f"#{name}"
    assert error["text"].startswith(f"The link “{link}” cannot be used. Enter a web address")
    good = "[a](https://example.org/x_(y)), [b](www.example.org), [c](mailto:hello@example.org)"
    assert fill("about", sent_by("about") | {name: good}).error_list() == []
