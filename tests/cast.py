"""The cast of the public faces: Vi, who visits without cookies, and the day on which she does."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.shared import clock
from tests.client import Visitor

NOON = datetime(2027, 6, 1, 11, 0, tzinfo=UTC)


@pytest.fixture
def vi(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Vi visits on Tuesday 1 June 2027, at noon in London. A cookie would be an error."""
    for module in NOW_IN:
        monkeypatch.setattr(f"{module}.now", lambda: NOON)
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return Visitor(app, keeps_cookies=False)


# Modules that took the name of the clock's one function.
NOW_IN = (
    "app.archive.routes",
    "app.browse.routes.events",
    "app.browse.routes.gatherings",
    "app.catalogue.publish",
    "app.feeds.routes",
    "app.map.routes",
    "app.syndication.routes",
)
