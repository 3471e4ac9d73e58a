"""A site that runs, a Chromium, and the people of the stories."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.journeys.running import RunningSite

__all__ = ["chromium"]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The site, with one moderator and nothing else in it: one story's hundreds of events are not another's."""
    site = RunningSite(tmp_path_factory.mktemp("running"))
    try:
        site.start()
        site.flask("moderator", "add", "mo@example.org", "Mo")
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures of the pages go."""
    return tmp_path_factory.mktemp("pictures")
