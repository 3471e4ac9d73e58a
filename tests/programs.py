"""Programs that some tests need: found, or skipped loudly, or with CI=true a failure."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
HOW = {
    "chromium": "install Chromium or Chrome (Debian: apt install chromium), or name it in CHROMIUM",
    "calcurse": "install calcurse (Debian: apt install calcurse)",
    "gcc": "install a C compiler and libical (Debian: apt install gcc pkg-config libical-dev)",
    "openssl": "install OpenSSL (Debian: apt install openssl)",
    "node": "install Node 20 or newer",
}


def missing(name: str) -> None:
    """Skip the test, saying how to get the program; fail it where nothing may be missing."""
    message = f"{name} was not found: {HOW.get(name, f'install {name}')}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a Chromium to drive."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None and Path(MAC).exists():
        found = MAC
    if found is None:
        missing("chromium")
    return str(found)


@pytest.fixture(scope="session")
def require_program() -> Callable[[str], str]:
    """Give the path of a program, by name."""

    def require(name: str) -> str:
        found = shutil.which(name)
        if found is None:
            missing(name)
        return str(found)

    return require
