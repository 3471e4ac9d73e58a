"""A weekly letter about a query: asking, confirming, leaving."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.link_pages import answer_link, private
from app.accounts.links import find_link
from app.accounts.models import OneTimeLink, Purpose
from app.catalogue import reading
from app.catalogue.applied import applied
from app.catalogue.filters import Filters
from app.catalogue.heading import heading
from app.catalogue.listing import face
from app.catalogue.query import EventQuery
from app.digest import queries, services
from app.digest.asked import asked, kept, refusal
from app.digest.forms import AskForm
from app.digest.weekly import next_day
from app.extensions import csrf, db
from app.registry.times import today
from app.shared.clock import now
from app.shared.trap import is_trapped

blueprint = Blueprint("digest", __name__)


@blueprint.route("/digest", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """What comes, how often, what is kept; an address, to which a link is mailed. Known or not, the answer is one."""
    query, form = EventQuery.from_args(request.args).without("sort"), AskForm()
    no = refusal(query, today(now()))
    if request.method == "GET":
        return private(asking(query, form, no))
    if no or query.problems or not form.validate():
        return private((asking(query, form, no), 422))
    if is_trapped():
        return private((render_template("digest/stopped.html", trapped=True, query=query, face=face), 422))
    sent = services.ask(form.email.data, kept(query), request.remote_addr)
    db.session.commit()
    if not sent:
        page = render_template("digest/stopped.html", most=services.MOST_PER_ADDRESS, query=query, face=face)
        return private((page, 429, {"Retry-After": str(int(services.HOUR.total_seconds()))}))
    return redirect(url_for(".sent"), 303)


def asking(query: EventQuery, form: AskForm, no: str) -> str:
    """The page that asks. ``no`` says why nobody can ask for this."""
    return render_template(
        "digest/ask.html",
        form=form,
        has_error=bool(form.errors),
        no=no,
        query=query,
        heading=heading(query),
        coming=reading.page(query, today(now()), 1).total,
        next_day=next_day(now()),
        most=queries.MOST_EVENTS,
        filters=Filters(query, request.args),
        applied=applied(query),
        face=face,
    )


@blueprint.get("/digest/sent")
def sent() -> ResponseReturnValue:
    """Say where to look now."""
    return private(render_template("digest/sent.html", days=services.CONFIRM_WITHIN.days))


@blueprint.route("/digest/confirm/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """A button; pressing it begins the letters."""
    link = find_link(token, Purpose.CONFIRM_DIGEST)
    query = asked(str(link.data.get("query", ""))) if link is not None else EventQuery()
    return answer_link(
        token,
        Purpose.CONFIRM_DIGEST,
        confirmed,
        button_page="digest/confirm.html",
        gone_page="digest/link_gone.html",
        heading=heading(query),
        again=face("/digest", query),
        next_day=next_day(now()),
    )


def confirmed(link: OneTimeLink) -> ResponseReturnValue:
    """Begin, and say what happens next."""
    query = asked(str(link.data["query"]))
    services.confirm(link, now())
    db.session.commit()
    return render_template(
        "digest/confirmed.html", heading=heading(query), list=face("/events", query), next_day=next_day(now())
    )


@blueprint.route("/digest/leave/<key>", methods=["GET", "POST"])
def leave(key: str) -> ResponseReturnValue:
    """The way out. GET shows a button; POST ends it at once, from the button or from a mail program (RFC 8058).

    The address itself is the right to do so: no cookie is asked for or set. What has ended already stays ended, and
    the answer is the same.
    """
    if not services.is_whole(key):
        return private((render_template("digest/leave.html", state="unknown"), 404))
    if request.method == "POST":
        services.leave(key)
        db.session.commit()
        return private(render_template("digest/leave.html", state="left"))
    about = queries.about(key)
    if about is None:
        return private(render_template("digest/leave.html", state="left"))
    return private(render_template("digest/leave.html", state="asks", key=key, heading=heading(asked(about))))


csrf.exempt(leave)
