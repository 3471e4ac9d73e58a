"""Which inboxes an activity goes to, each once, in the order in which things happened."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, delete, exists, or_, select

from app.extensions import db
from app.federation.models import Activity, Delivery, Follower, Inbox, Kind
from app.shared.clock import now


def queue(activity: Activity) -> None:
    """Queue something for every inbox of those who follow its Week and were told so. The caller commits."""
    accepted = select(Follower).where(Follower.week == activity.week, Follower.accepted_at.is_not(None))
    put(activity.id, sorted({follower.target for follower in db.session.scalars(accepted)}))


def put(activity_id: int, inboxes: Iterable[str]) -> None:
    """Queue one activity for some inboxes."""
    for url in inboxes:
        open_inbox(url)
        db.session.add(Delivery(inbox=url, activity_id=activity_id))
    db.session.flush()


def open_inbox(url: str) -> Inbox:
    """The row of an inbox."""
    found = db.session.get(Inbox, url)
    if found is None:
        found = Inbox(url=url, next_attempt_at=now(), failures=0, last_error="")
        db.session.add(found)
        db.session.flush()
    return found


def catch_up(follower: Follower) -> None:
    """Queue what happened between somebody's Follow and their server taking our Accept. The caller commits.

    Where others behind the same inbox follow the Week already, their server has it.
    """
    if has_others(follower):
        return
    missed = select(Activity.id).where(
        Activity.week == follower.week, Activity.kind != Kind.ACCEPT, Activity.id > follower.since, ~superseded()
    )
    for activity_id in db.session.scalars(missed.order_by(Activity.id)).all():
        put(activity_id, [follower.target])


def superseded() -> ColumnElement[bool]:
    """Whether an event was withdrawn after an activity: only the last word on it is left."""
    later = Activity.__table__.alias("later")
    return exists().where(
        later.c.announcement == Activity.announcement, later.c.kind == Kind.DELETE, later.c.id > Activity.id
    )


def has_others(follower: Follower) -> bool:
    """Whether somebody else who follows the same Week, and was told so, gets it through the same inbox."""
    same = or_(
        Follower.shared_inbox == follower.target, (Follower.shared_inbox == "") & (Follower.inbox == follower.target)
    )
    others = select(Follower.id).where(
        Follower.week == follower.week, Follower.id != follower.id, Follower.accepted_at.is_not(None), same
    )
    return db.session.scalar(others.limit(1)) is not None


def forget(follower: Follower) -> None:
    """Forget somebody who follows no more, and what still waited for them alone. The caller commits."""
    if not has_others(follower):
        of_week = select(Activity.id).where(Activity.week == follower.week, Activity.kind != Kind.ACCEPT)
        waiting = delete(Delivery).where(Delivery.inbox == follower.target, Delivery.activity_id.in_(of_week))
        db.session.execute(waiting.execution_options(synchronize_session=False))
    db.session.delete(follower)
    db.session.flush()


def forget_inbox(url: str) -> int:
    """Forget an inbox that is gone for good, and all who were reached through it; how many. The caller commits."""
    reached = select(Follower).where(or_(Follower.inbox == url, Follower.shared_inbox == url))
    gone = db.session.scalars(reached).all()
    for follower in gone:
        forget(follower)
    rest = delete(Inbox).where(Inbox.url == url)
    db.session.execute(rest.execution_options(synchronize_session=False))
    return len(gone)
