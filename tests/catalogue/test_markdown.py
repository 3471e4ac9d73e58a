"""What of an organiser's Markdown becomes HTML, and what stays text."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.markdown import TAGS, links_in, to_html

REL = 'rel="nofollow noopener"'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("- tea\n- cake", "<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>\n"),
        ("1. come\n2. stay", "<ol>\n<li>come</li>\n<li>stay</li>\n</ol>\n"),
        ("a **bold** word", "<p>a <strong>bold</strong> word</p>\n"),
        ("line\nbreak", "<p>line<br>\nbreak</p>\n"),
        ("[us](https://example.org/a)", f'<p><a href="https://example.org/a" {REL}>us</a></p>\n'),
        ("[us](www.example.org)", f'<p><a href="https://www.example.org" {REL}>us</a></p>\n'),
        ("[us](mailto:hello@example.org)", f'<p><a href="mailto:hello@example.org" {REL}>us</a></p>\n'),
    ],
)
def test_paragraphs_lists_links_and_bold_are_shown(typed: str, shown: str) -> None:
    assert to_html(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "# Loud",
        "![a picture](https://example.org/a.png)",
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "`code`",
        "> quoted",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hello)",
        "[x](vbscript:x)",
        "~~gone~~",
        "---",
    ],
)
def test_everything_else_stays_text_and_does_nothing(typed: str) -> None:
    page = BeautifulSoup(to_html(typed), "html5lib")
    body = page.body
    assert body is not None
    assert {tag.name for tag in body.find_all(True)} <= {"p", "br", "a"}
    assert all(str(link["href"]).startswith("https://") for link in body.find_all("a"))


def test_every_link_is_seen_whether_or_not_it_is_shown() -> None:
    text = "[a](https://x.org), [b](javascript:alert(1))\n\n- [c](www.y.org)\n- ![d](http://10.0.0.1/x)"
    assert list(links_in(text)) == ["https://x.org", "javascript:alert(1)", "www.y.org", "http://10.0.0.1/x"]


@given(st.text(alphabet=st.sampled_from("ab \n*_[]()<>!#`-1.:/&\"'\\xj"), max_size=80))
def test_whatever_is_typed_only_kept_tags_and_whole_links_come_out(text: str) -> None:
    body = BeautifulSoup(to_html(text), "html5lib").body
    assert body is not None
    for tag in body.find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= {"href", "rel"}
        assert tag.name != "a" or str(tag["href"]).startswith(("http://", "https://", "mailto:"))
