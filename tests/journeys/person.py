"""Somebody at a real browser. Every page they come to is looked at: axe-core, console, hosts, width, a picture."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page

from tests.browser import arriving, objections

# What findings depend on: elements, their attributes but for values and addresses, whether there are words in them.
SHAPE = """() => [...document.querySelectorAll("*")].map(one => {
    const said = one.getAttributeNames().map(name =>
        /^(class|type|role|lang|aria-|for|id)/.test(name) ? name + "=" + one.getAttribute(name) : name);
    return one.tagName + said.join() + (one.textContent.trim() ? 1 : 0);
}).join()"""
LOOKED_AT: set[tuple[str, str]] = set()
FOCUSABLE = "a[href], button, input, select, textarea, summary, iframe, [tabindex]"
SPARE = 10  # Tab leaves the page at its end and comes back at its beginning
PATIENCE = 15_000  # milliseconds


class Person:
    """A mouse user. ``looks`` says how the browser is set up: viewport, java_script_enabled, …"""

    def __init__(self, browser: Browser, name: str, pictures: Path | None, **looks: Any) -> None:
        self.name, self.pictures = name, pictures
        self.window = repr(sorted(looks.items()))
        self.complaints: list[str] = []
        self.context = browser.new_context(**looks)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.looked_at = 0
        self.meant = 200
        self.has_scripts = looks.get("java_script_enabled", True)
        self.glass = self.page if self.has_scripts else looking_glass(browser, looks)
        self.page.on("console", self.note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self.note_request)

    def note_console(self, message: Any) -> None:
        """Errors and warnings in the console."""
        is_meant = f"status of {self.meant} " in message.text
        if message.type in {"error", "warning"} and not is_meant:
            self.complaints.append(f"{message.type}: {message.text}")

    def note_request(self, request: Any) -> None:
        """Requests to anybody else."""
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname != "127.0.0.1":
            self.complaints.append(f"asked {request.url}")

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.look()

    def go_back(self) -> None:
        """Press the browser's own Back."""
        self.page.go_back()
        self.look()

    def look(self) -> None:
        """What holds of every page. axe-core looks once at pages of one shape in one kind of window."""
        self.looked_at += 1
        if self.pictures:
            name = re.sub(r"\W+", "-", self.page.title())[:50]
            self.page.screenshot(path=self.pictures / f"{self.name}-{self.looked_at:02}-{name}.png", full_page=True)
        shape = (self.window, self.page.evaluate(SHAPE))
        if shape not in LOOKED_AT:
            if not self.has_scripts:
                show(self.glass, self.page.url, self.page.content())
            found = objections(self.glass)
            assert found == [], (self.page.url, found)
            LOOKED_AT.add(shape)
        size = self.page.viewport_size
        assert size is not None
        assert self.page.evaluate("document.documentElement.scrollWidth") <= size["width"], self.page.url
        assert self.complaints == [], (self.page.url, self.complaints)

    def answer(self, fields: dict[str, Any]) -> None:
        """Fill in the page, by the fields' names."""
        for name, value in fields.items():
            box = self.page.locator(f"[name='{name}']")
            if box.first.get_attribute("type") in {"radio", "checkbox"}:
                self.choose(self.page.locator(f"[name='{name}'][value='{value}']"))
            else:
                self.type(box, value)

    def type(self, box: Locator, text: str) -> None:
        """Write into a box."""
        box.fill(text)

    def choose(self, box: Locator) -> None:
        """Press the words beside a radio or a checkbox."""
        self.page.locator(f"label[for='{box.get_attribute('id')}']").click()
        assert box.is_checked()

    def press(self, words: str, status: int = 200) -> None:
        """Press a button and look at what comes. Chromium's console notes every answer of 4xx: one may be meant."""
        self.meant = status
        self.activate(self.page.get_by_role("button", name=words, exact=True))
        self.look()

    def follow(self, words: str) -> None:
        """Follow a link and look at what comes."""
        self.activate(self.page.locator("main").get_by_role("link", name=words).first)
        self.look()

    def activate(self, thing: Locator) -> None:
        """Click, and come to the page that it leads to."""
        with arriving(self.page):
            thing.click()

    def sees(self, *words: str) -> None:
        """All of this is on the page."""
        text = " ".join(self.page.locator("body").inner_text().split())
        for one in words:
            assert one in text, f"{one!r} is not on {self.page.url}:\n{text}"

    def leave(self) -> None:
        """Close the browser."""
        self.context.close()
        if not self.has_scripts:
            self.glass.context.close()

    @property
    def heading(self) -> str:
        """The main heading."""
        return self.page.locator("h1").inner_text()

    def has_no_cookie(self) -> bool:
        """Whether nothing was left in this browser."""
        return self.context.cookies() == []


class KeyboardPerson(Person):
    """The same with keys only: Tab, arrows, Space, Enter and letters."""

    def reach(self, *wanted: Locator) -> None:
        """Tab to one of these, and see where one is: whatever has focus shows it."""
        things = [one.element_handle() for one in wanted]
        for _ in range(self.page.locator(FOCUSABLE).count() + SPARE):
            if self.page.evaluate("things => things.includes(document.activeElement)", things):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted[0]} cannot be reached with the Tab key on {self.page.url}")

    def type(self, box: Locator, text: str) -> None:
        """Write over what is there."""
        self.reach(box)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def choose(self, box: Locator) -> None:
        """Space for a checkbox; for a radio, its group and then the arrows."""
        if box.get_attribute("type") == "checkbox":
            self.reach(box)
            self.page.keyboard.press("Space")
        else:
            group = self.page.locator(f"[name='{box.get_attribute('name')}']").all()
            self.reach(*group)
            self.page.keyboard.press("Space")
            for _ in group:
                if box.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        assert box.is_checked()

    def activate(self, thing: Locator) -> None:
        """Enter, on a thing that shows that it has the focus."""
        self.reach(thing)
        assert shows_focus(thing), f"{thing} does not show that it has the focus on {self.page.url}"
        with arriving(self.page):
            self.page.keyboard.press("Enter")


def shows_focus(thing: Locator) -> bool:
    """Whether a focused element looks different from an unfocused one: outline, shadow or background."""
    look = "e => {const s = getComputedStyle(e); return [s.outlineStyle, s.boxShadow, s.backgroundColor].join()}"
    focused = thing.evaluate(look)
    rest = thing.evaluate(f"e => {{e.blur(); const r = ({look})(e); e.focus(); return r}}")
    return bool(focused != rest or "none" not in focused.split(",")[0])


def looking_glass(browser: Browser, looks: dict[str, Any]) -> Page:
    """A page to run axe-core in for somebody whose own browser runs no scripts: it runs axe-core's and no others."""
    return browser.new_context(**looks | {"java_script_enabled": True}).new_page()


def show(glass: Page, address: str, html: str) -> None:
    """Show what another browser shows, with its style sheets."""
    glass.unroute_all()
    glass.route("**/*.js", lambda route: route.abort())
    glass.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    glass.goto(address)
