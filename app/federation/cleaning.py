"""Forgets what nobody needs any more."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Delete, delete, exists, or_

from app.extensions import db
from app.federation.models import Activity, Delivery, Follower, Inbox, Peer, SeenSignature
from app.shared.clock import now

SEEN_KEPT = timedelta(hours=26)  # longer than a signature is valid
STRANGERS_KEPT = timedelta(days=2)
SENT_KEPT = timedelta(days=30)


def clean(_stopping: Callable[[], bool]) -> None:
    """Delete old signatures, keys of people who do not follow, what was sent, and inboxes nobody uses. Commits."""
    follows = exists().where(Follower.actor == Peer.actor)
    waits = exists().where(Delivery.activity_id == Activity.id)
    used = exists().where(or_(Follower.inbox == Inbox.url, Follower.shared_inbox == Inbox.url))
    has_mail = exists().where(Delivery.inbox == Inbox.url)
    gone: tuple[Delete, ...] = (
        delete(SeenSignature).where(SeenSignature.seen_at < now() - SEEN_KEPT),
        delete(Peer).where(Peer.fetched_at < now() - STRANGERS_KEPT, ~follows),
        delete(Activity).where(Activity.made_at < now() - SENT_KEPT, ~waits),
        delete(Inbox).where(~used, ~has_mail),
    )
    for statement in gone:
        db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.commit()
