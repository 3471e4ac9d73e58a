"""HTML_CodeSniffer, the engine of pa11y: what it objects to on a page, by WCAG 2.1 AA."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ENGINE = (
    Path(__file__).resolve().parent.parent / "node_modules" / "@pa11y" / "html_codesniffer" / "build" / "HTMLCS.js"
)
RUN = """() => new Promise((done, fail) => HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter(one => one.type === HTMLCS.ERROR).map(
        one => [one.code, one.msg, one.element.outerHTML.slice(0, 160)])
), fail))"""


def sniffed(page: Page) -> list[Any]:
    """Errors, as code, words and the beginning of the element."""
    page.evaluate(ENGINE.read_text())
    found: list[Any] = page.evaluate(RUN)
    return found
