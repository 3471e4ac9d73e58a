"""Words need a language, and so a request."""

from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture
def asked(app: Flask) -> Iterator[None]:
    with app.test_request_context("/submit/many"):
        yield
