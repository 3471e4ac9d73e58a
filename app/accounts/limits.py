"""How often something may be asked for, counted in the database so that every process counts the same."""

import hmac
from datetime import timedelta
from ipaddress import ip_address

from flask import current_app
from sqlalchemy import delete, func, select

from app.accounts.models import LinkRequest
from app.extensions import db
from app.shared.clock import now

KEPT = timedelta(days=1)


def within_limit(kind: str, who: str, most: int, within: timedelta) -> bool:
    """Count one request; False when ``who`` has made ``most`` already in that time. The caller commits.

    ``kind`` keeps counts apart ("link-address", "link-network"). Only a keyed hash of ``who`` is stored. Two requests
    at the same instant may both be the last one allowed.
    """
    asker = hmac.digest(current_app.config["SECRET_KEY"].encode(), f"{kind} {who}".encode(), "sha256").hex()
    recent = select(func.count()).where(LinkRequest.asker == asker, LinkRequest.asked_at > now() - within)
    if (db.session.scalar(recent) or 0) >= most:
        return False
    db.session.add(LinkRequest(asker=asker, asked_at=now()))
    return True


def network_of(remote_address: str | None) -> str:
    """The network a request comes from: the whole IPv4 address, the first 64 bits of IPv6 (one household's)."""
    try:
        address = ip_address(remote_address or "")
    except ValueError:
        return "unknown"
    if address.version == 6:
        return address.exploded[:19]
    return str(address)


def forget_old_requests() -> None:
    """Delete counts that no limit looks at any more. The caller commits."""
    db.session.execute(delete(LinkRequest).where(LinkRequest.asked_at < now() - KEPT))
