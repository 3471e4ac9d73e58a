"""What to do where a calendar program is not installed."""

import os
import shutil

import pytest


def need(program: str, advice: str, path: str | None = None) -> str:
    """The program's path (on ``path``, else PATH). Without it: a loud skip, or a failure where ``CI=true``."""
    found = shutil.which(program, path=path)
    if found is None:
        refuse(f"{program} is not installed, so our feeds were not tried with it. {advice}")
    assert found is not None
    return found


def refuse(reason: str) -> None:
    """Fail in CI, skip elsewhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
