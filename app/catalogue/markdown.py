"""Organisers' Markdown, kept to paragraphs, lists, links and bold."""

import re
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink

KEPT = ["list", "emphasis", "link", "newline", "escape", "entity", "balance_pairs", "fragments_join"]
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


class Kept(MarkdownIt):
    """The parser with what we keep of Markdown. A link without a scheme leads to the web, not into our pages."""

    def __init__(self) -> None:
        super().__init__("zero", {"html": False, "linkify": False, "breaks": True})
        self.enable(KEPT)

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """The address as it is written into the page."""
        return normalizeLink(url if HAS_SCHEME.match(url) else f"https://{url.lstrip('/')}")


class Lenient(Kept):
    """Reads every link, those too that are never shown."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """As it was typed."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        """Any."""
        return True


MARKDOWN = Kept()
LENIENT = Lenient()


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


def links_in(text: str) -> Iterator[str]:
    """Where the links of a text lead, as typed, in order; those too that ``to_html`` would not make links."""
    for block in LENIENT.parse(text):
        for token in block.children or []:
            if token.type == "link_open":
                yield str(token.attrs["href"])
