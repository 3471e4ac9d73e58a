"""Links that work once. Asking changes nothing; using is one conditional UPDATE, so of two at once one wins."""

import secrets
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import delete, select, update

from app.accounts.models import OneTimeLink, Purpose
from app.extensions import db
from app.shared.clock import now

KEPT = timedelta(days=30)  # so that an old link is still told apart from one that never was


class LinkState(StrEnum):
    """What can be said of a token."""

    GOOD = "good"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


def issue_link(purpose: Purpose, subject: str, lifetime: timedelta, **data: object) -> str:
    """Add a link to the session and return its token (256 random bits, URL-safe), which is kept nowhere else."""
    token = secrets.token_urlsafe(32)
    asked = now()
    db.session.add(
        OneTimeLink(
            token_hash=fingerprint(token),
            purpose=purpose,
            subject=subject,
            data=data,
            codes_tried=0,
            created_at=asked,
            expires_at=asked + lifetime,
        )
    )
    return token


def fingerprint(token: str) -> str:
    """The token as the database knows it. Any text has one."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def find_link(token: str, purpose: Purpose) -> OneTimeLink | None:
    """The link's row, used or not. For offering a new one; ``consume`` is what opens doors."""
    chosen = select(OneTimeLink).where(OneTimeLink.token_hash == fingerprint(token), OneTimeLink.purpose == purpose)
    return db.session.scalar(chosen)


def peek(token: str, purpose: Purpose) -> LinkState:
    """Whether the link would work, without using it."""
    link = find_link(token, purpose)
    if link is None:
        return LinkState.UNKNOWN
    if link.used_at is not None:
        return LinkState.USED
    return LinkState.GOOD if link.expires_at > now() else LinkState.EXPIRED


def consume(token: str, purpose: Purpose) -> OneTimeLink | None:
    """Use the link: its row for the one caller who comes first and in time, None for all others.

    It is used when the caller's transaction commits, together with what it was used for.
    """
    using = (
        update(OneTimeLink)
        .where(
            OneTimeLink.token_hash == fingerprint(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
        )
        .values(used_at=now())
        .returning(OneTimeLink)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return db.session.scalars(using).one_or_none()


def forget_old_links() -> None:
    """Delete links that ended a while ago. The caller commits."""
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at < now() - KEPT))


def forget_addresses(purpose: Purpose) -> None:
    """Take the address out of links nobody used in time. What else they say stays, to offer a new one with.

    The caller commits.
    """
    chosen = select(OneTimeLink).where(
        OneTimeLink.purpose == purpose,
        OneTimeLink.expires_at <= now(),
        OneTimeLink.data["email"].as_string().is_not(None),
    )
    for link in db.session.scalars(chosen):
        forget_address(link)


def forget_address(link: OneTimeLink) -> None:
    """Take the address out of one link. The caller commits."""
    link.data = {name: value for name, value in link.data.items() if name != "email"}
