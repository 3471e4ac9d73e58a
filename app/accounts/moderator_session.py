"""Being signed in as a moderator: for twelve hours, and not a moment longer than the moderator is active."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec

from flask import make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from app.accounts.models import Moderator
from app.accounts.second_factor import TIME_TO_TYPE
from app.extensions import db, login_manager
from app.shared.clock import now

P = ParamSpec("P")
LIFETIME = timedelta(hours=12)

# Flask-Login ties sessions to the network address; a moderator's phone changes it on every train.
login_manager.session_protection = None


@login_manager.user_loader  # type: ignore[untyped-decorator]
def signed_in_moderator(cookie_id: str) -> Moderator | None:
    """The moderator a cookie speaks of, if it is not too old, not signed out, and the moderator still active."""
    age = now().timestamp() - session.get("signed_in_at", 0)
    name, _dot, number = cookie_id.partition(".")
    if not 0 <= age <= LIFETIME.total_seconds() or not (name.isdigit() and number.isdigit()):
        return None
    moderator = db.session.get(Moderator, int(name))
    if moderator is None or not moderator.active or moderator.session_number != int(number):
        return None
    return moderator


def sign_in(moderator: Moderator) -> None:
    """Begin a new session; nothing of the one before is carried over. The caller commits."""
    session.clear()
    session["signed_in_at"] = int(now().timestamp())
    login_user(moderator)
    moderator.last_signed_in_at = now()


def sign_out() -> None:
    """End this session and every other one of the same moderator, stolen cookies included. The caller commits."""
    if isinstance(current_user._get_current_object(), Moderator):
        current_user.session_number += 1
    logout_user()
    session.clear()


def current_moderator() -> Moderator:
    """Who is signed in. Only for pages behind ``moderator_required``; elsewhere raises ``LookupError``."""
    moderator = current_user._get_current_object()
    if not isinstance(moderator, Moderator):
        raise LookupError("nobody is signed in")
    return moderator


def half_sign_in(link_id: int) -> None:
    """Remember that this browser used a link and still owes a code. Nothing of the session before is carried over."""
    session.clear()
    session["half_signed_in"] = link_id
    session["half_signed_in_at"] = int(now().timestamp())


def half_signed_in() -> int | None:
    """The id of the link this browser used, while there is time to type the code."""
    age = now().timestamp() - session.get("half_signed_in_at", 0)
    link_id = session.get("half_signed_in")
    return link_id if isinstance(link_id, int) and age <= TIME_TO_TYPE.total_seconds() else None


def moderator_required(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Send anybody else to sign in first; keep the page out of every cache."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Response:
        if current_user.is_authenticated:
            response = make_response(view(*args, **kwargs))
        else:
            wanted = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else None
            response = make_response(redirect(url_for("accounts.ask", next=wanted), 303))
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
        return response

    return guarded
