"""A server elsewhere, and a network in which every name leads to it. Nothing here needs a database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from tests.conftest import settings
from tests.fetching.certificates import own_certificate
from tests.fetching.server import Elsewhere, elsewhere, here_only


@pytest.fixture(scope="session")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application without a database."""
    folder = tmp_path_factory.mktemp("fetching")
    return create_app(settings(folder, "sqlite://"))


@pytest.fixture
def app(bare_site: Flask) -> Iterator[Flask]:
    """The same, as it was, in a context."""
    with bare_site.app_context():
        yield bare_site
        bare_site.extensions.pop("network", None)


@pytest.fixture
def there(app: Flask) -> Iterator[Elsewhere]:
    """Somebody else's server. Words need a language, and so a request."""
    with elsewhere() as server, app.test_request_context("/"):
        app.extensions["network"] = here_only()
        yield server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory, require_program: Callable[[str], str]) -> Path:
    """A certificate for calendar.example that only itself vouches for."""
    return own_certificate(tmp_path_factory.mktemp("tls"), require_program("openssl"), "calendar.example")
