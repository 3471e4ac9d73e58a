"""Somebody who comes to each page of a site to look at it: small and light, then wide and dark."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, template_rendered
from jinja2 import Template
from playwright.sync_api import Browser, FilePayload
from sqlalchemy import select

from app import create_app
from app.accounts.links import find_link, issue_link
from app.accounts.models import Purpose
from app.extensions import db
from app.notifications.models import OutboxMessage
from app.shared.clock import now
from tests.browser import arriving, objections
from tests.conftest import settings
from tests.served import served

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SMALL, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
CONTRAST = """() => axe.run({runOnly: {type: "rule", values: ["color-contrast"]}, resultTypes: ["violations"]})
    .then(found => found.violations.map(rule => rule.nodes.map(node => node.target)))"""
LIVES, DAY = timedelta(hours=1), timedelta(days=1)
PATIENCE = 20_000  # milliseconds


class Looker:
    """A browser with scripts. Everything that opens is opened before it is looked at."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport=SMALL)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.looks = 0
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self.note_console)

    def note_console(self, message: Any) -> None:
        """Errors and warnings, but for the browser's remark on every answer of 4xx, which pages of errors are."""
        if message.type in {"error", "warning"} and "with a status of 4" not in message.text:
            self.complaints.append(message.text)

    def open(self, address: str, *, again: bool = False) -> None:
        """Go there; and look, unless it was looked at before."""
        self.page.goto(address)
        if not again:
            self.look()

    def press(self, words: str, *, look: bool = True) -> None:
        """Press a button and look at what comes."""
        with arriving(self.page):
            self.page.get_by_role("button", name=words, exact=True).click()
        if look:
            self.look()

    def spring_the_trap(self, words: str) -> None:
        """Fill in the box that people do not see, as programs do."""
        self.page.evaluate("document.getElementById('fax_number').value = 'x'")
        self.press(words)

    def answer(self, fields: dict[str, Any]) -> None:
        """Fill in boxes and choose answers, by their fields' names."""
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for name, value in fields.items():
            box = self.page.locator(f"[name='{name}']")
            if box.first.get_attribute("type") in {"radio", "checkbox"}:
                self.page.locator(f"[name='{name}'][value='{value}']").check()
            else:
                box.evaluate("(box, text) => { box.value = text; }", value)

    def attach(self, box: str, name: str, content: bytes) -> None:
        """Choose a file."""
        file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content}
        self.page.set_input_files(box, files=[file])

    def sees(self, *words: str) -> None:
        """All of this is on the page."""
        text = " ".join(self.page.locator("body").inner_text().split())
        assert [one for one in words if one not in text] == [], f"{self.page.url}: {text}"

    def look(self) -> None:
        """Nobody objects, nothing is cut off, and it can be read in the dark."""
        page, where = self.page, f"{self.page.url} {self.page.title()}"
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        self.keep("small")
        assert objections(page) == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], where
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        self.keep("wide")
        assert page.evaluate(CONTRAST) == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"], where
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(SMALL)  # type: ignore[arg-type]
        assert self.complaints == [], where

    def keep(self, size: str) -> None:
        """A picture for people, where ``LOOKS`` names a folder for them."""
        if folder := os.environ.get("LOOKS"):
            self.looks += 1
            self.page.screenshot(path=Path(folder) / f"{os.getpid()}-{self.looks:03}-{size}.png", full_page=True)


class Site:
    """The site, served on this machine, and what its pages were made of: templates, and whether with errors."""

    def __init__(self, app: Flask, url: str) -> None:
        self.app, self.url = app, url
        self.rendered: set[str] = set()
        self.can_err: set[str] = set()
        self.erred: set[str] = set()

    def note(self, _app: Flask, template: Template, context: dict[str, Any], **_: Any) -> None:
        """One page was made."""
        name = str(template.name)
        self.rendered.add(name)
        if "has_error" in context:
            self.can_err.add(name)
            self.erred |= {name} if context["has_error"] else set()

    def link(self, under: str, purpose: Purpose, subject: str, *, is_old: bool = False, **data: Any) -> str:
        """A link as it would be mailed, or was mailed two days ago."""
        with self.app.app_context():
            token = issue_link(purpose, subject, LIVES, **data)
            db.session.flush()
            link = find_link(token, purpose)
            assert link is not None
            if is_old:
                link.created_at, link.expires_at = now() - 2 * DAY, now() - DAY
            db.session.commit()
        return f"{self.url}{under}/{token}"

    def mailed(self, kind: str) -> str:
        """The link in the newest letter of a kind."""
        with self.app.app_context():
            newest = (
                select(OutboxMessage.text_body).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id.desc())
            )
            found = re.search(r"http://[^/]+(/confirm\S+)", db.session.scalars(newest).first() or "")
        assert found is not None, kind
        return self.url + found[1]


@contextmanager
def looked_at(folder: Path, fill: Callable[[], object]) -> Iterator[Site]:
    """A site served from a folder, with what ``fill`` makes; its pages are noted."""
    app = create_app(settings(folder, f"sqlite:///{folder / 'registry.sqlite3'}", TESTING=False))
    with app.test_request_context():
        db.create_all()
        fill()
        db.session.commit()
    with served(app) as url:
        found = Site(app, url)
        with template_rendered.connected_to(found.note, app):
            yield found
    with app.app_context():
        db.engine.dispose()


def own_pages(room: str) -> set[str]:
    """The templates of a room that are whole pages: they extend another, and nothing extends them."""
    sources = {str(file.relative_to(TEMPLATES)): file.read_text() for file in (TEMPLATES / room).rglob("*.html")}
    extended = {name for name in sources if any(f'extends "{name}"' in source for source in sources.values())}
    return {name for name, source in sources.items() if "{% extends" in source} - extended
