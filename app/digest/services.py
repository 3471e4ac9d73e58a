"""What changes subscriptions: asking, confirming, leaving, forgetting."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.accounts.limits import network_of, within_limit
from app.accounts.links import forget_address, forget_addresses, issue_link
from app.accounts.models import OneTimeLink, Purpose
from app.digest.models import Digest
from app.digest.notifications import KINDS, leaving_address, mail_confirmation
from app.extensions import db
from app.notifications.forgetting import forget_done, forget_sent, take_back

CONFIRM_WITHIN = timedelta(days=2)
SENT_KEPT = timedelta(days=1)  # so that "did it go?" has an answer
FAILED_KEPT = timedelta(days=7)  # so that whoever runs the site can see why, and try again
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_PER_ADDRESS = 5  # a day
MOST_PER_NETWORK = 20  # an hour
CHECK = 6  # characters at a key's end that are worked out from the others


def ask(email: str, query: str, remote_address: str | None) -> bool:
    """Mail a link that confirms, the same whether we know the address or not. False when asked too often.

    All that is kept meanwhile is the link's row, which loses the address when it is used or two days old.
    """
    if not within_limit("digest-network", network_of(remote_address), MOST_PER_NETWORK, HOUR):
        return False
    address = email.strip().lower()
    if not within_limit("digest-address", address, MOST_PER_ADDRESS, DAY):
        return False
    token = issue_link(Purpose.CONFIRM_DIGEST, "digest", CONFIRM_WITHIN, email=address, query=query)
    mail_confirmation(address, query, token, CONFIRM_WITHIN)
    return True


def confirm(link: OneTimeLink, at: datetime) -> None:
    """Begin the letters that a used link asked for. Who has them already goes on having them."""
    row = {"key": new_key(), "email": link.data["email"], "query": link.data["query"], "told_at": at}
    make = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]
    adding: Any = make(Digest).values(row)
    db.session.execute(adding.on_conflict_do_nothing(index_elements=("email", "query")))
    forget_address(link)


def leave(key: str) -> None:
    """End a subscription: its row goes, and every letter of it that is in the outbox. Nothing happens twice."""
    statement = delete(Digest).where(Digest.key == key).returning(Digest.email)
    email = db.session.scalar(statement.execution_options(synchronize_session=False))
    if email is not None:
        take_back(email, "List-Unsubscribe", f"<{leaving_address(key)}>")
        forget_sent(KINDS, email)


def forget_person(email: str) -> int:
    """End everything an address gets; how much that was. For somebody who writes to us instead."""
    address = email.strip().lower()
    keys = db.session.scalars(select(Digest.key).where(Digest.email == address)).all()
    for key in keys:
        leave(key)
    db.session.execute(
        delete(OneTimeLink)
        .where(OneTimeLink.purpose == Purpose.CONFIRM_DIGEST, OneTimeLink.data["email"].as_string() == address)
        .execution_options(synchronize_session=False)
    )
    return len(keys)


def tidy() -> None:
    """Forget addresses in links that nobody used, and in letters that went."""
    forget_addresses(Purpose.CONFIRM_DIGEST)
    forget_done(SENT_KEPT, FAILED_KEPT, KINDS)


def new_key() -> str:
    """A secret nobody guesses, with an end that shows when a mail program has cut it short."""
    secret = secrets.token_urlsafe(32)
    return secret + check_of(secret)


def is_whole(key: str) -> bool:
    """Whether this can be a key of ours, known or not (any more)."""
    return len(key) == 43 + CHECK and check_of(key[:-CHECK]) == key[-CHECK:]


def check_of(secret: str) -> str:
    """The end of a key."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:CHECK]
