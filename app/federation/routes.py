"""What others read of our Weeks: WebFinger, actor, outbox, events; and the inbox they write to."""

import json
from typing import Any
from urllib.parse import unquote

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MIMEAccept

from app.catalogue import reading
from app.catalogue.addresses import page_address
from app.catalogue.models import PublishedWeek
from app.federation import activities, addresses, inbox, keys, presenters, queries
from app.federation.event_object import event_object

blueprint = Blueprint("federation", __name__)

HELD = "public, max-age=180"  # one announcement makes many servers ask at the same moment
MOST_BYTES = 128 * 1024
LAST_PAGE = 10_000


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Programs in browsers may read it; who asked in which format matters."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept")
    return response


@blueprint.get("/.well-known/webfinger")
def webfinger() -> ResponseReturnValue:
    """RFC 7033: a Week by its handle, its actor or its page."""
    resource = request.args.get("resource", "").strip()
    if not resource or ":" not in resource:
        return plain(400, "Say which resource: ?resource=acct:week@host")
    week = reading.week(week_named(resource)) or abort(404)
    return answer(presenters.webfinger(week.slug, request.args.getlist("rel")), "application/jrd+json")


def week_named(resource: str) -> str:
    """The slug in one of a Week's names; empty where it is none of ours."""
    if resource.lower().startswith("acct:"):
        name, _at, host = unquote(resource[5:]).lower().removeprefix("@").partition("@")
        return name if host == addresses.authority() else ""
    for start in (addresses.actor(""), presenters.page_of("")):
        if resource.startswith(start):
            return resource.removeprefix(start)
    return ""


@blueprint.get("/.well-known/nodeinfo")
def nodeinfo_links() -> Response:
    """Where NodeInfo is."""
    return answer(presenters.nodeinfo_links(), "application/json")


@blueprint.get("/nodeinfo/2.1")
def nodeinfo() -> Response:
    """What runs here."""
    found = presenters.nodeinfo(queries.how_many_weeks(), queries.how_many_live())
    return answer(found, f'application/json; profile="{presenters.NODEINFO}#"')


@blueprint.get("/federation/weeks/<slug>")
def actor(slug: str) -> ResponseReturnValue:
    """A Week as an actor; people are led to its page."""
    week = week_or_404(slug)
    if wants_page():
        return to_page(presenters.page_of(slug))
    public_key = keys.public_key()
    if public_key is None:
        abort(503)
    return answer(presenters.actor(week, public_key))


@blueprint.get("/federation/weeks/<slug>/outbox")
def outbox(slug: str) -> ResponseReturnValue:
    """A Week's announced events, in pages."""
    week = week_or_404(slug)
    total = queries.how_many_live(slug)
    if "page" not in request.args:
        return answer(presenters.outbox(slug, total))
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= LAST_PAGE:
        abort(404)
    return answer(presenters.outbox_page(week, number, total, queries.page_of_live(slug, number)))


@blueprint.get("/federation/weeks/<slug>/followers")
def followers(slug: str) -> ResponseReturnValue:
    """How many follow; who they are is nobody's business."""
    week_or_404(slug)
    return answer(presenters.collection(addresses.followers(slug), queries.how_many_followers(slug)))


@blueprint.get("/federation/events/<key>")
def event(key: str) -> ResponseReturnValue:
    """An announced event as it is now; people are led to its page. 410 once it is withdrawn."""
    announced = queries.announcement(key) or abort(404)
    publication = queries.publication(announced) if announced.gone_at is None else None
    week = reading.week(announced.week)
    if publication is None or week is None:
        return (answer(presenters.tombstone(announced)), 410) if announced.gone_at else abort(404)
    if wants_page():
        return to_page(addresses.site() + page_address(publication.kind, publication.slug))
    return answer(activities.in_context(event_object(publication, week, announced)))


@blueprint.post("/federation/weeks/<slug>/inbox")
def receive(slug: str) -> ResponseReturnValue:
    """What another server tells a Week. 202 for what was taken, else a reason."""
    week_or_404(slug)
    request.max_content_length = MOST_BYTES
    headers = {name.lower(): value for name, value in request.headers.items()}
    path = (
        request.root_path
        + request.path
        + (f"?{request.query_string.decode('latin-1')}" if request.query_string else "")
    )
    message = inbox.Message(slug, path, headers, request.get_data(), request.remote_addr)
    try:
        inbox.receive(message)
    except inbox.Refusal as refusal:
        response = plain(refusal.status, refusal.reason)
        if refusal.retry_after:
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    return plain(202, "")


def week_or_404(slug: str) -> PublishedWeek:
    """The Week."""
    return reading.week(slug) or abort(404)


def wants_page() -> bool:
    """Whether a browser asks: it likes HTML better than any JSON."""
    accepted: MIMEAccept = request.accept_mimetypes
    machines = max(accepted[kind] for kind in (addresses.JSON, addresses.LD_JSON, "application/json"))
    return bool(accepted["text/html"] > machines)


def to_page(address: str) -> Response:
    """Lead a person to what they can read."""
    return Response(status=303, headers={"Location": redirect(address).headers["Location"]})


def answer(thing: dict[str, Any], content_type: str = addresses.JSON) -> Response:
    """JSON that may be held for a few minutes."""
    full = content_type if ";" in content_type else f"{content_type}; charset=utf-8"
    response = Response(json.dumps(thing, ensure_ascii=False), content_type=full)
    response.headers["Cache-Control"] = HELD
    return response


def plain(status: int, text: str) -> Response:
    """A line for whoever runs the other server."""
    return Response(f"{text}\n" if text else "", status, content_type="text/plain; charset=utf-8")
