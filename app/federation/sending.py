"""Requests to other servers, signed as one of our Weeks."""

from typing import Any

from app.extensions import db
from app.federation import addresses
from app.federation.keys import private_key
from app.federation.signatures import sign
from app.fetching.exchange import Answer, exchange
from app.fetching.target import exact
from app.fetching.troubles import Kind, NoAnswer
from app.shared.clock import now

ACCEPTED = f"{addresses.JSON}, {addresses.LD_JSON}"


def send(method: str, url: str, week: str, body: bytes | None = None) -> Answer:
    """One signed request. Raises NoAnswer. The session may hold nothing that is not saved."""
    key = private_key()
    db.session.rollback()  # no transaction is open while another server thinks
    if key is None:
        raise NoAnswer(Kind.WRONG, "this site has no key yet: run flask federation keys")
    target = exact(url)
    if target.authority == addresses.authority():
        raise NoAnswer(Kind.WRONG, "that is this site itself")
    signed = sign(method, target.path, target.authority, body, now(), key_id=addresses.key_of(week), private_key=key)
    headers: dict[str, Any] = {"Accept": ACCEPTED, **signed}
    if body is not None:
        headers["Content-Type"] = addresses.JSON
    return exchange(method, target, headers, body)
