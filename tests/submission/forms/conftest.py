"""Forms without a browser: inside a request, without a token."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.submission.sections import BY_CODE

Fill = Callable[[str, dict[str, Any]], Any]


@pytest.fixture
def fill(app: Flask) -> Iterator[Fill]:
    """A page's form as it is when these fields were sent, checked."""

    def checked(page: str, typed: dict[str, Any]) -> Any:
        sent: MultiDict[str, str] = MultiDict()
        for name, value in typed.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = BY_CODE[page].form(formdata=sent, meta={"csrf": False})
        form.validate()
        return form

    with app.test_request_context("/", method="POST"):
        yield checked
