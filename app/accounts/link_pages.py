"""How any room answers a one-time link: GET and HEAD show a button, POST uses it, what is wrong is explained."""

from collections.abc import Callable

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.accounts.links import LinkState, consume, peek
from app.accounts.models import OneTimeLink, Purpose
from app.registry.again import again_if_raced
from app.registry.review import AlreadyDecided

STATUS = {LinkState.USED: 410, LinkState.EXPIRED: 410, LinkState.UNKNOWN: 404}


def answer_link(
    token: str,
    purpose: Purpose,
    use: Callable[[OneTimeLink], ResponseReturnValue],
    *,
    button_page: str,
    gone_page: str,
    **facts: object,
) -> ResponseReturnValue:
    """Answer a request for a link's page; mail scanners that only read can never use it up.

    ``button_page`` is a template with a form that posts to the same address (it gets ``form`` for its CSRF token);
    ``gone_page`` one that offers a new link (it gets ``state``). ``use(link)`` does the act, commits and answers.
    """
    if request.method == "POST":
        # Two links at once may make the same organiser, or move the same event: the second looks again.
        answer = again_if_raced(lambda: used(token, purpose, use), AlreadyDecided)
        return gone(peek(token, purpose), gone_page, **facts) if answer is None else private(answer)
    state = peek(token, purpose)
    if state is LinkState.GOOD:
        return private(render_template(button_page, form=FlaskForm(), **facts))
    return gone(state, gone_page, **facts)


def used(
    token: str, purpose: Purpose, use: Callable[[OneTimeLink], ResponseReturnValue]
) -> ResponseReturnValue | None:
    """Use the link up and do its act; None when it does not work (any more)."""
    link = consume(token, purpose)
    return None if link is None else use(link)


def gone(state: LinkState, page: str, **facts: object) -> ResponseReturnValue:
    """The page for a link that does not work (any more): 410, or 404 for one that never was."""
    return private((render_template(page, state=state, **facts), STATUS.get(state, 410)))


def private(answer: ResponseReturnValue) -> ResponseReturnValue:
    """Kept by nobody: not by caches and not by search engines.

    The site-wide Referrer-Policy (same-origin) keeps the token from others. "no-referrer" would be too much: over
    https the CSRF check needs to see that the form came from us.
    """
    response = make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
