"""Organisers' Markdown, kept to paragraphs, lists, links and bold."""

import nh3
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True}).enable(
    ["list", "emphasis", "link", "newline", "escape", "entity", "balance_pairs", "fragments_join"]
)
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


def to_html(text: str) -> str:
    """Safe HTML. Raw HTML is shown as text; links open only to http, https and mailto."""
    if not text.strip():
        return ""
    html = MARKDOWN.render(text)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
