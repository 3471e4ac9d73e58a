"""Words of a mail."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader

from app.notifications.letters import letter, page
from app.notifications.outbox import queue

TEMPLATES = {
    "submission/mail/received.txt": "Subject: We have {{ title }}\n\nHello {{ name }},\n\n{{ title }} is with us: "
    "{{ link }}.\nWe read it soon.\n",
    "submission/mail/odd.txt": "Hello\n",
}
FACTS = {"title": "Tea & talk", "name": "Olu", "link": "https://example.org/e/1?a=1&b=2"}


@pytest.fixture
def templates(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader]))


def test_a_letter_has_a_subject_and_a_text(templates: None) -> None:
    wrote = letter("submission/mail/received.txt", **FACTS)
    assert wrote.subject == "We have Tea & talk"
    assert wrote.text.startswith("Hello Olu,\n\nTea & talk is with us: https://example.org/e/1?a=1&b=2.\nWe read")


def test_the_html_says_exactly_what_the_text_says_and_its_addresses_can_be_pressed(templates: None) -> None:
    wrote = letter("submission/mail/received.txt", **FACTS)
    soup = BeautifulSoup(wrote.html, "html5lib")
    assert [link["href"] for link in soup.find_all("a")] == ["https://example.org/e/1?a=1&b=2"]
    assert soup.body is not None
    assert soup.body.get_text().split() == wrote.text.split()
    assert not soup.find_all(["img", "script", "link"])


def test_a_title_with_a_line_break_stays_in_the_subject(templates: None) -> None:
    wrote = letter("submission/mail/received.txt", **{**FACTS, "title": "Tea\r\nBcc: all@example.org\n\nfree"})
    assert wrote.subject == "We have Tea Bcc: all@example.org free"


def test_a_template_without_a_subject_is_a_mistake(templates: None) -> None:
    with pytest.raises(ValueError, match="must start with"):
        letter("submission/mail/odd.txt")


@hypothesis_settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text())
def test_whatever_is_typed_makes_a_letter_that_can_be_queued(templates: None, words: str) -> None:
    wrote = letter("submission/mail/received.txt", title=words, name=words, link=words)
    queue("olu@example.org", wrote.subject, wrote.text, html=wrote.html, kind="received")


@given(words=st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_nothing_typed_becomes_markup(words: str) -> None:
    soup = BeautifulSoup(page("Hello", words, "en"), "html5lib")
    assert {tag.name for tag in soup.body.find_all(True)} <= {"p", "br", "a"}
    assert all(link["href"].startswith(("http://", "https://")) for link in soup.find_all("a"))
