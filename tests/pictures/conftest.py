"""A language for messages, without a database."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel


@pytest.fixture(scope="session")
def words() -> Iterator[None]:
    """Messages can be worded."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield
