"""A site that runs, a Chromium, and the people of the stories."""

import os
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
def pictures() -> Path | None:
    """Where pictures of every page go: the folder named by PICTURES. None where nobody wants them."""
    folder = os.environ.get("PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) if folder else None
