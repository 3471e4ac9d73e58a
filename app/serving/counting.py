"""Counts whole answers: how often an event's page was opened and its calendar fetched, and nothing about anybody.

Only numbers are kept: no address, no cookie, no browser, no time of day. A 304 is not counted: whoever gets it was
counted when they first got the page, and a calendar that asks four times a day is one calendar. So the numbers are
answers, not people. Crawlers that say so are left out; those that do not are counted.

Numbers wait in memory and go to the database at most once a minute, in a thread of their own: no answer waits for it,
and a crash loses a minute. Each process has its own, and the database adds them up.
"""

import atexit
import logging
import re
from collections import Counter as Numbers
from datetime import date
from functools import lru_cache
from threading import Lock, Timer
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.catalogue import counts
from app.extensions import db
from app.registry import times
from app.shared import clock

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

log = logging.getLogger(__name__)

PAUSE = 60.0  # seconds between two writings
COUNTED = re.compile(r"(?:/cy)?/(?:events|festivals)/([a-z0-9-]{1,120})(\.ics)?")
NOT_AN_EVENT = {"print"}
CRAWLERS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|headless|monitor|curl/|wget/|python-|go-http-client",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def counted(path: str) -> tuple[str, str] | None:
    """The event that an address is about, and which count of it goes up; None for other addresses."""
    found = COUNTED.fullmatch(path)
    if found is None or found[1] in NOT_AN_EVENT:
        return None
    return found[1], "calendar" if found[2] else "page"


class Counter:
    """The numbers of one process. Safe to share between threads."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = Lock()
        self._numbers: Numbers[tuple[str, date, str]] = Numbers()
        self._timer: Timer | None = None
        self._at_exit = False

    def count(self, environ: "WSGIEnvironment") -> None:
        """Count one whole answer, if it is about one event and was not for a crawler."""
        found = counted(environ.get("PATH_INFO", ""))
        if found is None or CRAWLERS.search(environ.get("HTTP_USER_AGENT", "")):
            return
        slug, what = found
        with self._lock:
            self._numbers[slug, times.today(clock.now()), what] += 1
            self._wake()

    def _wake(self) -> None:
        """See to it that what was counted is written soon. A timer outlives no fork, so it is made by who counts."""
        if self._timer is not None:
            return
        if not self._at_exit:
            atexit.register(self.write)
            self._at_exit = True
        self._timer = Timer(PAUSE, self.write)
        self._timer.daemon = True
        self._timer.start()

    def write(self) -> None:
        """Put what was counted into the database. What cannot be written now is kept for the next time."""
        with self._lock:
            numbers, self._numbers = self._numbers, Numbers()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
        if not numbers:
            return
        try:
            with self._app.app_context():
                counts.add(numbers)
                db.session.commit()
        except SQLAlchemyError:
            log.warning("counts could not be written; they are kept for later")
            with self._lock:
                self._numbers += numbers
                self._wake()
