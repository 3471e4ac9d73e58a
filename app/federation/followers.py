"""Following a Week, and no longer following it."""

from sqlalchemy import func, select

from app.extensions import db
from app.federation import activities, addresses
from app.federation.models import Activity, BlockedDomain, Follower, Kind, Peer
from app.federation.queueing import forget, put
from app.shared.clock import now


def follow(week: str, peer: Peer, follow_id: str) -> Follower:
    """Note a follower and queue the Accept they wait for; who asks again gets another. The caller commits."""
    follower = found(week, peer.actor)
    if follower is None:
        latest = db.session.scalar(select(func.max(Activity.id))) or 0
        follower = Follower(week=week, actor=peer.actor, since=latest)
        db.session.add(follower)
    follower.inbox, follower.shared_inbox, follower.follow = peer.inbox, peer.shared_inbox, follow_id
    follower.followed_at = now()
    db.session.flush()
    answer = Activity(week=week, kind=Kind.ACCEPT, follower_id=follower.id, body="", made_at=now())
    db.session.add(answer)
    db.session.flush()
    answer.body = activities.text_of(activities.accept(follower, answer.id))
    db.session.flush()
    put(answer.id, [follower.inbox])
    return follower


def found(week: str, actor: str) -> Follower | None:
    """One follower of one Week."""
    return db.session.scalars(select(Follower).where(Follower.week == week, Follower.actor == actor)).first()


def unfollow(week: str, actor: str) -> bool:
    """Forget one follower of one Week; whether there was one. The caller commits."""
    follower = found(week, actor)
    if follower is None:
        return False
    forget(follower)
    return True


def forget_actor(actor: str) -> int:
    """Forget everything about somebody; how many Weeks they followed. The caller commits."""
    rows = db.session.scalars(select(Follower).where(Follower.actor == actor)).all()
    for row in rows:
        forget(row)
    if (peer := db.session.get(Peer, actor)) is not None:
        db.session.delete(peer)
    return len(rows)


def is_follower(actor: str) -> bool:
    """Whether somebody follows any Week."""
    return db.session.scalar(select(Follower.id).where(Follower.actor == actor).limit(1)) is not None


def is_blocked(host: str) -> bool:
    """Whether a host, or a domain it is under, is blocked."""
    labels = host.lower().rstrip(".").split(".")
    domains = [".".join(labels[start:]) for start in range(len(labels))]
    return (
        db.session.scalar(select(BlockedDomain.domain).where(BlockedDomain.domain.in_(domains)).limit(1)) is not None
    )


def block(domain: str) -> int:
    """Block a domain and forget its followers; how many. The caller commits."""
    domain = domain.strip().lower().rstrip(".")
    if db.session.get(BlockedDomain, domain) is None:
        db.session.add(BlockedDomain(domain=domain, blocked_at=now()))
    db.session.flush()
    rows = [row for row in db.session.scalars(select(Follower)) if is_under(addresses.host_of(row.actor), domain)]
    for row in rows:
        forget(row)
    return len(rows)


def is_under(host: str, domain: str) -> bool:
    """Whether a host is a domain or belongs to it."""
    return host == domain or host.endswith(f".{domain}")
