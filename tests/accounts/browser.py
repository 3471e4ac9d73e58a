"""Reads pages and presses their buttons, hidden fields and all."""

import re
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.notifications.models import OutboxMessage


class FreshClient(FlaskClient):
    """Each request in an application context of its own, as when serving: ``g`` is not the test's."""

    def open(self, *args: Any, **others: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **others)


class Browser:
    def __init__(self, app: Flask) -> None:
        self.client = FreshClient(app, app.response_class, use_cookies=True)
        self.page: TestResponse | None = None

    def open(self, address: str, **others: object) -> TestResponse:
        self.page = self.client.get(address, **others)
        return self.page

    def press(self, address: str | None = None, **typed: str) -> TestResponse:
        """Fill in and send the form of the page that is open."""
        assert self.page is not None
        form = self.soup.find("form")
        assert form is not None, self.page.get_data(as_text=True)
        hidden = {box["name"]: box.get("value", "") for box in form.find_all("input", type="hidden")}
        target = address or form.get("action") or self.page.request.full_path
        self.page = self.client.post(target, data={**hidden, **typed})
        return self.page

    def follow(self) -> TestResponse:
        assert self.page is not None
        assert self.page.status_code == 303, self.page.status
        return self.open(self.page.location)

    @property
    def soup(self) -> BeautifulSoup:
        assert self.page is not None
        return BeautifulSoup(self.page.get_data(as_text=True), "html5lib")

    @property
    def heading(self) -> str:
        (heading,) = self.soup.find_all("h1")
        return str(heading.get_text())


def mailed_link() -> str:
    """The path of the newest link in the outbox."""
    db.session.rollback()
    newest = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert newest is not None
    found = re.search(r"http://127\.0\.0\.1:5000(/\S+)", newest.text_body)
    assert found is not None, newest.text_body
    return found.group(1)
