"""Pages for what goes wrong. Each says what happened and what to do next."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, render_template, request
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, LengthRequired
from werkzeug.wrappers import Response

from app.shared.error_words import Words, words_for

MOST_FIELDS = 500
MOST_CHARACTERS = 200_000
# A page nothing can stop from being made: no template, no database, no built files, no address of ours.
PLAIN = "<!doctype html><html lang=en-GB><title>{0}</title><h1>{0}</h1><p>{1}</p>"
PLAIN_500 = PLAIN.format(
    "Something went wrong on our side", "What was already saved is safe. Try again in a few minutes."
)


@dataclass(frozen=True)
class SendAgain:
    """A form as it was posted, to be offered again: a path of this site, and fields without files or old token."""

    path: str
    fields: list[tuple[str, str]]


def explain(app: Flask) -> None:
    """Answer every HTTP error with a page of ours, keeping the headers that belong to it (Allow, Retry-After)."""

    @app.errorhandler(HTTPException)
    def page(error: HTTPException) -> Any:
        code = error.code or 500
        if code < 400 or error.response is not None:
            return error.get_response(request.environ)
        limits = {"MAX_CONTENT_LENGTH": request.max_content_length or 0}  # of this address: some take files
        return _answer(error, words_for(code, limits), search=_search_for(request.path, code))

    @app.errorhandler(CSRFError)
    def expired(error: CSRFError) -> Any:
        if request.content_length is None and "Transfer-Encoding" in request.headers:
            return _answer(LengthRequired(), words_for(411, {}))  # nothing was read, so no token was seen
        title = _("We could not be sure this came from you")
        happened = _("The page may have been open for a long time, or your browser does not keep our cookie.")
        again = send_again()
        next_step = (
            _("What you typed is still here.") if again else _("Go back, copy what you typed, and start again.")
        )
        return _answer(error, Words(title, happened, next_step), again=again)


def _answer(error: HTTPException, words: Words, **others: Any) -> Response:
    response: Response = error.get_response(request.environ)
    response.data = _page(error.code or 500, words, **others)
    response.content_type = "text/html; charset=utf-8"
    return response


def _page(code: int, words: Words, **others: Any) -> str:
    if request_ctx.url_adapter is None:  # a Host that is no name of any site: nothing can be linked
        return PLAIN.format(words.title, words.happened)
    try:
        return render_template("shared/error.html", words=words, code=code, **others)
    except Exception:
        if code < 500:
            raise
        current_app.logger.exception("The page for an error could not be made")
        return PLAIN_500


def _search_for(path: str, code: int) -> dict[str, str] | None:
    """For an unknown address that names something: the words in it, and where to look for them."""
    match = re.fullmatch(r"(?:/cy)?/(?:events|festivals|organisations)/([^/]{1,200})", path)
    if code not in {404, 410} or match is None:
        return None
    words = " ".join(re.findall(r"[^\W_]+", re.sub(r"\.(ics|json|atom)$", "", match[1])))[:80].strip()
    return {"words": words, "address": f"/events?{urlencode({'q': words})}"} if words else None


def send_again() -> SendAgain | None:
    """What was posted, when it is small enough and came from a page of this site.

    A form that another site posted is never offered: its reader would be one press from doing what that site wanted.
    """
    if not _came_from_here():
        return None
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    if not fields or len(fields) > MOST_FIELDS or sum(len(n) + len(v) for n, v in fields) > MOST_CHARACTERS:
        return None
    # Never "//host/…", which a browser would read as another site.
    path = "/" + request.full_path.rstrip("?").lstrip("/\\")
    return SendAgain(path, fields)


def _came_from_here() -> bool:
    """Browsers say where a post came from (Fetch Metadata, Origin); what says nothing is not a browser."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    return origin is None or urlsplit(origin).netloc == request.host
