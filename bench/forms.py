"""Server time of the organiser's pages: every page of the form shown, answered and answered wrongly."""

import re
import statistics
import time
from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from app.serving.collecting import collect_rarely
from bench.bars import Bar

TIMES, LIMIT = 100, 60.0
ANSWERS: dict[str, dict[str, str]] = {
    "about": {
        "kind": "event",
        "title": "Sharing circle",
        "summary": "An open circle.",
        "languages": "en",
        "week": "",
    },
    "when": {
        "sessions-0-starts_on-day": "7",
        "sessions-0-starts_on-month": "7",
        "sessions-0-starts_on-year": "2027",
        "sessions-0-timing": "timed",
        "sessions-0-start_time": "10am",
    },
    "where": {"format": "in_person", "venue": "Central Library", "town": "Leeds", "postcode": "LS1 3AB"},
    "access": {"access_note": "Lift from the street"},
    "together": {"change": "The time of day"},
    "joining": {"cost": "free", "booking": "turn_up"},
    "contacts": {"organisation_name": "The Circle", "your_name": "Olu", "your_email": "olu@example.org"},
}

WRONG = {
    "about": {"title": ""},
    "when": {"sessions-0-start_time": "teatime"},
    "where": {"postcode": "ZZ1 1ZZ"},
    "access": {"access_checked_on-day": "99"},
    "together": {"left_out": "x" * 1001},
    "joining": {"booking_email": "olu@"},
    "contacts": {"your_email": "olu@"},
}
SOME, MOST = 6, 60
"""Dates: of a course, and as many as the form takes."""


def form_bars(app: Flask) -> Iterator[Bar]:
    """The 95th percentile of every page, as bars; the table is printed on the way. The last see sixty dates."""
    collect_rarely()  # as the server does
    print(f"Server time of the form's pages in this process (95th percentile of {TIMES})")
    olu = Organiser(app)
    pages = [(f"/submit/{olu.reference}/{code}", code) for code in ANSWERS]
    for path, code in pages:
        yield bar(f"POST {path}", lambda p=path, c=code: olu.post(p, ANSWERS[c], 303))
        yield bar(f"GET {path}", lambda p=path: olu.get(p))
        if code in WRONG:
            wrong = ANSWERS[code] | WRONG[code]
            yield bar(f"POST {path}, wrong", lambda p=path, w=wrong: olu.post(p, w, 422))
            olu.post(path, ANSWERS[code], 303)
    when = f"/submit/{olu.reference}/when"
    for count in (SOME, MOST):
        yield bar(
            f"POST {when}, {count} dates, wrong", lambda c=count: olu.post(when, dates(c, **WRONG["when"]), 422)
        )
        yield bar(f"GET {when}, {count} dates left wrong", lambda: olu.get(when))
        yield bar(f"POST {when}, {count} dates", lambda c=count: olu.post(when, dates(c), 303))
        yield bar(f"GET {when}, {count} dates", lambda: olu.get(when))
        yield bar(f"POST {when}, {count} dates, one opened", lambda c=count: olu.post(when, dates(c, open="5"), 200))
    for path in ("", "/about/picture", "/check", "/later"):
        yield bar(f"GET /submit/{olu.reference}{path}", lambda p=path: olu.get(f"/submit/{olu.reference}{p}"))
    yield bar("GET /submit", lambda: olu.get("/submit"))


def dates(count: int, **others: str) -> dict[str, str]:
    """The answers of a page with so many dates, twenty a month. ``others`` are of every date, or of the page."""
    answers: dict[str, str] = {}
    for number in range(count):
        day = {"sessions-0-starts_on-day": str(1 + number % 20), "sessions-0-starts_on-month": str(6 + number // 20)}
        for name, value in (ANSWERS["when"] | day | others).items():
            answers[name.replace("-0-", f"-{number}-", 1)] = value
    return answers


def bar(name: str, act: Any) -> Bar:
    """Do it again and again. The first two calls warm up and are not counted."""
    taken = []
    for _ in range(TIMES + 2):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    figure = statistics.quantiles(taken[2:], n=20)[-1]
    shown = re.sub(r"CW-\w+", "…", name)
    print(f"  {figure:8.2f} ms  {shown}")
    return Bar(shown, figure, LIMIT, "ms", at_most=True)


class Organiser:
    """A browser with a draft."""

    def __init__(self, app: Flask) -> None:
        self.client = Client(app)
        self.token = ""
        page = self.get("/submit")
        begun = self.post("/submit", {"key": found(r'name="key"[^>]*value="([^"]+)"', page.text)}, 303)
        self.reference = begun.headers["Location"].split("/")[2]

    def get(self, path: str) -> TestResponse:
        """A page, and its token."""
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path} answered {answer.status}")
        self.token = found(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text) or self.token
        return answer

    def post(self, path: str, fields: dict[str, str], expect: int) -> TestResponse:
        """Send a form."""
        answer = self.client.post(path, data={"csrf_token": self.token, **fields})
        if answer.status_code != expect:
            raise AssertionError(f"{path} answered {answer.status} to {len(fields)} fields")
        return answer


def found(pattern: str, text: str) -> str:
    """The first group of a pattern; empty where there is none."""
    match = re.search(pattern, text)
    return match.group(1) if match else ""
