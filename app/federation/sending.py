"""Requests to other servers, signed as one of our Weeks."""

from typing import Any

from flask import current_app

from app.extensions import db
from app.federation import addresses
from app.federation.keys import private_key
from app.federation.signatures import sign
from app.outbound.addresses import NotAllowed, target_of
from app.outbound.fetching import Answer, Fetcher
from app.shared.clock import now

ACCEPTED = f"{addresses.JSON}, {addresses.LD_JSON}"


def send(method: str, url: str, week: str, body: bytes | None = None) -> Answer:
    """One signed request. Raises NotAllowed and Unreachable. The session may hold nothing that is not saved."""
    fetcher: Fetcher = current_app.extensions["outbound"]
    key = private_key()
    db.session.rollback()  # no transaction is open while another server thinks
    if key is None:
        raise NotAllowed("this site has no key yet: run flask federation keys")
    target = target_of(url, fetcher.schemes)
    if target.authority == addresses.authority():
        raise NotAllowed("that is this site itself")
    signed = sign(method, target.path, target.authority, body, now(), key_id=addresses.key_of(week), private_key=key)
    headers: dict[str, Any] = {"Accept": ACCEPTED, **signed}
    if body is not None:
        headers["Content-Type"] = addresses.JSON
    return fetcher.send(method, url, headers, body)
