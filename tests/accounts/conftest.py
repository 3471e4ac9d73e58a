"""Mo, a browser that presses buttons, and a clock that can be moved."""

import sys
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType

import pyotp
import pytest
from flask import Flask

from app.accounts.models import Moderator
from app.accounts.services import add_moderator
from app.extensions import db
from app.shared import clock
from tests.accounts.browser import Browser


@pytest.fixture
def mo(app: Flask) -> Moderator:
    moderator = add_moderator("mo@example.org", "Mo")
    moderator.totp_secret = pyotp.random_base32()
    db.session.commit()
    return moderator


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Move every clock of the application on."""
    real, moved = clock.now, timedelta()

    def move(by: timedelta) -> None:
        nonlocal moved
        moved += by
        for name, module in list(sys.modules.items()):
            if name.startswith("app.") and isinstance(module, ModuleType) and hasattr(module, "now"):
                monkeypatch.setattr(module, "now", lambda: real() + moved)

    return move
