"""A site that runs, a Chromium, and the people of the stories."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.running import RunningSite
from tests.programs import chromium_path

__all__ = ["chromium_path"]
ARGUMENTS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The site, with one moderator and nothing else in it."""
    site = RunningSite(tmp_path_factory.mktemp("running"))
    try:
        site.start()
        site.flask("moderator", "add", "mo@example.org", "Mo")
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures of the pages go."""
    return tmp_path_factory.mktemp("pictures")
