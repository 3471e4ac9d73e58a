"""Against floods: how often one may start and send, and what a trapped program is told. Never a silent drop."""

from datetime import timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.limits import network_of, within_limit
from app.registry.event import Event

HOUR = timedelta(hours=1)
STARTS_PER_NETWORK = 100
SENDS_PER_NETWORK = 60
SENDS_PER_ADDRESS = 20
LINKS_PER_ADDRESS = 5
LINKS_PER_NETWORK = 20


def trapped(event: Event | None = None) -> ResponseReturnValue:
    """Say so, and how to go on: somebody's browser may have filled it in."""
    return render_template("submission/trapped.html", event=event), 422


def may_start() -> bool:
    """Whether this network may begin another event now. The caller commits."""
    return within_limit("start-network", network_of(request.remote_addr), STARTS_PER_NETWORK, HOUR)


def may_send(event: Event) -> bool:
    """Whether this network may send another event now, to this address. The caller commits."""
    if not within_limit("send-network", network_of(request.remote_addr), SENDS_PER_NETWORK, HOUR):
        return False
    contact = event.private_contact
    return contact is None or within_limit("send-address", contact.email.lower(), SENDS_PER_ADDRESS, HOUR)


def may_ask_for_link(address: str, remote_address: str | None) -> bool:
    """Whether a link may be mailed to this address now. The caller commits."""
    if not within_limit("later-network", network_of(remote_address), LINKS_PER_NETWORK, HOUR):
        return False
    return within_limit("later-address", address.lower(), LINKS_PER_ADDRESS, HOUR)


def too_often(what: str, event: Event | None = None) -> ResponseReturnValue:
    """What is asked too often ("start", "send", "link"), why there is a limit, and what to do instead."""
    most = {"start": STARTS_PER_NETWORK, "send": SENDS_PER_ADDRESS, "link": LINKS_PER_ADDRESS}[what]
    page = render_template("submission/too_many.html", what=what, most=most, event=event)
    return page, 429, {"Retry-After": str(int(HOUR.total_seconds()))}
