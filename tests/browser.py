"""A real browser for tests, one for each test process, axe-core, and the rules of pa11y.

Playwright's synchronous API can run only once in a process, so every room's tests share this one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.sniffer import sniffed

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
RUNNING: dict[str, Browser] = {}
# Only what is wrong comes back: the rest would be megabytes.
VIOLATIONS_OF_AXE = """tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(found =>
    found.violations.map(rule => [rule.id, rule.nodes.map(node => node.target)]))"""


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest, chromium_path: str) -> Browser:
    """The browser, started when first asked for and stopped with the test process."""
    if chromium_path not in RUNNING:
        playwright = sync_playwright().start()
        RUNNING[chromium_path] = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)

        def stop() -> None:
            RUNNING.pop(chromium_path).close()
            playwright.stop()

        request.config.add_cleanup(stop)
    return RUNNING[chromium_path]


def open_page(chromium: Browser, address: str, width: int = 1280, **others: Any) -> tuple[Page, list[str]]:
    """A page in a window of that width (CSS pixels), and what its console complains of."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, **others)
    complaints: list[str] = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


@contextmanager
def arriving(page: Page) -> Iterator[None]:
    """Whatever is pressed in the block leads to a page: goes on once that page is there, all of it.

    A click alone returns while the page that was there before can still answer.
    """
    with page.expect_navigation(wait_until="load"):
        yield


def objections(page: Page) -> list[tuple[str, list[Any]]]:
    """What axe-core finds, as rule and places; and what pa11y would."""
    page.evaluate(AXE.read_text())
    found = [(rule, places) for rule, places in page.evaluate(VIOLATIONS_OF_AXE, TAGS)]
    return found + [(code, [place]) for code, _words, place in sniffed(page)]
