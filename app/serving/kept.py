"""The layer in front of Flask: public answers, finished and compressed, until the catalogue changes.

The database is asked for the catalogue's version first, so what was published a moment ago is seen at once, on every
worker and every machine; requests that come together share one asking. Only what ``@public`` offers is kept;
everything else passes through untouched.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime
from operator import itemgetter
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask

from app.extensions import db
from app.registry import times
from app.serving import memory
from app.serving.conditions import unchanged
from app.serving.counting import Counter, counted
from app.serving.encodings import choose
from app.serving.finishing import Headers, finish, may_be_kept
from app.serving.flights import Flights
from app.serving.public import OFFER, Offer
from app.serving.store import Finished, Store
from app.serving.version import VersionReader, version_reader
from app.shared import clock

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = itemgetter("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
PERSONAL_REMEMBERED = 512  # paths
# Seconds an asking holds for, in every process. An answer that may tell of a change is held back as long, so that
# nobody who knows of it is shown the time before.
HOLDS = 0.002
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Stamp(NamedTuple):
    """What kept answers are made for: a state of the catalogue, and a date in London."""

    version: int
    changed_at: Hashable
    day: Any


class Asked(NamedTuple):
    """What the database last said, and until when it holds on this process's clock (``time.monotonic``)."""

    until: float
    stamp: Stamp | None


class Today(NamedTuple):
    """A date in London and the instants between which it is that date: converting them costs more than comparing."""

    day: date
    begins: datetime
    ends: datetime


class Reply(NamedTuple):
    """What Flask answered."""

    status: str
    headers: Headers
    chunks: Iterable[bytes]


