"""People at a browser without JavaScript, for tests: every page they come to is checked.

``Visitor(app)`` is anybody; name it for the cast (``vi``, ``olu``, ``mo``). Each request has an application context
of its own, as it has when served: a test commits what it made before anybody looks, and reads afresh afterwards.
"""

from collections.abc import Mapping
from contextvars import Context
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from flask import Flask, request_tearing_down
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.extensions import db
from tests.filling import fill
from tests.page import Page, words_of

MOST_REDIRECTS = 5


class Visitor:
    """Fetches pages, follows links and sends forms. ``keeps_cookies=False`` fails on any cookie set."""

    def __init__(self, app: Flask, *, keeps_cookies: bool = True) -> None:
        self.app = app
        self.client = app.test_client()
        self.keeps_cookies = keeps_cookies
        self.path = "/"
        self.response: TestResponse
        self.page: Page

    def get(self, path: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Self:
        """Go to an address of ours."""
        return self.open("GET", path, status, headers=headers)

    def post(self, path: str, data: Any = None, status: int = 200, **others: Any) -> Self:
        """Send a form without having seen it: what programs and attackers do."""
        return self.open("POST", path, status, data=data, **others)

    def click(self, text: str, status: int = 200) -> Self:
        """Follow the link with these words."""
        links = [a for a in self.page.soup.select("a[href]") if text in (words_of(a), a.get("aria-label"))]
        assert links, f"no link {text!r}; there are {[words_of(a) for a in self.page.soup.select('a[href]')]}"
        addresses = {str(a["href"]) for a in links}
        assert len(addresses) == 1, f"the link {text!r} leads to several places: {sorted(addresses)}"
        return self.get(self.ours(addresses.pop()), status)

    def submit(self, button: str, /, status: int = 200, **fields: Any) -> Self:
        """Fill in the form of a button, by field names or labels, and press it. Hidden fields are kept."""
        filled = fill(self.page, button, fields)
        path = self.ours(filled.action or self.path)
        data: MultiDict[str, Any] = MultiDict(filled.pairs)
        if filled.method == "get":
            return self.open("GET", path.partition("?")[0], status, query_string=data)
        kind = "multipart/form-data" if filled.is_multipart else "application/x-www-form-urlencoded"
        return self.open("POST", path, status, data=data, content_type=kind)

    def has(self, *texts: str) -> Self:
        """The page says all of this."""
        for text in texts:
            assert text in self.page.text, f"{text!r} is not on {self.path}:\n{self.page.text}"
        return self

    def lacks(self, *texts: str) -> Self:
        """The page says none of this, nor hides it in its source."""
        for text in texts:
            assert text not in self.page.text, f"{text!r} is on {self.path}"
            assert text not in self.page.html, f"{text!r} is in the source of {self.path}"
        return self

    def link(self, text: str) -> str:
        """Where the link with these words leads."""
        found = [str(a["href"]) for a in self.page.soup.select("a[href]") if words_of(a) == text]
        assert found, f"no link {text!r} on {self.path}"
        return found[0]

    def ours(self, address: str) -> str:
        """The path and query of an address on this site. Raises AssertionError for any other."""
        whole = urljoin(f"http://localhost{self.path}", address)
        parts = urlsplit(whole)
        site = urlsplit(self.app.config["SITE_URL"])
        assert parts.netloc in ("localhost", site.netloc), f"{address} leads elsewhere"
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def open(self, method: str, path: str, status: int, **how: Any) -> Self:
        """One request, and the redirects it leads to. Checks whatever comes."""
        response = self.ask(method, path, **how)
        for _ in range(MOST_REDIRECTS):
            if response.status_code not in {301, 302, 303, 307, 308}:
                break
            path = self.ours(response.headers["Location"])
            response = self.ask("GET", path)
        self.response = response
        self.path = path if method == "POST" else response.request.full_path.removesuffix("?")
        assert response.status_code == status, f"{path} answered {response.status}:\n{response.text[:2000]}"
        if response.mimetype == "text/html" and response.data:
            self.page = Page(response.text, self.app.config["SITE_NAME"])
            self.page.check()
        return self

    def ask(self, method: str, path: str, **how: Any) -> TestResponse:
        """One request, as a server would give it to the application."""
        assert not left_unsaved(db.session()), "Commit what the test made before anybody looks."
        db.session.rollback()
        left: list[bool] = []

        def look(*_: Any, **__: Any) -> None:
            left.append(left_unsaved(db.session()))

        with request_tearing_down.connected_to(look, self.app):
            response = Context().run(self.client.open, path, method=method, **how)
        db.session.expire_all()
        if response.status_code < 400:
            assert not any(left), f"{method} {path} left changes that were not committed"
        if not self.keeps_cookies:
            assert "Set-Cookie" not in response.headers, f"{path} set a cookie"
        return response


def left_unsaved(session: Session) -> bool:
    """Whether a session holds changes, flushed or not, that no commit has saved."""
    return bool(session.new or session.dirty or session.deleted or session.info.get("unsaved"))


@event.listens_for(Session, "after_flush")
def flushed(session: Session, _context: Any) -> None:
    """Written, not yet saved."""
    session.info["unsaved"] = True


@event.listens_for(Session, "do_orm_execute")
def executed(state: ORMExecuteState) -> None:
    """A statement that writes without a flush."""
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["unsaved"] = True


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def saved(session: Session) -> None:
    """Nothing is left over."""
    session.info.pop("unsaved", None)
