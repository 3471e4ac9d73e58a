"""``@public``: a view whose answer is the same bytes for everyone, until the catalogue changes."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, NoReturn

from flask import Response, current_app, g, make_response, request
from flask.globals import request_ctx
from flask.sessions import NullSession
from flask_babel import get_locale
from sqlalchemy import select
from werkzeug.http import http_date

from app.catalogue.models import CatalogueState
from app.extensions import db, login_manager
from app.registry import times
from app.serving import conditions
from app.shared import clock

OFFER = "registry.offer"

# Shared caches may hold it, and everybody asks before showing it again: what was just approved is found at once.
REVALIDATE = "public, max-age=0, must-revalidate"

Answer = str | bytes | Response | tuple[str | bytes, str] | tuple[str | bytes, str, Mapping[str, str]]


class ClosedSession(NullSession):
    """Reads as empty and cannot be written: a public answer carries no cookie."""

    def _fail(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise RuntimeError("A public page is the same for everyone: it cannot write to the session.")

    __setitem__ = __delitem__ = clear = pop = popitem = update = setdefault = _fail


@dataclass
class Offer:
    """Put into ``environ`` by the layer that keeps answers; filled by a view whose answer may be kept.

    An answer that will be kept is asked for whole, whatever the client holds: the layer then answers 304 itself.
    """

    will_be_kept: bool
    version: int | None = None
    day: date | None = None
    body: bytes = b""


@dataclass(frozen=True)
class Moment:
    """What a public answer depends on besides its address: the catalogue's version and the date in London."""

    version: int
    changed_at: datetime | None
    day: date

    @property
    def last_modified(self) -> str:
        """An HTTP date: the later of the last change and the start of today, which lists depend on."""
        start = times.start_of(self.day)
        return http_date(max(self.changed_at, start) if self.changed_at else start)


def read_moment() -> Moment:
    """The catalogue's version now. Read before anything else, so that an answer is never older than its ETag."""
    row = db.session.execute(select(CatalogueState.version, CatalogueState.changed_at)).first()
    version, changed_at = (row.version, row.changed_at) if row else (0, None)
    return Moment(version, changed_at, times.today(clock.now()))


def public(view: Callable[..., Answer]) -> Callable[..., Response]:
    """Answer GET and HEAD with a strong ETag, Last-Modified, 304s and no cookie.

    The view returns a body, ``(body, mimetype)``, ``(body, mimetype, headers)`` or a Response. It may depend on its
    address, the catalogue and today's date; it must not look at the session, cookies or other headers.
    """

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Response:
        moment = read_moment()
        etag = etag_of(moment)
        offer: Offer | None = request.environ.get(OFFER)
        will_be_kept = offer is not None and offer.will_be_kept
        if not will_be_kept and (tag := conditions.held(request.environ, etag)):
            return finish(Response(status=304), tag, moment)
        with nobody_in_particular():
            response = as_response(view(*args, **kwargs))
        if response.status_code != 200:
            return response
        finish(response, etag, moment)
        if offer is None:
            return conditional(response)
        offer.version, offer.day, offer.body = moment.version, moment.day, response.get_data()
        return response

    return answer


@contextmanager
def nobody_in_particular() -> Iterator[None]:
    """An empty session and nobody signed in: whoever asks, the view can only say the same."""
    request_ctx._session = ClosedSession()
    before = g.pop("_login_user", None)
    g._login_user = login_manager.anonymous_user()
    try:
        yield
    finally:
        g.pop("_login_user", None)
        if before is not None:
            g._login_user = before


def etag_of(moment: Moment) -> str:
    """The quoted ETag of the requested address: version, address, language, edition and date."""
    arguments = sorted(request.args.items(multi=True), key=lambda pair: pair[0])
    parts = (
        moment.version,
        moment.changed_at.isoformat() if moment.changed_at else "",
        moment.day.isoformat(),
        request.path,
        arguments,
        str(get_locale()),
        current_app.extensions["edition"],
    )
    return f'"{hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:24]}"'


def finish(response: Response, etag: str, moment: Moment) -> Response:
    """Add the validators and say how long it may be held."""
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = moment.last_modified
    response.headers["Cache-Control"] = REVALIDATE
    response.headers["Vary"] = "Accept-Encoding"
    return response


def as_response(answer: Answer) -> Response:
    """A view's answer as a Response."""
    if not isinstance(answer, tuple):
        return make_response(answer)
    body, mimetype, *headers = answer
    response = Response(body, mimetype=mimetype.partition(";")[0])
    for name, value in (headers[0] if headers else {}).items():
        response.headers[name] = value
    return response


def conditional(response: Response) -> Response:
    """The response, or 304 without its body when the client already holds it."""
    headers = response.headers
    if not conditions.unchanged(request.environ, headers["ETag"], headers["Last-Modified"]):
        return response
    empty = Response(status=304)
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        empty.headers[name] = headers[name]
    return empty