class KeptAnswers:
    """WSGI middleware. ``limit`` is in bytes; with 0 nothing is kept, and answers are still compressed."""

    def __init__(
        self, inner: "WSGIApplication", reader: VersionReader | None, limit: int, counter: Counter | None = None
    ) -> None:
        self.inner = inner
        self.counter = counter
        self.store = Store(limit)
        self.reader = reader if limit > 0 else None
        self._flights = Flights()
        self._asked = Asked(0.0, None)
        self._today = Today(date.min, LONG_AGO, LONG_AGO)
        self._personal: OrderedDict[str, None] = OrderedDict()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        # Most requests are answered by these few lines, written out because calls cost more than what they do.
        asked, store = self._asked, self.store
        if monotonic() < asked.until and asked.stamp is store.stamp:
            finished = store.at_hand.get((address_of(environ), choose(environ.get("HTTP_ACCEPT_ENCODING", ""))))
            if (
                finished is not None
                and "HTTP_IF_NONE_MATCH" not in environ
                and "HTTP_IF_MODIFIED_SINCE" not in environ
                and environ["REQUEST_METHOD"] == "GET"
                and not counted(environ["PATH_INFO"])
            ):
                start_response("200 OK", list(finished.headers))
                return [finished.body]
        return self._go_on(environ, start_response)

    def _go_on(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._pass_on(environ, start_response)
        coding = choose(environ.get("HTTP_ACCEPT_ENCODING", ""))
        stamp = self._stamp()
        if stamp is None:
            return self._answer(environ, start_response, None, coding)
        key = address_of(environ)
        if finished := self.store.find((key, coding), stamp):
            return self._send(finished, environ, start_response)
        if environ["PATH_INFO"] in self._personal:
            return self._answer(environ, start_response, stamp, coding)
        with self._flights.turn(key) as first:
            if not first and (finished := self._made(key, coding, stamp)):
                return self._send(finished, environ, start_response)
            return self._answer(environ, start_response, stamp, coding)

    def _pass_on(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """What may change something. It has been committed when Flask answers."""
        chunks = self.inner(environ, start_response)
        if self.reader is not None:
            sleep(HOLDS)
        return chunks

    def _stamp(self) -> Stamp | None:
        """What the database says, or said a moment ago. It holds from before the asking."""
        asked, moment = self._asked, monotonic()
        if moment < asked.until:
            return asked.stamp
        stamp = self._stamp_now()
        if stamp == asked.stamp:
            stamp = asked.stamp  # the very same, which is the quickest to compare
        self._asked = Asked(moment + HOLDS if stamp else 0.0, stamp)
        return stamp

    def _stamp_now(self) -> Stamp | None:
        state = self.reader.read() if self.reader else None
        if state is None:
            return None
        now = clock.now()
        if not self._today.begins <= now < self._today.ends:
            day = times.today(now)
            self._today = Today(day, times.start_of(day), times.end_of(day))
        return Stamp(state[0], state[1], self._today.day)

    def _made(self, key: Hashable, coding: str, stamp: Stamp) -> Finished | None:
        """What somebody else has just made, if need be put into another coding."""
        if finished := self.store.find((key, coding), stamp):
            return finished
        plain = self.store.find((key, "identity"), stamp)
        if plain is None:
            return None
        headers = [(name, value) for name, value in plain.headers if name != "ETag"] + [("ETag", plain.base_etag)]
        recoded = finish(stamp, headers, plain.body, coding)
        self.store.keep((key, coding), recoded)
        return recoded

    def _answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse", stamp: Stamp | None, coding: str
    ) -> Iterable[bytes]:
        """Ask Flask, and keep its answer if that is offered and it was made for this stamp."""
        offer = environ[OFFER] = Offer(will_be_kept=stamp is not None)
        reply = self._ask(environ)
        if offer.version is None or not may_be_kept(reply.status, reply.headers):
            self._remember_personal(environ["PATH_INFO"])
            start_response(reply.status, reply.headers)
            return reply.chunks
        getattr(reply.chunks, "close", lambda: None)()
        finished = finish(stamp, reply.headers, offer.body, coding)
        if stamp is not None and (offer.version, offer.day) == (stamp.version, stamp.day):
            self._personal.pop(environ["PATH_INFO"], None)
            key = address_of(environ)
            self.store.keep((key, coding), finished)
            if coding != "identity":
                self.store.keep((key, "identity"), finish(stamp, reply.headers, offer.body, "identity"))
        large, offer.body = len(offer.body) > memory.LARGE, b""
        del reply  # with what Flask answered
        if large:
            memory.give_back()
        return self._send(finished, environ, start_response)

    def _send(self, finished: Finished, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        """Answer 200, or 304 when the client already holds these bytes. HEAD gets the same headers.

        A whole answer to a GET is counted; somebody who holds it already was counted before.
        """
        if "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ:
            tag = finished.etag if environ.get("HTTP_IF_NONE_MATCH") == finished.etag else finished.base_etag
            if unchanged(environ, tag, finished.last_modified):
                start_response("304 NOT MODIFIED", list(finished.headers_unchanged))
                return []
        start_response("200 OK", list(finished.headers))
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        if self.counter is not None and counted(environ["PATH_INFO"]):
            self.counter.count(environ)
        return [finished.body]

    def _ask(self, environ: "WSGIEnvironment") -> Reply:
        started: list[Any] = []

        def start(status: str, headers: Headers, _exc_info: Any = None, /) -> Any:
            started[:] = [status, headers]
            return refuse_write

        chunks = self.inner(environ, start)
        return Reply(started[0], started[1], chunks)

    def _remember_personal(self, path: str) -> None:
        """Nobody waits for somebody else's page next time."""
        self._personal[path] = None
        while len(self._personal) > PERSONAL_REMEMBERED:
            self._personal.popitem(last=False)


def refuse_write(_data: bytes) -> None:
    """PEP 3333's imperative ``write``: Flask never uses it."""
    raise NotImplementedError


def address_of(environ: "WSGIEnvironment") -> Hashable:
    """What an answer is kept under. With the host, so that nobody can give others an address of their choosing."""
    address: Hashable
    try:
        address = ADDRESS(environ)
    except KeyError:  # PEP 3333 lets a server leave out what is empty
        address = ADDRESS(defaultdict(str, environ))
    return address


def keep_answers(app: Flask) -> KeptAnswers:
    """The application behind the layer, bounded by its setting KEPT_ANSWERS_BYTES."""
    with app.app_context():
        reader = version_reader(db.engine)
    return KeptAnswers(app.wsgi_app, reader, app.config["KEPT_ANSWERS_BYTES"], Counter(app))
