"""The words of the error pages: what happened, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _


@dataclass(frozen=True)
class Words:
    """A heading, what happened, and what to do."""

    title: str
    happened: str
    next_step: str


def words_for(code: int, settings: Mapping[str, Any]) -> Words:
    """What the page for an HTTP status says. Statuses without words of their own get those of 400 or 500."""
    known = {400: _bad_request, 403: _forbidden, 404: _not_found, 405: _not_allowed, 410: _gone}
    known |= {411: _no_length, 429: _too_many, 500: _our_fault, 503: _busy}
    if code == 413:
        return _too_large(settings)
    return known.get(code, _our_fault if code >= 500 else _bad_request)()


def _bad_request() -> Words:
    return Words(
        _("We could not read that"),
        _("Something in the address or in what was sent did not make sense to us."),
        _("Go back and try again, or start from one of these pages."),
    )


def _forbidden() -> Words:
    return Words(
        _("This page is not open to you"),
        _("It is for somebody else, or you need to sign in first."),
        _("Sign in with the link we email you, then come back to this address."),
    )


def _not_found() -> Words:
    return Words(
        _("There is nothing at this address"),
        _("The address may be mistyped, or the page may never have been here. Event pages are never taken away."),
        _("Here is where most people were going."),
    )


def _not_allowed() -> Words:
    return Words(
        _("That cannot be done here"),
        _("This address works another way: some open a page, some receive a form."),
        _("Go back and use the button on the page."),
    )


def _gone() -> Words:
    return Words(
        _("This is no longer here"),
        _("It was here once, and has been taken away for good."),
        _("Here is where most people were going."),
    )


def _no_length() -> Words:
    return Words(
        _("We need to know how much is coming"),
        _("What was sent did not say how long it is (a Content-Length), so we did not read it. Nothing was saved."),
        _("Send it again from the page in a browser, or give the length."),
    )


def _too_large(settings: Mapping[str, Any]) -> Words:
    megabytes = f"{settings['MAX_CONTENT_LENGTH'] / 1024 / 1024:g}"
    return Words(
        _("That was too big to send"),
        _("We take up to %(size)s MB at a time, and nothing of it was saved.", size=megabytes),
        _("Go back, make the text shorter or the file smaller, and send it again."),
    )


def _too_many() -> Words:
    return Words(
        _("That was too fast for us"),
        _("We received a lot of requests from your connection in a short time."),
        _("Wait a few minutes and try again. If somebody shares your connection, it may have been them."),
    )


def _our_fault() -> Words:
    return Words(
        _("Something went wrong on our side"),
        _("It is not your doing, and nothing that was already saved is lost. We keep a note of every such fault."),
        _("Try again in a few minutes. If you were sending a form, go back: what you typed should still be there."),
    )


def _busy() -> Words:
    return Words(
        _("We are closed for a few minutes"),
        _("The site is being looked after, or a lot of people are here at once. Nothing is lost."),
        _("Try again in a few minutes."),
    )
